/** What most leads see first, and what must be told while nothing more can be fetched. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formOf, journeyOf } from '../../bench/journeys.mjs'
import { KNOWN, TITLE } from '../support/every-field'
import { LATER, LATER_ADDRESSES } from '../support/later'
import { expectScreen, field } from '../support/page'
import { knowBrowser, openMenu } from '../support/people'
import { open, SCREENS, type Tools } from '../support/screens'
import { SESSION } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

/** What happens to any page at any time, whether the rest is there or not. */
const happen = (page: Page) =>
  page.evaluate(() => {
    const named = (kind: typeof Event, ...names: string[]) => names.map((name) => new kind(name, { bubbles: true }))
    const toWindow = [
      ...named(Event, 'beforeunload', 'resize', 'scroll'),
      ...named(PageTransitionEvent, 'pagehide', 'pageshow'),
      ...named(FocusEvent, 'blur', 'focus'),
    ]
    const toPage = [
      ...named(Event, 'visibilitychange'),
      ...named(FocusEvent, 'focusin', 'focusout'),
      ...named(PointerEvent, 'pointerdown'),
      ...named(DragEvent, 'dragover', 'dragleave'),
      ...named(KeyboardEvent, 'keydown', 'keyup'),
    ]
    for (const event of toWindow) dispatchEvent(event)
    for (const event of toPage) document.dispatchEvent(event)
  })

/** What people type: short and long (libraries go other ways from 16, 32 and 64 bytes on), in any script, and nothing. */
const TYPED = [
  '1',
  'A text of more than thirty-two signs, without anything else in it, and of more than sixty-four',
  'Épicerie Noël & Söhne, “日本語”, مرحبا, 😀, 12.50 €, +33 6 12 34 56 78',
  'jane.doe@example.com',
  'https://www.example.com/path?query=1#there',
  '+33 6 12 34 56 78',
  '-1,234.50',
  '2026-11-22',
  '',
  'An answer',
]

/** Something is put into every field, as far as that is for people's hands. */
async function fillIn(page: Page) {
  const controls = page.getByRole('main').locator('input:not([type=file]), select, textarea')
  // The heading comes before the fields.
  await expect(controls.first()).toBeVisible()
  for (const control of await controls.all()) {
    if (!(await control.isEditable())) continue
    const kind = await control.evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.localName))
    if (kind === 'select') await control.selectOption({ index: 1 })
    else if (kind === 'radio' || kind === 'checkbox') await control.dispatchEvent('click')
    else for (const text of TYPED) await control.fill(text)
  }
}

/** A journey of any size, instead of the sandbox's own. */
async function showing(journey: string, count: number, { page, sandbox }: Tools) {
  await page.route('**/api/v1/journeys/*', (route) => route.fulfill({ body: journey, contentType: 'application/json' }))
  await open(page, sandbox, 'one-question')
  await expect(page.locator('main label, main li').nth(count - 1)).toBeAttached()
}

/** What is typed first may be the last before the browser goes: the device has it, and then the server. */
async function isDrafted(page: Page) {
  await page.waitForResponse((response) => response.request().method() === 'PUT')
  await expect(page.locator('.saved')).toHaveText(/^Saved/)
}

/** The network is gone, for as long as something happens without it. */
async function losesTheNetwork(page: Page, meanwhile?: () => Promise<unknown>) {
  const strip = page.locator('.offline')
  await page.context().setOffline(true)
  await expect(strip).toBeVisible()
  await meanwhile?.()
  await page.context().setOffline(false)
  await expect(strip).toHaveCount(0)
}

/** All that is not among the first screens is asked for here, and never comes: the page that says so is there. */
async function waitsForMore(page: Page) {
  await page.waitForFunction(() => (globalThis as any).app && (globalThis as any).frontOffice.rest === undefined)
  await expect(page.locator('#shell')).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('status')).toHaveText('Loading your steps…')
  // What it asks the back-end meanwhile is answered there, too.
  await page.waitForLoadState('networkidle')
}

const FIRST_SCREENS: Record<string, (tools: Tools) => Promise<unknown>> = {
  'one question': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    for (const text of TYPED) {
      await field(page, 'Your answer').fill(text)
      await isDrafted(page)
    }
  },
  'a form that is filled in': async (tools) => {
    await SCREENS['a form with every kind of field'](tools)
    await fillIn(tools.page)
    await isDrafted(tools.page)
    await losesTheNetwork(tools.page)
  },
  'a form beside its journey': async (tools) => {
    await SCREENS['a form beside its journey'](tools)
    await losesTheNetwork(tools.page)
  },
  'the task list': async (tools) => {
    await SCREENS['the task list'](tools)
    await openMenu(tools.page)
    await tools.page.keyboard.press('Escape')
    await losesTheNetwork(tools.page)
  },
  // A session with all that one can tell, carried by a token.
  'a session by a token': async ({ page, sandbox }) => {
    await open(page, sandbox, 'by-token', { RedirectURL: 'https://www.example.com/back' })
    await expectScreen(page, 'One question')
  },
  'coming back to every field': async ({ page, sandbox }) => {
    await open(page, sandbox, 'every-field')
    await expectScreen(page, TITLE)
    await fillIn(page)
    await page.reload()
    await expectScreen(page, TITLE)
    await fillIn(page)
  },
  'coming back to the task list': async ({ page, sandbox }) => {
    await open(page, sandbox, 'two-at-once')
    await expectScreen(page, 'Two at once')
    await page.reload()
    await expectScreen(page, 'Two at once')
    await losesTheNetwork(page)
  },
  'a step by its address': async ({ page, sandbox }) => {
    const lead = await open(page, sandbox, 'two-at-once')
    await expectScreen(page, 'Two at once')
    await page.goto(`/activities/${(await sandbox.activity(lead, 'First form')).Id}`)
    await expectScreen(page, 'First form')
  },
  'a form that has answers': async ({ page, sandbox }) => {
    await open(page, sandbox, 'every-field', { JourneyData: KNOWN })
    await expectScreen(page, TITLE)
  },
  'coming back': async ({ page, sandbox }) => {
    await open(page, sandbox, 'acme-onboarding')
    await expectScreen(page, 'Tell us about your company')
    await page.goto('/')
    await expectScreen(page, 'Tell us about your company')
  },
  'a long form': (tools) => showing(formOf(300), 300, tools),
  'a long list': (tools) => showing(journeyOf(1000), 1000, tools),
  'a journey with every kind of step': async ({ page, sandbox }) => {
    await open(page, sandbox, 'every-activity')
    await expectScreen(page, 'Every activity')
  },
  // Of everything else, the page that waits for it.
  ...Object.fromEntries(Object.keys(LATER).map((ref) => [`waiting for ${ref}`, async ({ page, sandbox }: Tools) => {
    await open(page, sandbox, ref)
    await waitsForMore(page)
  }])),
  ...Object.fromEntries(Object.keys(LATER_ADDRESSES).map((address) => [`waiting for ${address.slice(1)}`, async ({ page, sandbox }: Tools) => {
    await open(page, sandbox, 'one-question')
    await expectScreen(page, 'One question')
    await page.goto(address)
    await waitsForMore(page)
  }])),
  'waiting for login': async ({ page }) => {
    await page.goto('/login')
    await waitsForMore(page)
  },
  // What timers bring: looks for news, drafts that are saved.
  'a minute on a page': async ({ page, sandbox }) => {
    await page.clock.install()
    await open(page, sandbox, 'one-question')
    await field(page, 'Your answer').fill('An answer')
    await page.clock.runFor(60_000)
  },
  'a minute without a network on a form': async ({ page, sandbox }) => {
    await page.clock.install()
    await open(page, sandbox, 'one-question')
    await expectScreen(page, 'One question')
    const saved = page.locator('.saved')
    await losesTheNetwork(page, async () => {
      await field(page, 'Your answer').fill('An answer')
      // A clock that runs ahead of the disk gives it up.
      await expect(saved).toHaveText('Saved on this device')
      await page.clock.runFor(60_000)
    })
    await expect(saved).toHaveText('Saved')
  },
  'a minute without a network on the task list': async ({ page, sandbox }) => {
    await page.clock.install()
    await open(page, sandbox, 'two-at-once')
    await expectScreen(page, 'Two at once')
    let answered: Promise<unknown> | undefined
    await losesTheNetwork(page, async () => {
      await Promise.all([page.waitForEvent('requestfailed'), page.clock.runFor(60_000)])
      // That may be as soon as the network is back.
      answered = page.waitForEvent('requestfinished')
    })
    await Promise.all([answered, page.clock.runFor(60_000)])
  },
  // Nothing can be fetched from then on.
  'a link without a connection': async ({ page, sandbox, configure }) => {
    const lead = await sandbox.register('one-question')
    await configure({ Autologin: 'confirm' })
    await page.goto(lead.link)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectScreen(page, 'No connection')
  },
  'a link whose first question is lost': async ({ page, sandbox, configure }) => {
    await knowBrowser(page, sandbox.url)
    const lead = await sandbox.register('one-question')
    await configure({ Autologin: 'confirm' })
    await page.route(`**${SESSION}`, (route) => route.abort('internetdisconnected'))
    await page.goto(lead.link)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectScreen(page, 'No connection')
  },
  'a visit whose first question is lost': async ({ page }) => {
    await page.route(`**${SESSION}`, (route) => route.abort('internetdisconnected'))
    await page.goto('/')
    await expectScreen(page, 'No connection')
  },
  ...Object.fromEntries([
    'a link being opened',
    'a link that asks for a click',
    'a back-end that fails',
    'an unknown link',
    'a visit without a session',
  ].map((name) => [name, SCREENS[name]])),
}

/** What the host of the notes was told by `cargo xtask profile`. */
function told(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: make the list by \`cargo xtask profile\`.`)
  return value
}

/** One byte for each function, since the app began. */
const notesOf = (page: Page) =>
  page.evaluate((at) => {
    const { memory } = (globalThis as unknown as { app: { memory: WebAssembly.Memory } }).app
    return [...new Uint8Array(memory.buffer, at, 65_536)]
  }, Number(told('FRONT_OFFICE_NOTES_AT')))

for (const [name, show] of Object.entries(FIRST_SCREENS)) {
  test(name, async ({ page, sandbox, configure, landing }) => {
    await page.addInitScript(() => {
      addEventListener('TrunkApplicationStarted', (event) => Object.assign(globalThis, { app: (event as CustomEvent).detail.wasm }))
    })
    await show({ page, sandbox, configure, landing })
    await happen(page)
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    await writeFile(join(told('FRONT_OFFICE_NOTES'), name.replaceAll(' ', '-')), Buffer.from(await notesOf(page)))
  })
}
