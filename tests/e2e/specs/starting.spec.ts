/** How the app starts: calls that are under way before it is there, and a first part that does without the rest. */

import { KNOWN, TITLE } from '../support/every-field'
import { expectAccessible } from '../support/axe'
import { lateStorage } from '../support/kept-work'
import { LATER, LATER_ADDRESSES } from '../support/later'
import { APP, expectScreen, field, heading, hidePage, sendButton } from '../support/page'
import { account, knowBrowser, openMenu, SWITCHING } from '../support/people'
import { AUTOLOGIN, JOURNEY, SESSION, type Sandbox } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

const REST = '**/rest-*.wasm'

/** Keeps a file back until it is let go. */
async function keepBack(page: Page, file: string) {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(file, async (route) => {
    await held
    await route.continue()
  })
  return letGo
}

/** A link is opened while a file is kept back until it is let go. */
async function openWithout(page: Page, sandbox: Sandbox, file: string, ref = 'one-question') {
  const lead = await sandbox.register(ref)
  const letGo = await keepBack(page, file)
  await page.goto(lead.link)
  return { lead, letGo }
}

/** A form is shown while the rest is kept back until it is let go. */
async function openBeforeTheRest(page: Page, sandbox: Sandbox, ref = 'one-question', title = 'One question') {
  const { letGo } = await openWithout(page, sandbox, REST, ref)
  await expectScreen(page, title)
  return letGo
}

/** The same, filled in and sent off. */
async function sendBeforeTheRest(page: Page, sandbox: Sandbox) {
  const letGo = await openBeforeTheRest(page, sandbox)
  await field(page, 'Your answer').fill('Early')
  await sendButton(page).click()
  await expect(sendButton(page)).toHaveAttribute('aria-busy', 'true')
  return letGo
}

/** Another button, as it was before it was pressed, in the place of the one that waits. */
const drawAnew = (page: Page) =>
  sendButton(page).evaluate((button) => {
    const another = button.cloneNode(true) as Element
    another.removeAttribute('aria-busy')
    button.replaceWith(another)
  })

const asked = async (sandbox: Sandbox, method: string, path: string) => (await sandbox.calls(method, path)).map(({ Status }) => Status)

test.describe('before the app is there', () => {
  test('its first question is answered, and the link is not spent', async ({ page, sandbox }) => {
    await knowBrowser(page, sandbox.url)
    const { letGo } = await openWithout(page, sandbox, APP)
    await expect(page.getByRole('status')).toHaveText('Loading your steps…')
    await expect.poll(() => asked(sandbox, 'GET', SESSION)).toEqual([401])
    expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([])
    letGo()
    await expectScreen(page, 'One question')
    expect(await asked(sandbox, 'GET', SESSION)).toEqual([401])
    expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([200])
    expect(await asked(sandbox, 'GET', JOURNEY)).toEqual([200])
  })

  test('a lead who comes back has their journey under way', async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.goto(lead.link)
    await expectScreen(page, 'One question')
    const letGo = await keepBack(page, APP)
    await page.goto('/')
    await expect.poll(() => asked(sandbox, 'GET', JOURNEY)).toEqual([200, 200])
    letGo()
    await expectScreen(page, 'One question')
    expect(await asked(sandbox, 'GET', JOURNEY)).toEqual([200, 200])
    expect(await asked(sandbox, 'GET', SESSION)).toEqual([200])
  })

  test('an answer that the app comes for too late is asked for again', async ({ page, sandbox }) => {
    await knowBrowser(page, sandbox.url)
    await page.clock.install()
    const { letGo } = await openWithout(page, sandbox, APP)
    await expect.poll(() => asked(sandbox, 'GET', SESSION)).toEqual([401])
    await page.clock.fastForward(31_000)
    letGo()
    await expectScreen(page, 'One question')
    expect(await asked(sandbox, 'GET', SESSION)).toEqual([401, 401])
    expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([200])
  })

  test.describe('where the configuration lets a link be spent early', () => {
    test.beforeEach(({ configure }) => configure({ Autologin: 'early' }))

    test('it is spent, and the journey under way', async ({ page, sandbox }) => {
      const { lead, letGo } = await openWithout(page, sandbox, APP)
      await expect.poll(() => asked(sandbox, 'GET', JOURNEY)).toEqual([200])
      expect(page.url()).not.toContain(lead.uuid)
      letGo()
      await expectScreen(page, 'One question')
      expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([200])
      expect(await asked(sandbox, 'GET', JOURNEY)).toEqual([200])
      expect(await asked(sandbox, 'GET', SESSION)).toEqual([])
    })

    test('it is spent when it is known that nobody is here any more', async ({ page, sandbox }) => {
      await knowBrowser(page, sandbox.url)
      const { letGo } = await openWithout(page, sandbox, APP)
      await expect.poll(() => asked(sandbox, 'GET', JOURNEY)).toEqual([200])
      letGo()
      await expectScreen(page, 'One question')
      expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([200])
      expect(await asked(sandbox, 'GET', SESSION)).toEqual([401])
    })

    test('it waits for the word of somebody who is here', async ({ page, sandbox }) => {
      const first = await sandbox.register('one-question')
      await page.goto(first.link)
      await expectScreen(page, 'One question')
      const second = await sandbox.register('one-question')
      await page.goto(second.link)
      await expectScreen(page, SWITCHING)
      expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([200])
    })

    test('a token that comes of it is the app’s alone to send', async ({ page, sandbox }) => {
      const lead = await sandbox.register('by-token')
      await page.goto(lead.link)
      await expectScreen(page, 'One question')
      expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([200])
      expect(await asked(sandbox, 'GET', JOURNEY)).toEqual([200])
    })

    test('an app that comes late takes what came of it, and asks for the journey again', async ({ page, sandbox }) => {
      await page.clock.install()
      const { letGo } = await openWithout(page, sandbox, APP)
      await expect.poll(() => asked(sandbox, 'GET', JOURNEY)).toEqual([200])
      await page.clock.fastForward(31_000)
      letGo()
      await expectScreen(page, 'One question')
      expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([200])
      expect(await asked(sandbox, 'GET', JOURNEY)).toEqual([200, 200])
    })

    for (const [what, fault, title] of [
      ['a back-end that fails', { Status: 500 }, 'The service has a problem'],
      ['a connection that is lost', { Drop: true }, 'No connection'],
    ] as const) {
      test(`${what} is told, and it opens when it is tried again`, async ({ page, sandbox }) => {
        const lead = await sandbox.register('one-question')
        await sandbox.fault({ Method: 'POST', Path: AUTOLOGIN, ...fault })
        await page.goto(lead.link)
        await expectScreen(page, title)
        await page.getByRole('button', { name: 'Try again' }).click()
        await expectScreen(page, 'One question')
        expect(await asked(sandbox, 'GET', JOURNEY)).toEqual([200])
      })
    }

    test('one that has expired is renewed as ever', async ({ page, sandbox }) => {
      const lead = await sandbox.register('one-question')
      await sandbox.advance(301)
      await page.goto(lead.link)
      await expectScreen(page, 'This link has expired')
      await expect(page.getByRole('button', { name: 'Send me a new link' })).toBeVisible()
      expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([410])
    })

    test('one that is damaged is not even asked about', async ({ page, sandbox }) => {
      const lead = await sandbox.register('one-question')
      await page.goto(lead.link.slice(0, -1))
      await expectScreen(page, 'This link is damaged')
      expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([])
    })

    test('a page that nobody sees spends nothing', async ({ page, sandbox }) => {
      const lead = await sandbox.register('one-question')
      await hidePage(page, 'hidden')
      await page.goto(lead.link, { waitUntil: 'networkidle' })
      await expect(page.getByRole('main').getByRole('status')).toHaveText('Opening your link…')
      expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([])
    })

    test.describe('broken on purpose', () => {
      test.use({ breaksDown: true })

      test('an app that never comes has wasted nothing: who comes again is in', async ({ page, sandbox }) => {
        const lead = await sandbox.register('one-question')
        await page.route(APP, (route) => route.abort())
        await page.goto(lead.link)
        await expect(heading(page)).toHaveText('This page has stopped working')
        await expect.poll(() => asked(sandbox, 'POST', AUTOLOGIN)).toEqual([200])
        await page.unroute(APP)
        await page.getByRole('button', { name: 'Reload the page' }).click()
        await expectScreen(page, 'One question')
        expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([200, 410])
      })

      test('a browser that cannot run the app keeps the link for another one', async ({ page, sandbox }) => {
        await page.addInitScript(() => {
          WebAssembly.validate = () => false
        })
        await page.route(APP, (route) => route.abort())
        const lead = await sandbox.register('one-question')
        await page.goto(lead.link, { waitUntil: 'networkidle' })
        await expect(heading(page)).toHaveText('This browser is too old')
        expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([])
      })
    })
  })

  test('how numbers are written is learnt meanwhile', async ({ page }) => {
    await page.addInitScript(() => {
      const seen = (globalThis as any).numbersWritten = [] as unknown[]
      Intl.NumberFormat = new Proxy(Intl.NumberFormat, {
        construct(target, [language, ...others]) {
          seen.push(language)
          return new target(language, ...others)
        },
      })
    })
    const letGo = await keepBack(page, APP)
    await page.goto('/login')
    await expect.poll(() => page.evaluate(() => (globalThis as any).numbersWritten)).toEqual(['en'])
    letGo()
    await expectScreen(page, 'Log in')
  })

  test('a page that nobody sees asks nothing', async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await hidePage(page, 'hidden')
    await page.goto(lead.link, { waitUntil: 'networkidle' })
    await expect(page.getByRole('main').getByRole('status')).toHaveText('Opening your link…')
    expect(await asked(sandbox, 'GET', SESSION)).toEqual([])
  })
})

test('the storage is opened while the link is spent', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  const letGo = await keepBack(page, `**${AUTOLOGIN}`)
  await page.goto(lead.link)
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual(['front-office'])
  expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([])
  letGo()
  await expectScreen(page, 'One question')
})

test('a first visit waits for no storage, where nothing can be', async ({ page, sandbox }) => {
  await lateStorage(page)
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill('Before the storage is there')
  await page.evaluate(() => (globalThis as any).release())
  await expect(page.locator('.saved')).toHaveText(/^Saved/)
  await page.reload()
  await expect(field(page, 'Your answer')).toHaveValue('Before the storage is there')
})

test.describe('an app that does not load', () => {
  test.use({ breaksDown: true })

  test('an app that never comes spends no link', async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.route(APP, (route) => route.abort())
    await page.goto(lead.link)
    await expect(heading(page)).toHaveText('This page has stopped working')
    expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([])
    await page.unroute(APP)
    await page.getByRole('button', { name: 'Reload the page' }).click()
    await expectScreen(page, 'One question')
  })
})

test.describe('before the rest of the app is there', () => {
  for (const [ref, title, more] of [
    ['one-question', 'One question', {}],
    ['by-token', 'One question', { RedirectURL: 'https://www.example.com/back' }],
    ['two-at-once', 'Two at once', {}],
    ['every-field', TITLE, {}],
    ['every-field', TITLE, { JourneyData: KNOWN }],
    ['acme-onboarding', 'Tell us about your company', {}],
  ] as const) {
    test(`${ref} is shown${'JourneyData' in more ? ' with its answers' : ''}`, async ({ page, sandbox }) => {
      const lead = await sandbox.register(ref, more)
      const letGo = await keepBack(page, REST)
      await page.goto(lead.link)
      await expectScreen(page, title)
      // A token is gone with its page.
      if (ref !== 'by-token') {
        await page.reload()
        await expectScreen(page, title)
      }
      letGo()
    })
  }

  test('a list with every kind of step is shown', async ({ page, sandbox }) => {
    const letGo = await openBeforeTheRest(page, sandbox, 'every-activity', 'Every activity')
    await page.reload()
    await expectScreen(page, 'Every activity')
    letGo()
  })

  test.describe('a screen that needs it waits on a page that can be used', () => {
    /** It waits: nothing holds the page up, as a call for something of the rest would. */
    async function waits(page: Page, open: () => Promise<unknown>, title: string) {
      const letGo = await keepBack(page, REST)
      const [request] = await Promise.all([page.waitForRequest(REST), open()])
      expect(request.resourceType(), 'how the rest is asked for: in the background').toBe('fetch')
      await expect(page.locator('#shell')).toHaveCount(0)
      await expect(page.getByRole('main').getByRole('status')).toHaveText('Loading your steps…')
      letGo()
      await expectScreen(page, title)
    }

    for (const [ref, title] of Object.entries(LATER))
      test(ref, async ({ page, sandbox }) => {
        const lead = await sandbox.register(ref)
        await waits(page, () => page.goto(lead.link), title)
      })

    for (const [address, title] of Object.entries(LATER_ADDRESSES))
      test(address, async ({ page, sandbox }) => {
        const lead = await sandbox.register('one-question')
        await page.goto(lead.link)
        await expectScreen(page, 'One question')
        await waits(page, () => page.goto(address), title)
      })

    test('/login', async ({ page }) => {
      await waits(page, () => page.goto('/login'), 'Log in')
    })
  })

  test('a page that was left by then does the next one no harm when the browser frees it', async ({ page, context, sandbox }) => {
    const letGo = await openBeforeTheRest(page, sandbox, 'every-field', TITLE)
    await page.reload()
    await expectScreen(page, TITLE)
    letGo()
    const browser = await context.newCDPSession(page)
    for (let round = 0; round < 3; round++) {
      await browser.send('HeapProfiler.collectGarbage')
      // What is freed is told of in a task of its own.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    }
    await expect(heading(page)).toHaveText(TITLE)
  })

  test('the menu about the session opens and closes', async ({ page, sandbox }) => {
    const letGo = await openBeforeTheRest(page, sandbox)
    await openMenu(page)
    await page.keyboard.press('Escape')
    await expect(account(page)).toHaveAttribute('aria-expanded', 'false')
    letGo()
  })

  test('a form is filled in, and what is pressed waits for the rest', async ({ page, sandbox }) => {
    const letGo = await sendBeforeTheRest(page, sandbox)
    await expect(field(page, 'Your answer')).toHaveValue('Early')
    expect(await sandbox.completions()).toEqual([])
    letGo()
    await expectScreen(page, 'You are all done')
    const completions = await sandbox.completions()
    expect(completions).toMatchObject([{ Status: 200, Body: { JourneyData: [{ StringValue: 'Early' }] } }])
  })

  test('what was pressed is let go although the clock of the page stands still', async ({ page, sandbox }) => {
    await page.clock.install()
    const letGo = await sendBeforeTheRest(page, sandbox)
    await page.clock.pauseAt(new Date(Date.now() + 60_000))
    letGo()
    await expect.poll(async () => (await sandbox.completions()).map(({ Status }) => Status)).toEqual([200])
  })

  test('a network that goes takes nothing, and what was pressed goes on when it is back', async ({ page, context, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.route(REST, (route) => route.abort())
    await page.goto(lead.link)
    await expectScreen(page, 'One question')
    await context.setOffline(true)
    await expect(page.locator('.offline')).toContainText('You are offline')
    await field(page, 'Your answer').fill('Typed without a network')
    await page.keyboard.press('Enter')
    await expect(sendButton(page)).toHaveAttribute('aria-busy', 'true')
    await page.unroute(REST)
    await context.setOffline(false)
    await expectScreen(page, 'You are all done')
    expect(await sandbox.completions()).toMatchObject([{ Status: 200 }])
  })

  for (const [ref, title, press, next] of [
    ['one-question', 'One question', sendButton, 'You are all done'],
    ['two-at-once', 'Two at once', (page: Page) => page.getByRole('link', { name: 'First form' }), 'First form'],
  ] as const)
    test(`a network that is gone for minutes, and whatever is tried meanwhile, takes nothing either: ${ref}`, async ({ page, context, sandbox }) => {
      await page.clock.install()
      const lead = await sandbox.register(ref)
      await page.route(REST, (route) => route.abort())
      await page.goto(lead.link)
      await expectScreen(page, title)
      await context.setOffline(true)
      await expect(page.locator('.offline')).toContainText('You are offline')
      if (ref === 'one-question') await field(page, 'Your answer').fill('Typed without a network')
      await press(page).click()
      await expect(press(page)).toHaveAttribute('aria-busy', 'true')
      const looked = ref === 'one-question' ? null : page.waitForEvent('requestfailed', (request) => request.url().includes('/journeys/'))
      await page.clock.runFor(120_000)
      await looked
      await expect(heading(page)).toHaveText(title)
      await page.unroute(REST)
      await context.setOffline(false)
      await expectScreen(page, next)
    })

  test('a host that says nothing more is asked again, and what was pressed goes on', async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.clock.install()
    let asked = 0
    // The first request is left without an answer.
    await page.route(REST, (route) => (asked++ === 0 ? undefined : route.continue()))
    await page.goto(lead.link)
    await expectScreen(page, 'One question')
    await page.clock.runFor(1_000)
    await expect.poll(() => asked).toBe(1)
    await field(page, 'Your answer').fill('In time')
    await sendButton(page).click()
    await expect(sendButton(page)).toHaveAttribute('aria-busy', 'true')
    await page.clock.runFor(92_000)
    await expectScreen(page, 'You are all done')
    expect(asked).toBe(2)
    expect(await sandbox.completions()).toMatchObject([{ Status: 200 }])
  })

  test('a control that was drawn anew while it waited is pressed all the same', async ({ page, sandbox }) => {
    const letGo = await sendBeforeTheRest(page, sandbox)
    await drawAnew(page)
    letGo()
    await expectScreen(page, 'You are all done')
  })

  test('what looks like a control that waited, on another page, is not pressed', async ({ page, sandbox }) => {
    const letGo = await sendBeforeTheRest(page, sandbox)
    await drawAnew(page)
    await heading(page).evaluate((heading) => (heading.textContent = 'Another question'))
    letGo()
    // What waited is let go in a task of its own.
    await page.evaluate(() => (globalThis as any).frontOffice.whole.then(() => new Promise((resolve) => setTimeout(resolve))))
    expect(await sandbox.completions()).toEqual([])
    await sendButton(page).click()
    await expectScreen(page, 'You are all done')
  })

  test('a browser that takes nothing large at once takes the rest in time', async ({ page, sandbox }) => {
    await page.addInitScript(() => {
      for (const name of ['Module', 'Instance'] as const) {
        ;(WebAssembly as any)[name] = new Proxy(WebAssembly[name], {
          construct() {
            throw new RangeError('larger than 4 KB')
          },
        })
      }
    })
    const lead = await sandbox.register('one-question')
    await page.goto(lead.link)
    await expectScreen(page, 'One question')
    await field(page, 'Your answer').fill('An answer')
    await sendButton(page).click()
    await expectScreen(page, 'You are all done')
  })

  // What a select says is asked of the app at once, and none of the first screens needs it.
  test.describe('which the network takes away', () => {
    test.use({ breaksDown: true })

    const needTheRestOffline = async (page: Page) => {
      await page.context().setOffline(true)
      await page.getByLabel('Language').selectOption('fr')
      await expectScreen(page, 'The connection was lost')
      await expect(page).toHaveTitle('The connection was lost')
    }

    test('the page goes on by itself when it is back, with what was typed', async ({ page, sandbox }) => {
      const lead = await sandbox.register('one-question')
      await page.route(REST, (route) => route.abort())
      await page.goto(lead.link)
      await expectScreen(page, 'One question')
      await field(page, 'Your answer').fill('Typed before')
      await expect(page.locator('.saved')).toHaveText(/^Saved/)
      await needTheRestOffline(page)
      await page.unroute(REST)
      await page.context().setOffline(false)
      await expect(field(page, 'Your answer')).toHaveValue('Typed before')
      // Not over and over.
      await page.evaluate(() => (globalThis as any).frontOffice.interrupt())
      await expect(heading(page)).toHaveText('This page has stopped working')
      await page.getByRole('button', { name: 'Reload the page' }).click()
      await sendButton(page).click()
      await expectScreen(page, 'You are all done')
      expect(await sandbox.completions()).toMatchObject([{ Status: 200 }])
    })

    test('a link that has let nobody in yet is still there', async ({ page, sandbox, configure }) => {
      await configure({ Autologin: 'confirm' })
      const lead = await sandbox.register('one-question')
      await page.route(REST, (route) => route.abort())
      await page.goto(lead.link)
      await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible()
      await needTheRestOffline(page)
      expect(await asked(sandbox, 'POST', AUTOLOGIN)).toEqual([])
      await page.unroute(REST)
      await page.context().setOffline(false)
      await page.getByRole('button', { name: 'Continue' }).click()
      await expectScreen(page, 'One question')
      expect(new URL(page.url()).hash).toBe('')
    })

    test('the page that says so is accessible, and asks again when it is told to', async ({ page, sandbox }) => {
      const lead = await sandbox.register('one-question')
      await page.route(REST, (route) => route.abort())
      await page.goto(lead.link)
      await expectScreen(page, 'One question')
      await needTheRestOffline(page)
      await expectAccessible(page)
      await page.route('**/*', (route) => (route.request().method() === 'HEAD' ? route.abort() : route.fallback()))
      await page.unroute(REST)
      await page.context().setOffline(false)
      await page.getByRole('button', { name: 'Try again' }).click()
      await expectScreen(page, 'One question')
    })
  })

  test.describe('whose version is gone from the host', () => {
    test.use({ breaksDown: true })

    for (const [host, answer] of [
      ['says so', { status: 404 }],
      ['has a page for what it has not', { status: 200, contentType: 'text/html', body: '<h1>Not here</h1>' }],
    ] as const) {
      test(`what is pressed asks for a reload, after which all is there again, where the host ${host}`, async ({ page, sandbox }) => {
        const lead = await sandbox.register('one-question')
        await page.route(REST, (route) => route.fulfill(answer))
        await page.goto(lead.link)
        await expectScreen(page, 'One question')
        await field(page, 'Your answer').fill('Before the new version')
        await expect(page.locator('.saved')).toHaveText(/^Saved/)
        await sendButton(page).click()
        await expect(heading(page)).toHaveText('This page has stopped working')
        await page.unroute(REST)
        await page.getByRole('button', { name: 'Reload the page' }).click()
        await expect(field(page, 'Your answer')).toHaveValue('Before the new version')
        await sendButton(page).click()
        await expectScreen(page, 'You are all done')
        expect(await sandbox.completions()).toMatchObject([{ Status: 200 }])
      })
    }
  })
})
