/** Addresses: Back, Forward, reload, deep links, and what every address says of itself. */

import { yourSteps, expectScreen, field, sendButton } from '../support/page'
import { JOURNEY, SESSION } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

const path = (page: Page) => new URL(page.url()).pathname
const keptInBrowser = (page: Page) => page.evaluate(() => [{ ...sessionStorage }, { ...localStorage }])

test('Back and Forward walk through the screens, each named and with focus on its heading', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link)
  await expectScreen(page, 'Two at once')
  await page.getByRole('link', { name: 'Second form' }).click()
  await expectScreen(page, 'Second form')
  await yourSteps(page).click()
  await expectScreen(page, 'Two at once')
  await page.getByRole('link', { name: 'First form' }).click()
  await expectScreen(page, 'First form')

  for (const title of ['Two at once', 'Second form', 'Two at once']) {
    await page.goBack()
    await expectScreen(page, title)
  }
  for (const title of ['Second form', 'Two at once', 'First form']) {
    await page.goForward()
    await expectScreen(page, title)
  }
  // Others are at work in this journey, so that it may have been looked at meanwhile; fetched it was once.
  expect((await sandbox.calls('GET', JOURNEY)).filter(({ Status }) => Status !== 304)).toHaveLength(1)
})

test('the title names the screen and the company', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link)
  await expect(page).toHaveTitle('Two at once – Acme')
  await page.getByRole('link', { name: 'First form' }).click()
  await expect(page).toHaveTitle('First form – Acme')
})

test('a reload stays where it is, as long as a cookie carries the session', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link)
  await expectScreen(page, 'Two at once')
  await page.reload()
  await expectScreen(page, 'Two at once')
  await page.getByRole('link', { name: 'Second form' }).click()
  await expectScreen(page, 'Second form')
  const address = page.url()
  await page.reload()
  await expectScreen(page, 'Second form')
  expect(page.url()).toBe(address)
  await field(page, 'Second answer').fill('An answer')
  await sendButton(page).click()
  await expectScreen(page, 'First form')
})

test('the last page survives a reload', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await field(page, 'Your answer').fill('An answer')
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  await page.reload()
  await expectScreen(page, 'You are all done')
  expect(path(page)).toBe('/done')
})

test('an address of the last page leads to what is still to do', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link)
  await expectScreen(page, 'Two at once')
  await page.goto('/done')
  await expectScreen(page, 'Two at once')
  expect(path(page)).toBe('/')
})

test('a deep link opens its activity in another tab, every digit of its id kept', async ({ page, context, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  const activity = await sandbox.activity(lead, 'Second form')
  expect(typeof activity.Id).toBe('bigint')
  await page.goto(lead.link)
  await expect(page.getByRole('link', { name: 'Second form' })).toHaveAttribute('href', `/activities/${activity.Id}`)
  const other = await context.newPage()
  await other.goto(`/activities/${activity.Id}`)
  await expectScreen(other, 'Second form')
  await field(other, 'Second answer').fill('An answer')
  await sendButton(other).click()
  await expectScreen(other, 'First form')
  expect((await sandbox.completions()).map((completion) => completion.Path)).toEqual([`/internal/v1/activities/${activity.Id}/completion`])
})

test('an activity that is not open yet says so when its address is opened', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link)
  await expectScreen(page, 'Two at once')
  await page.goto(`/activities/${(await sandbox.activity(lead, 'Last form')).Id}`)
  await expectScreen(page, 'Last form')
  await expect(page.getByText('This step opens when the steps before it are done.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0)
})

test('an activity of somebody else says who does it', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link)
  await expectScreen(page, 'Two at once')
  await page.goto(`/activities/${(await sandbox.activity(lead, 'Name a beneficial owner')).Id}`)
  await expectScreen(page, 'Name a beneficial owner')
  await expect(page.getByText('This step is done by another person.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0)
})

for (const [what, address] of [
  ['an unknown address', () => '/no/such/page'],
  ['an activity whose id is no number', () => '/activities/first'],
  ['an activity whose id is too large', () => '/activities/99999999999999999999'],
  ['an activity of another lead', (id: string) => `/activities/${id}`],
] as const) {
  test(`${what} says that there is no such page and leads back`, async ({ page, sandbox }) => {
    const other = await sandbox.activity(await sandbox.register('one-question'), 'One question')
    const lead = await sandbox.register('two-at-once')
    await page.goto(lead.link)
    await expectScreen(page, 'Two at once')
    await page.goto(address(String(other.Id)))
    await expectScreen(page, 'There is no such page')
    await page.getByRole('link', { name: 'Back to your steps' }).click()
    await expectScreen(page, 'Two at once')
    expect(path(page)).toBe('/')
  })
}

for (const address of ['/', '/activities/74590868830731201', '/done']) {
  test(`${address} asks for the link where nobody is signed in`, async ({ page }) => {
    await page.goto(address)
    await expectScreen(page, 'Open your link to begin')
    await expect(page.getByText('You are not logged in on this device.')).toBeVisible()
    await page.getByRole('link', { name: 'Log in' }).click()
    await expectScreen(page, 'Log in')
    expect(path(page)).toBe('/login')
  })
}

test('the log-in page asks the back-end nothing', async ({ page, sandbox }) => {
  await page.goto('/login', { waitUntil: 'networkidle' })
  await expectScreen(page, 'Log in')
  await expect(page.getByText('Open the personal link in the message that you received')).toBeVisible()
  expect(await sandbox.calls('GET', SESSION)).toEqual([])
})

test('a back-end that fails when a page is opened again is asked again by itself', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  await sandbox.fault({ Path: SESSION, Status: 500 })
  await page.reload()
  await expectScreen(page, 'One question')
  expect((await sandbox.calls('GET', SESSION)).length).toBeGreaterThan(1)
})

test('a token kept in memory is gone with a reload, and nothing of it is left in the browser', async ({ page, sandbox }) => {
  const lead = await sandbox.register('by-token')
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  expect(await keptInBrowser(page)).toEqual([{}, {}])
  await page.reload()
  await expectScreen(page, 'Open your link to begin')
})

test('a token kept by the tab survives a reload, and not in another tab', async ({ page, context, sandbox, configure }) => {
  const lead = await sandbox.register('by-token')
  await configure({ TokenStore: 'tab' })
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  await page.reload()
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill('An answer')
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  const other = await context.newPage()
  await other.goto('/')
  await expectScreen(other, 'Open your link to begin')
})

test('a token kept by the tab is dropped once its session has ended', async ({ page, sandbox, configure }) => {
  const lead = await sandbox.register('by-token')
  await configure({ TokenStore: 'tab' })
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  await sandbox.endSessions(lead)
  await page.reload()
  await expectScreen(page, 'Your session has ended')
  expect(await keptInBrowser(page)).toEqual([{}, {}])
})
