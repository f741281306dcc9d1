import { createHash } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sandboxProgram, workspaceKey } from './environment'
import * as json from './json'

/** A lead who was registered as an integrator does it, and the link that opens their journey. */
export interface Lead {
  email: string
  userId: bigint
  uuid: string
  link: string
}

/** A call that the sandbox received. */
export interface Call {
  Method: string
  Path: string
  Query: string | null
  IdempotencyKey: string | null
  Body: any
  Status: number | null
  Faulted: boolean
}

/** Something that goes wrong with a call; `crates/sandbox/src/steering/faults.rs` says what each attribute means. */
export interface Fault {
  Path: string
  Method?: string
  Contains?: string
  Skip?: number
  Times?: number | null
  Delay?: number
  When?: 'Before' | 'After'
  Drop?: boolean
  Status?: number
  Headers?: Record<string, string>
  Body?: unknown
  Text?: string
  Size?: number
  Cut?: number
  Take?: number
}

/** What the providers' pages do; `crates/sandbox/src/stand_ins/behaviour.rs` says what each means. */
export type Behaviour =
  | 'Normal' | 'Silent' | 'ForgedOrigin' | 'ForgedSource' | 'Flood' | 'WrongTypes' | 'Twice' | 'ServerSaysNo' | 'Hostile' | 'NotLoading'

/** Seconds that automatic activities, others' checks and verdicts take here: they never end by themselves in a test. */
export const A_WHILE = 900

const SEED = new URL('../../../crates/sandbox/seed/', import.meta.url)
/** Funnels that no demo needs. */
const MORE_SEED = new URL('seed/', import.meta.url)

export const COMPLETION = '/internal/v1/activities/*/completion'
export const AUTOLOGIN = '/internal/v1/autologin'
export const SESSION = '/internal/v1/session'
export const JOURNEY = '/api/v1/journeys/*'

/** A link's UUID as the log of calls keeps it: enough to tell links apart, and nobody can open one by it. */
export const logged = (uuid: string) => `sha256:${createHash('sha256').update(uuid.toLowerCase()).digest('hex').slice(0, 12)}`

/** A running sandbox with a database of its own. */
export class Sandbox {
  private constructor(
    readonly url: string,
    /** The origin of the providers' pages. */
    readonly standInsUrl: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Starts one on a free port; `flags` as the program's own help lists them. */
  static async start(flags: string[]): Promise<Sandbox> {
    const folder = await mkdtemp(join(tmpdir(), 'front-office-e2e-'))
    const seed = await slowSeed(join(folder, 'seed'))
    const child = spawn(sandboxProgram(), ['--port', '0', '--db', join(folder, 'sandbox.sqlite'), '--seed', seed, ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = await new Promise<string[]>((resolve, reject) => {
      const said: string[] = []
      createInterface({ input: child.stdout! }).on('line', (line) => said.push(line) === 2 && resolve(said))
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code} before it listened.`)))
    })
    const [, url, standInsUrl] = lines.join('\n').match(/^listening on (http:\S+)\nstand-ins on (http:\S+)$/) ?? []
    if (!url || !standInsUrl) throw new Error(`The sandbox said "${lines.join(', ')}" instead of where it listens.`)
    return new Sandbox(url, standInsUrl, child, folder)
  }

  async stop() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    await ended
    await rm(this.folder, { recursive: true })
  }

  /** Registers a lead by `POST /api/v1/leads`, into the funnel of a reference code. */
  async register(ref: string, more: Record<string, unknown> = {}, key = workspaceKey()): Promise<Lead> {
    const email = `lead-${crypto.randomUUID()}@example.test`
    const body = { Email: email, Firstname: 'Jane', Lastname: 'Doe', ...more }
    const session = await this.call('POST', `/api/v1/leads?ref=${ref}`, body, { authorization: `Bearer ${key}` })
    return { email, userId: BigInt(session.User.Id), uuid: session.UUID, link: session.ConnectionURL }
  }

  /** Makes another link for a user by `POST /api/v1/sessions`. */
  async newLink(userId: bigint, more: Record<string, unknown> = {}): Promise<string> {
    const body = { User: { Id: userId }, ...more }
    return (await this.call('POST', '/api/v1/sessions', body, this.integrator())).ConnectionURL
  }

  /** The journey of a lead, as the integrator sees it. */
  async journey(lead: Lead): Promise<any> {
    const journeys: any[] = await this.call('GET', '/api/v1/journeys', undefined, this.integrator())
    const found = journeys.find((journey) => BigInt(journey.User.Id) === lead.userId)
    return this.journeyOf(found.Id)
  }

  /** The journey of that id, as the integrator sees it. */
  async journeyOf(id: bigint | number | string): Promise<any> {
    return this.call('GET', `/api/v1/journeys/${id}`, undefined, this.integrator())
  }

  /** Lets a user log in by this password. */
  async setPassword({ userId }: { userId: bigint }, password: string) {
    await this.call('POST', `/sandbox/users/${userId}`, { Password: password })
  }

  /** An activity of a lead, by its name. */
  async activity(lead: Lead, name: string): Promise<any> {
    return this.find(lead, (activity) => activity.Name === name, name)
  }

  /** The activity of that name that is in progress. */
  async openActivity(lead: Lead, name: string): Promise<any> {
    return this.find(lead, (activity) => activity.Name === name && activity.Status === 'InProgress', name)
  }

  /** The calls received since the test began: those of one method and path, in which `*` stands for one segment. */
  async calls(method: string, path: string): Promise<Call[]> {
    const { Calls } = await this.call('GET', '/sandbox/log')
    const pattern = new RegExp(`^${path.replaceAll('*', '[^/]+')}$`)
    return Calls.filter((call: Call) => call.Method === method && pattern.test(call.Path))
  }

  /** The completions received, for "exactly once". */
  async completions(): Promise<Call[]> {
    return this.calls('POST', COMPLETION)
  }

  /** Something goes wrong from now on; once, unless the fault says otherwise. */
  async fault(fault: Fault) {
    await this.call('POST', '/sandbox/faults', fault)
  }

  /** The fault that was added last: how often it was played, and how many bytes a blown-up answer has given out. */
  async lastFault(): Promise<{ Played: number; HandedOut: number }> {
    return (await this.call('GET', '/sandbox/faults')).Faults.at(-1)
  }

  /** How the providers' pages behave from now on, until the next test. */
  async standIns(behaviour: Behaviour) {
    await this.call('POST', '/sandbox/stand-ins', { Behaviour: behaviour })
  }

  async noMoreFaults() {
    await this.call('DELETE', '/sandbox/faults')
  }

  async advance(seconds: number) {
    await this.call('POST', '/sandbox/clock', { AdvanceSeconds: seconds })
  }

  /** The messages sent to a lead, oldest first. */
  async outbox(lead: Lead): Promise<{ Subject: string; Text: string; URL: string | null }[]> {
    const { Messages } = await this.call('GET', '/sandbox/outbox')
    return Messages.filter((message: any) => message.To === lead.email)
  }

  /** Somebody else, or a verdict, completes an activity. */
  async completeByHand(activity: { Id: number | bigint }) {
    await this.call('POST', `/sandbox/activities/${activity.Id}/complete`)
  }

  async cancelJourney(lead: Lead) {
    await this.call('POST', `/sandbox/journeys/${(await this.journey(lead)).Id}/cancel`)
  }

  async endSessions(lead: Lead) {
    await this.call('POST', `/sandbox/journeys/${(await this.journey(lead)).Id}/end-sessions`)
  }

  /** The seeds as on the first start: no faults, no log, the clock set right. */
  async reset() {
    await this.call('POST', '/sandbox/reset')
  }

  /** Any call; what it answers, read. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<any> {
    const sent = body === undefined ? {} : { body: json.write(body), headers: { ...headers, 'content-type': 'application/json' } }
    const response = await fetch(this.url + path, { method, headers, ...sent })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return text === '' ? undefined : json.read(text)
  }

  private async find(lead: Lead, fits: (activity: any) => boolean, name: string): Promise<any> {
    const journey = await this.journey(lead)
    const found = journey.Stages.flatMap((stage: any) => stage.Activities).find(fits)
    if (!found) throw new Error(`The journey has no such activity "${name}".`)
    return found
  }

  private integrator() {
    return { authorization: `Bearer ${workspaceKey()}` }
  }
}

/** The sandbox's own funnels and the tests', in which what happens by itself waits for `advance`, however slow the machine is. */
async function slowSeed(folder: string): Promise<string> {
  for (const files of [SEED, MORE_SEED]) await cp(files, folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, name), text.replace(/"(CompletesAfter|ResultAfter)": [1-9]\d*/g, `"$1": ${A_WHILE}`))
  }
  return folder
}
