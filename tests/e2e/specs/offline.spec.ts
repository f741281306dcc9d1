/** Without a network: the app opens as it is stored, with what was loaded, and versions never mix. */

import { Host } from '../support/host'
import { expectScreen, field, heading, sendButton } from '../support/page'
import { chooseInMenu, LOGGED_OUT, sessionEnded } from '../support/people'
import { SESSION } from '../support/sandbox'
import { expect, test as base, type Page } from '../support/test'

const test = base.extend<{ host: Host }>({
  host: async ({ sandbox }, use) => {
    const host = await Host.start(sandbox.url)
    await use(host)
    await host.stop()
  },
})

test.use({ serviceWorkers: 'allow', baseURL: async ({ host }, use) => use(host.origin) })

/** What is stored of the app, by its names. */
const stored = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const keys = (await caches.keys()).map(async (name) => (await caches.open(name)).keys())
    return (await Promise.all(keys)).flat().map((request) => request.url.replace(location.origin, '')).sort()
  })

/** Until the version of the host is stored whole. */
async function untilStored(page: Page, host: Host) {
  const whole = ['/', ...(await host.files())]
  await expect.poll(() => stored(page)).toEqual(expect.arrayContaining(whole))
}

/** The files of the app that the page was made of. */
const used = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const names = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)
    return [...new Set(names.filter((name) => /-[0-9a-f]{12,16}(_bg)?\.(css|js|wasm)$/.test(name)))].sort()
  })

/** The page is opened anew, as after a day. */
async function reopen(page: Page, host: Host, path = '/') {
  const context = page.context()
  await page.close()
  const again = await context.newPage()
  await again.goto(host.origin + path)
  return again
}

const strip = (page: Page) => page.locator('.offline')

const version = (page: Page) => page.locator('html').getAttribute('data-version')

test('only the page and its own files are stored: no address, no answer', async ({ page, host, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link.replace(sandbox.url, host.origin))
  await expectScreen(page, 'Two at once')
  await untilStored(page, host)
  expect(await stored(page)).toEqual(['/', ...(await host.files())].sort())
  await page.getByRole('link', { name: 'First form' }).click()
  await expectScreen(page, 'First form')
  // Now the worker stands between the page and everything.
  await page.reload()
  await expectScreen(page, 'First form')
  await page.goto(`${lead.link.replace(sandbox.url, host.origin)}#UUID=${lead.uuid}`)
  await expect(heading(page)).toBeVisible()
  expect(await stored(page)).toEqual(['/', ...(await host.files())].sort())
  const texts = await page.evaluate(async () => {
    const found = (await caches.keys()).map(async (name) => {
      const cache = await caches.open(name)
      const answers = await Promise.all((await cache.keys()).map((request) => cache.match(request)))
      return Promise.all(answers.map(async (answer) => answer!.url + [...answer!.headers] + (await answer!.text())))
    })
    return (await Promise.all(found)).flat().join()
  })
  expect(texts.toLowerCase()).not.toContain(lead.uuid.toLowerCase())
  expect(texts).not.toContain('First form')
})

test('after one visit the app opens without a network, lets the lead go on, and sends once when it is back', async ({ page: first, host, sandbox, context }) => {
  const lead = await sandbox.register('two-at-once')
  await first.goto(lead.link.replace(sandbox.url, host.origin))
  await expectScreen(first, 'Two at once')
  await untilStored(first, host)
  await context.setOffline(true)
  await host.goAway()

  const page = await reopen(first, host)
  await expectScreen(page, 'Two at once')
  await expect(strip(page)).toHaveText('You are offline. What you do is kept on this device.')
  await page.getByRole('link', { name: 'First form' }).click()
  await field(page, 'First answer').fill('One')
  await sendButton(page).click()
  await expect(strip(page)).toContainText('One step waits to be sent.')

  // The browser says that there is a network before the host can be reached: who is here is asked for until it can.
  await context.setOffline(false)
  await expect(strip(page)).toContainText('One step waits to be sent.')
  expect(await sandbox.completions()).toEqual([])
  await host.comeBack()
  await expect.poll(async () => (await sandbox.completions()).map(({ Status }) => Status), { timeout: 40_000 }).toEqual([200])
  await expect(strip(page)).toHaveCount(0)
  expect((await sandbox.activity(lead, 'First form')).Status).toBe('Completed')
  const calls = (await sandbox.calls('GET', SESSION)).length
  await page.reload()
  await expect.poll(async () => (await sandbox.calls('GET', SESSION)).length).toBeGreaterThan(calls)
  expect(await sandbox.completions()).toHaveLength(1)
})

test('what was typed is there again without a network, and in a new version', async ({ page: first, host, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await first.goto(lead.link.replace(sandbox.url, host.origin))
  await first.getByRole('link', { name: 'Second form' }).click()
  await field(first, 'Second answer').fill('Two, half')
  await expect(first.locator('.saved')).toHaveText(/^Saved/)
  await untilStored(first, host)
  await host.goAway()
  const page = await reopen(first, host)
  await page.getByRole('link', { name: 'Second form' }).click()
  await expect(field(page, 'Second answer')).toHaveValue('Two, half')
  await field(page, 'Second answer').fill('Two, whole')
  await expect(page.locator('.saved')).toHaveText(/^Saved/)

  await host.deploy('2')
  await host.comeBack()
  await page.goto('/')
  expect(await version(page)).toBe('2')
  await page.getByRole('link', { name: 'Second form' }).click()
  await expect(field(page, 'Second answer')).toHaveValue('Two, whole')
})

test('a session that ended meanwhile asks to sign in over what is on the page', async ({ page: first, host, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await first.goto(lead.link.replace(sandbox.url, host.origin))
  await expectScreen(first, 'Two at once')
  await untilStored(first, host)
  await host.goAway()
  const page = await reopen(first, host)
  await page.getByRole('link', { name: 'First form' }).click()
  await field(page, 'First answer').fill('One')
  await sendButton(page).click()
  await sandbox.endSessions(lead)
  await host.comeBack()
  // Unless it has gone on by itself by now.
  await page.getByRole('button', { name: 'Try now' }).evaluateAll((found) => found.forEach((button) => (button as HTMLElement).click()))
  await expect(sessionEnded(page)).toBeVisible()
  expect(await sandbox.completions()).toEqual([])
  await expect(field(page, 'First answer')).toHaveValue('One')
  // What was kept opens for nobody any more.
  await host.goAway()
  const later = await reopen(page, host)
  await expectScreen(later, 'No connection')
})

test('after a log-out nothing opens without a network', async ({ page: first, host, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await first.goto(lead.link.replace(sandbox.url, host.origin))
  await expectScreen(first, 'Two at once')
  await untilStored(first, host)
  await chooseInMenu(first, 'Log out')
  await expectScreen(first, LOGGED_OUT)
  await host.goAway()
  const page = await reopen(first, host)
  await expectScreen(page, 'No connection')
})

test('a link that is opened without a network waits for it, and is stored nowhere', async ({ page, host, sandbox }) => {
  await page.goto('/')
  await untilStored(page, host)
  const lead = await sandbox.register('one-question')
  await host.goAway()
  await page.goto(lead.link.replace(sandbox.url, host.origin))
  await expectScreen(page, 'No connection')
  expect(page.url()).toBe(`${host.origin}/internal/v1/autologin`)
  expect((await stored(page)).join().toLowerCase()).not.toContain(lead.uuid.toLowerCase())
  await host.comeBack()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expectScreen(page, 'One question')
})

test('pages that are none of the app stay what they are', async ({ page, host }) => {
  await page.goto('/')
  await untilStored(page, host)
  await page.goto('/sandbox')
  await expect(page).toHaveTitle(/sandbox/i)
  const answer = await page.goto('/sandbox/log')
  expect(answer!.fromServiceWorker()).toBe(false)
  expect(answer!.headers()['content-type']).toContain('application/json')
  await host.goAway()
  await expect(page.goto('/sandbox')).rejects.toThrow(/ERR_CONNECTION_REFUSED/)
})

for (const [how, state] of [['does not answer', 'silence'], ['is down', { status: 502 }]] as const) {
  test(`a host that ${how} does not keep the app from opening`, async ({ page, host }) => {
    await page.goto('/login')
    await untilStored(page, host)
    host.page = state
    await page.goto('/login')
    await expectScreen(page, 'Log in')
    expect(await used(page)).toEqual(await host.files())
  })
}

test.describe('a new version', () => {
  test('comes whole with the next opening, and is what opens without a network afterwards', async ({ page, host }) => {
    await page.goto('/login')
    await untilStored(page, host)
    const before = await host.files()
    await host.deploy('2')
    await page.goto('/login')
    await expectScreen(page, 'Log in')
    expect([await version(page), await used(page)]).toEqual(['2', await host.files()])
    await untilStored(page, host)
    // A page of the version before may still be open.
    expect(await stored(page)).toEqual(['/', ...(await host.files()), ...before].sort())
    await host.goAway()
    await page.goto('/login')
    await expectScreen(page, 'Log in')
    expect([await version(page), await used(page)]).toEqual(['2', await host.files()])
  })

  test('takes nothing from a page that is open: it goes on as it is', async ({ page, context, host, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.goto(lead.link.replace(sandbox.url, host.origin))
    await field(page, 'Your answer').fill('An answer')
    await untilStored(page, host)
    await host.deploy('2')
    const other = await context.newPage()
    await other.goto(`${host.origin}/`)
    await expectScreen(other, 'One question')
    expect(await version(other)).toBe('2')
    await untilStored(other, host)
    await expect(field(page, 'Your answer')).toHaveValue('An answer')
    await sendButton(page).click()
    await expectScreen(page, 'You are all done')
    expect(await version(page)).toBeNull()
  })

  test('leaves nothing of versions before the last', async ({ page, host }) => {
    await page.goto('/login')
    for (const version of ['2', '3', '4']) {
      await untilStored(page, host)
      await host.deploy(version)
      await page.goto('/login')
      await expectScreen(page, 'Log in')
    }
    await untilStored(page, host)
    await expect.poll(async () => (await stored(page)).length).toBe(1 + 2 * (await host.files()).length)
  })

  for (const missing of ['not found', 'the page'] as const) {
    test(`that is not all there does not take the place of the one before (a missing file is answered with ${missing})`, async ({ page, host }) => {
      await page.goto('/login')
      await untilStored(page, host)
      const before = await stored(page)
      await host.deploy('2')
      const program = (await host.files()).find((path) => path.endsWith('.wasm'))!
      host.missing = missing
      await host.lose(program)
      for (let time = 0; time < 2; time += 1) {
        await page.goto('/login')
        await expectScreen(page, 'Log in')
        expect([await version(page), await used(page)]).toEqual([null, before.slice(1)])
      }
      await host.goAway()
      await page.goto('/login')
      await expectScreen(page, 'Log in')
      expect(await stored(page)).toEqual(before)
    })
  }
})

test('with "Offline": false the worker leaves, and takes along what it stored', async ({ page, host }) => {
  await page.goto('/login')
  await untilStored(page, host)
  await host.configure({ Offline: false })
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  await expect.poll(() => stored(page)).toEqual([])
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  await host.goAway()
  await expect(page.goto('/login')).rejects.toThrow(/ERR_CONNECTION_REFUSED/)
})
