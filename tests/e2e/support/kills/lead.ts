/**
 * A lead who is interrupted again and again. They never know how far they came: they look at the page, go on with what
 * is open, and give what is missing.
 */

import { expect, type Page } from '@playwright/test'
import { sealed } from '../kept-work'
import type { Landing } from '../landing'
import { yourSteps } from '../page'
import { frame, here, there } from '../providers'
import { COMPLETION, type Fault, type Lead, type Sandbox } from '../sandbox'
import { DOCUMENT } from '../uploads'
import type { MortalBrowser } from './browser'
import type { Chance } from './chance'
import { WEIGHT, type Fate } from './fate'
import type { Ledger, Loss } from './ledger'
import { look, type Sight } from './look'
import type { Piece } from './pieces'
import { JOURNEY, REVIEW, type Script, type Task } from './script'

/** What becomes of a submission, besides being answered at once: held before and after it counts, or never answered. */
const FATES_OF_A_SUBMISSION: (Omit<Fault, 'Path'> | null)[] = [
  null, null, { Delay: 700 }, { Delay: 700, When: 'After' }, { Drop: true, When: 'After' }, { Drop: true, When: 'Before' },
]
/** How fast somebody types, in milliseconds between two keys. */
const PACES = [0, 0, 30, 80]
/** How often somebody looks whether something has happened, and for how long they wait for it. */
const GLANCE = 60
/** Within which the page takes a press of a button, in milliseconds. */
const AT_ONCE = 2_000
const PATIENCE = 60_000

export class InterruptedLead {
  private readonly left = new Map<Piece, number>()
  private done = new Set<string>()
  private page!: Page

  constructor(
    private readonly lead: Lead,
    private readonly script: Script,
    private readonly sandbox: Sandbox,
    private readonly landing: Landing,
    private readonly ledger: Ledger,
    private readonly fate: Fate,
    private readonly chance: Chance,
  ) {
    for (const piece of script.tasks.flatMap((task) => task.pieces)) this.left.set(piece, piece.length)
  }

  /** How much there is to do, in the weights of fate. */
  async toDo(): Promise<number> {
    const { Stages } = await this.sandbox.journey(this.lead)
    const completed = Stages.flatMap((stage: any) => stage.Activities).filter((activity: any) => activity.Status === 'Completed')
    this.done = new Set(completed.map((activity: any) => activity.Name))
    const weights = this.script.tasks.filter((task) => !this.done.has(task.name)).map((task) => this.weight(task))
    return weights.reduce((sum, weight) => sum + weight, WEIGHT.leaving)
  }

  /** Goes on in a browser that has just started, up to where the journey ends. */
  async goOn({ page }: MortalBrowser) {
    this.page = page
    await this.faults(this.chance.next() < 0.5 ? null : this.chance.oneOf(FATES_OF_A_SUBMISSION))
    await this.open()
    for (;;) {
      const sight = await this.settled()
      if (sight.address.startsWith(new URL(this.landing.url).origin)) return
      const task = this.taskOn(sight)
      if (sight.heading === JOURNEY) await this.choose(sight)
      else if (sight.heading === 'All done') await this.leave()
      else if (sight.heading === REVIEW) await this.send('Send and continue', sight)
      else if (sight.sending) await this.watchSending(sight)
      else if (task && sight.completed) await yourSteps(this.page.getByRole('main')).click()
      else if (task) await this.do(task, sight)
      else await this.newLink()
    }
  }

  /** As one opens a browser again: by the page's address where a session may be there still, else by a new link. */
  private async open() {
    const cookies = await this.page.context().cookies(this.sandbox.url)
    if (cookies.length > 0 || this.chance.next() < 0.2) await this.page.goto(this.sandbox.url)
    else await this.newLink()
  }

  private async newLink() {
    await this.page.goto(await this.sandbox.newLink(this.lead.userId, { RedirectURL: this.landing.url }))
  }

  /** Waits until the page is at rest on something that one can go on from. */
  private async settled(isFine = (sight: Sight) => this.isKnown(sight)): Promise<Sight> {
    const end = Date.now() + PATIENCE
    let sight: Sight | undefined
    do {
      // While it goes from one document to the next there is none to look at.
      sight = await look(this.page).catch((error) => {
        if (/context was destroyed|navigat/i.test(error.message)) return sight
        throw error
      })
      if (sight && isFine(sight)) return sight
      await glance()
    } while (Date.now() < end)
    throw new Error(`Nothing to go on from: ${JSON.stringify(sight)}`)
  }

  private isKnown(sight: Sight): boolean {
    if (!sight.address.startsWith(this.sandbox.url)) return sight.address.startsWith('http')
    if (sight.heading === JOURNEY) return sight.links.length > 0
    if (this.taskOn(sight)) return sight.form || sight.completed
    return sight.heading !== '' && !/^(Just a moment|Loading)/.test(sight.heading)
  }

  private taskOn = (sight: Sight) => this.script.tasks.find((task) => task.name === sight.heading)

  /** Takes the first step of the script that can be taken. */
  private async choose(sight: Sight) {
    const next = this.script.tasks.find((task) => sight.links.includes(task.name) && !this.done.has(task.name))
    if (!next) return void (await this.toDo())
    this.fate.moment('choosing a step')
    await this.page.getByRole('main').getByRole('link', { name: next.name }).click()
    // Another one opens where this one was completed just now, by what an earlier life had sent off.
    await this.settled((sight) => sight.heading !== JOURNEY && this.isKnown(sight))
  }

  private async do(task: Task, sight: Sight) {
    const [before, begun] = [this.ledger.losses.length, Date.now()]
    for (const piece of task.pieces) this.judge(task, piece, sight)
    await this.waitForLate(task, this.ledger.losses.slice(before), begun)
    if (task.besides === 'sign elsewhere') return this.signElsewhere(task)
    for (const piece of task.pieces) {
      if (!(await this.give(task, piece))) return
    }
    if (task.besides === 'wait for files') await this.waitForFiles(task)
    if (task.besides === 'watch') await this.watch(task)
    const given = await look(this.page)
    for (const { key, wanted } of task.pieces) {
      if (wanted !== null) expect(given.held[key], `${task.name}: ${key}, with nothing in between`).toBe(wanted)
    }
    await this.send(task.button, given)
  }

  private judge(task: Task, piece: Piece, sight: Sight) {
    const held = sight.held[piece.key]
    const isHidden = held === undefined && !piece.key.startsWith('file ')
    if (!isHidden) this.ledger.look(nameOf(task, piece), held ?? '', piece.reaches)
  }

  /** What is lost for good, and what only came late, have different causes. */
  private async waitForLate(task: Task, losses: Loss[], begun: number) {
    const open = () => losses.filter((loss) => loss.late === undefined)
    while (open().length > 0 && Date.now() < begun + 3_000) {
      const { held } = await look(this.page)
      for (const loss of open()) if (held[loss.piece.replace(`${task.name}: `, '')] === loss.owed) loss.late = Date.now() - begun
      await glance()
    }
    if (open().length === 0) return
    const kept = await sealed(this.page).then((records) => records.map(({ key }) => key), (error) => [String(error)])
    for (const loss of open()) loss.kept = kept
  }

  /** Whether the page is still about it: what an earlier life has sent off may be completed meanwhile. */
  private async give(task: Task, piece: Piece): Promise<boolean> {
    const sight = await look(this.page)
    if (sight.heading !== task.name) return false
    this.judge(task, piece, sight)
    const steps = piece.missing(sight.held[piece.key] ?? '')
    const pace = this.chance.oneOf(PACES)
    for (const [index, step] of steps.entries()) {
      this.fate.moment(piece.phase)
      this.ledger.begin(nameOf(task, piece), step.text)
      await step.take(this.page)
      this.ledger.end(nameOf(task, piece), step.text ?? (await look(this.page)).held[piece.key])
      this.left.set(piece, steps.length - index - 1)
      if (pace > 0 && piece.phase === 'typing') await rest(pace)
    }
    return true
  }

  private async waitForFiles(task: Task) {
    const names = task.pieces.filter((piece) => piece.phase === 'uploading').map((piece) => piece.key.replace('file ', ''))
    await this.settled((sight) => {
      this.fate.moment('uploading')
      return names.every((name) => sight.received.includes(name))
    })
  }

  private async watch(task: Task) {
    const [piece] = task.pieces
    const film = this.page.locator('video')
    const isEnough = () => this.page.getByText('You have watched enough.').isVisible()
    if (await isEnough()) return
    await film.evaluate((video: HTMLVideoElement) => (video.playbackRate = 2))
    await film.evaluate((video: HTMLVideoElement) => video.focus())
    await this.page.keyboard.press('Space')
    const end = Date.now() + PATIENCE
    while (!(await isEnough())) {
      if (Date.now() > end) throw new Error('The film does not play.')
      this.fate.moment('watching')
      const { watched } = (await look(this.page)).held
      this.ledger.begin(nameOf(task, piece), watched)
      this.ledger.end(nameOf(task, piece))
      await glance()
    }
    this.left.set(piece, 0)
  }

  private async signElsewhere(task: Task) {
    this.fate.moment('at the provider')
    const begin = here(this.page, /^(Sign the document|Try again|Go there again)$/)
    if ((await begin.count()) > 0) await begin.first().click()
    await frame(this.page).getByRole('button').first().waitFor()
    this.fate.moment('at the provider')
    await there(this.page, 'Complete').click()
    this.fate.moment('at the provider')
    await this.settled((sight) => sight.heading !== task.name && this.isKnown(sight))
    this.done.add(task.name)
  }

  /** Presses the button, and waits for what comes of it. */
  private async send(button: string, before: Sight) {
    const isLast = button !== 'Continue' || before.heading === 'Watch how it works'
    if (isLast) await this.faults(this.chance.oneOf(FATES_OF_A_SUBMISSION))
    this.fate.moment(isLast ? 'right after send' : 'reviewing')
    await this.page.getByRole('main').getByRole('button', { name: button, exact: true }).click()
    // What fails at once, in the words of an earlier failure, shows in no other way.
    const soon = Date.now() + AT_ONCE
    const isTaken = (sight: Sight) => sight.sending || sight.heading !== before.heading || Date.now() > soon
    await this.settled((sight) => this.isKnown(sight) && isTaken(sight))
    const after = await this.settled((sight) => this.isKnown(sight) && (sight.heading !== before.heading || !sight.sending || sight.completed))
    const refusal = after.told.find((told) => told.startsWith('There is a problem'))
    if (refusal) throw new Error(`${before.heading} was given as the script has it, and refused: ${refusal}`)
  }

  private async watchSending(before: Sight) {
    this.fate.moment('sending again')
    await this.settled((sight) => this.isKnown(sight) && (sight.heading !== before.heading || !sight.sending))
  }

  /** At the end: the page goes by itself, once the site that it goes to lets it in. */
  private async leave() {
    this.fate.moment('leaving')
    await rest(600)
    // Once it was let in, it may be gone by now.
    if (!this.landing.open) {
      this.landing.open = true
      await this.page.getByRole('link', { name: /^Continue to / }).click()
    }
    await this.settled((sight) => sight.heading !== 'All done')
  }

  /** Files take their time, and the next submission goes as it was drawn. */
  private async faults(submission: Omit<Fault, 'Path'> | null) {
    await this.sandbox.noMoreFaults()
    await this.sandbox.fault({ Method: 'PATCH', Path: DOCUMENT, Delay: 250, Times: null })
    if (submission) await this.sandbox.fault({ Method: 'POST', Path: COMPLETION, ...submission })
  }

  private weight(task: Task): number {
    const besides = task.besides === 'wait for files' ? 10 * WEIGHT.uploading : task.besides === 'sign elsewhere' ? 3 * WEIGHT['at the provider'] : 0
    const pieces = task.pieces.map((piece) => this.left.get(piece)! * WEIGHT[piece.phase])
    return pieces.reduce((sum, weight) => sum + weight, besides + WEIGHT['right after send'])
  }
}

export const nameOf = (task: Task, piece: Piece) => `${task.name}: ${piece.key}`

/** The pace of a person is part of the story: nothing is waited for. */
const rest = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
const glance = () => rest(GLANCE)
