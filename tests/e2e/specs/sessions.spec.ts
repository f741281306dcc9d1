/** The sessions of a person: the list, ending one, ending all others, logging out; and that all of it is one's own only. */

import { tabTo } from '../support/keyboard'
import { expectScreen, field, sendButton } from '../support/page'
import { chooseInMenu, dialog, JOHN, LOG_IN, LOGGED_OUT, logIn, PASSWORD, sessionCookies, sessionEnded } from '../support/people'
import { AUTOLOGIN, SESSION, type Lead, type Sandbox } from '../support/sandbox'
import { keptBy } from '../support/secrets'
import { expect, test, type Locator, type Page } from '../support/test'
import { openForm, pdf, row } from '../support/uploads'

const FIREFOX = 'Mozilla/5.0 (Android 16; Mobile; rv:146.0) Gecko/146.0 Firefox/146.0'
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1'

const rows = (page: Page) => page.getByRole('main').getByRole('article')
const endThis = (row: Locator) => row.getByRole('button', { name: /^End this session/ })

async function openQuestion(page: Page, lead: Lead) {
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
}

/** Comes in elsewhere, by another link of the same lead; the cookie of that session. */
async function elsewhere(sandbox: Sandbox, lead: Lead, userAgent: string): Promise<string> {
  const uuid = new URL(await sandbox.newLink(lead.userId)).searchParams.get('UUID')
  const response = await fetch(sandbox.url + AUTOLOGIN, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify({ UUID: uuid }),
  })
  expect(response.status).toBe(200)
  return response.headers.get('set-cookie')!.split(';')[0]
}

async function statusWith(sandbox: Sandbox, cookie: string): Promise<number> {
  return (await fetch(sandbox.url + SESSION, { headers: { cookie } })).status
}

test('the list tells each session by device and last use, marks this one, and ends another, whose page then asks to log in', async ({ page, sandbox, browser }) => {
  const lead = await sandbox.register('one-question')
  await openQuestion(page, lead)
  const phone = await elsewhere(sandbox, lead, FIREFOX)
  await elsewhere(sandbox, lead, SAFARI)
  const context = await browser.newContext({ locale: 'en-GB' })
  const other = await context.newPage()
  await openQuestion(other, { ...lead, link: await sandbox.newLink(lead.userId) })
  await field(other, 'Your answer').fill('Typed in the other browser')

  await chooseInMenu(page, 'Your sessions')
  await expectScreen(page, 'Your sessions')
  await expect(rows(page)).toHaveCount(4)
  await expect(rows(page).filter({ hasText: 'Firefox on Android' })).toHaveCount(1)
  await expect(rows(page).filter({ hasText: 'Safari on iPhone' })).toHaveCount(1)
  const here = rows(page).filter({ hasText: 'This one' })
  await expect(here).toHaveCount(1)
  await expect(endThis(here)).toHaveCount(0)
  for (const one of await rows(page).all()) await expect(one).toContainText('Last used')

  await endThis(rows(page).filter({ hasText: 'Firefox on Android' })).click()
  await expect(rows(page)).toHaveCount(3)
  expect(await statusWith(sandbox, phone)).toBe(401)

  // The other Chromium: its person is told at the next call, and what was typed stays.
  await endThis(rows(page).filter({ hasText: 'Chrom' }).filter({ hasNotText: 'This one' })).click()
  await expect(rows(page)).toHaveCount(2)
  await sendButton(other).click()
  await expect(sessionEnded(other)).toBeVisible()
  await expect(field(other, 'Your answer')).toHaveValue('Typed in the other browser')
  expect((await sandbox.completions()).map(({ Status }) => Status)).toEqual([401])
  await context.close()
})

test('many sessions are listed page by page, and all others end at once, also those on other pages', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  const others: string[] = []
  for (let count = 0; count < 15; count += 1) others.push(await elsewhere(sandbox, lead, count % 2 ? FIREFOX : SAFARI))
  await openQuestion(page, lead)
  await chooseInMenu(page, 'Your sessions')
  await expectScreen(page, 'Your sessions')
  await expect(rows(page)).toHaveCount(10)
  await page.getByRole('button', { name: 'Older' }).click()
  await expect(rows(page)).toHaveCount(6)
  await page.getByRole('button', { name: 'More recent' }).click()
  await expect(rows(page)).toHaveCount(10)
  await page.getByRole('button', { name: 'End all other sessions' }).click()
  await dialog(page).getByRole('button', { name: 'End them all' }).click()
  // Each part of the list is seen to go, and leaves nothing or this one.
  await expect(page.getByRole('main')).toContainText('All other sessions have ended.')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('This one')
  await expect.poll(() => Promise.all(others.map((cookie) => statusWith(sandbox, cookie)))).toEqual(others.map(() => 401))
})

test('a place is told where the back-end knows one, and the list is read and used by keyboard alone', async ({ page, sandbox }) => {
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  await sandbox.call('POST', LOG_IN, { email: JOHN.email, password: PASSWORD }, { 'user-agent': FIREFOX })
  await logIn(page, JOHN.email)
  await expectScreen(page, 'Tell us about your company')
  await page.goto('/sessions')
  await expectScreen(page, 'Your sessions')
  const other = rows(page).filter({ hasText: 'Firefox on Android' })
  await expect(other).toContainText('Paris, France')
  await tabTo(page, endThis(other))
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(1)
})

test('logging out asks before something unsent is lost, and then leaves nothing of it, here and on the server', async ({ page, context, sandbox }) => {
  const lead = await openForm(page, sandbox)
  await page.locator('#field-3002').setInputFiles(pdf('statutes.pdf', 40_000))
  await expect(row(page, 'statutes.pdf')).toContainText('Received.')
  const isKept = async () => (await keptBy(page)).databases.includes('"uploads"')
  await expect.poll(isKept, 'something is kept of the file').toBe(true)
  expect((await keptBy(page)).databases.includes('statutes.pdf'), 'in the clear').toBe(false)
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  expect(await statusWith(sandbox, cookie)).toBe(200)

  await chooseInMenu(page, 'Log out')
  await expect(dialog(page)).toContainText('has not been sent yet')
  await dialog(page).getByRole('button', { name: 'Stay here' }).click()
  await expect(row(page, 'statutes.pdf')).toBeVisible()
  expect(await statusWith(sandbox, cookie)).toBe(200)

  await chooseInMenu(page, 'Log out')
  await dialog(page).getByRole('button', { name: 'Log out' }).click()
  await expectScreen(page, LOGGED_OUT)
  await expect(page).toHaveURL(/\/$/)
  const kept = await keptBy(page)
  expect(kept).toMatchObject({ databases: '[]', 'local storage': '{}', 'session storage': '{}', cookies: '', caches: '[]' })
  expect(kept.markup.includes(lead.email)).toBe(false)
  expect(await context.cookies()).toEqual([])
  expect(await statusWith(sandbox, cookie)).toBe(401)

  await page.goBack()
  await expect(page.getByText('statutes.pdf')).toHaveCount(0)
  await page.goto('/')
  await expectScreen(page, 'Open your link to begin')
})

test('a log-out that does not reach the back-end clears nothing, says so, and is done the next time', async ({ page, context, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await openQuestion(page, lead)
  await sandbox.fault({ Method: 'DELETE', Path: '/internal/v1/sessions/*', Status: 500 })
  await chooseInMenu(page, 'Log out')
  await expect(page.getByText('You are not logged out')).toBeVisible()
  expect(await sessionCookies(context)).toHaveLength(1)
  await page.getByRole('button', { name: 'Try again to log out' }).click()
  await expectScreen(page, LOGGED_OUT)
  expect(await context.cookies()).toEqual([])
})

test('with its token in the tab’s store, a session is logged out there too', async ({ page, sandbox, configure }) => {
  await configure({ TokenStore: 'tab' })
  const lead = await sandbox.register('by-token')
  await openQuestion(page, lead)
  expect((await keptBy(page))['session storage']).not.toBe('{}')
  await chooseInMenu(page, 'Log out')
  await expectScreen(page, LOGGED_OUT)
  expect((await keptBy(page))['session storage']).toBe('{}')
  await page.reload()
  await expectScreen(page, 'Open your link to begin')
})

test('a browser signed in as one lead gets nothing of another lead’s, on any call', async ({ page, sandbox }) => {
  const victim = await sandbox.register('upload', { Firstname: 'Vic', Lastname: 'Tim' })
  const cookie = await elsewhere(sandbox, victim, FIREFOX)
  const victims = async (path: string, init: RequestInit = {}) => fetch(sandbox.url + path, { ...init, headers: { cookie, ...init.headers } })
  const account = (await (await victims(SESSION)).json()).Account.Id
  const upload = await victims('/internal/v1/documents', { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'upload-length': '4', 'upload-metadata': `filename ${btoa('a.pdf')},filetype ${btoa('application/pdf')}` } })
  expect(upload.status).toBe(201)
  const document = new URL(upload.headers.get('location')!, sandbox.url).pathname
  const journey = (await sandbox.journey(victim)).Id
  const activity = (await sandbox.openActivity(victim, 'Send your documents')).Id

  await openQuestion(page, await sandbox.register('one-question'))
  const calls: [string, string, unknown?, Record<string, string>?][] = [
    ['GET', `/api/v1/journeys/${journey}`],
    ['POST', `/internal/v1/activities/${activity}/completion`, { JourneyData: [] }, { 'Idempotency-Key': crypto.randomUUID() }],
    ['PUT', `/internal/v1/activities/${activity}/draft`, { JourneyData: [] }],
    ['POST', `/internal/v1/activities/${activity}/handover`],
    ['POST', `/internal/v1/activities/${activity}/outcome`, { Message: 'Finished' }],
    ['GET', `/internal/v1/sessions/${account}`],
    ['POST', `/internal/v1/sessions/${account}`, { secured: true, codeOrigin: 'email' }],
    ['POST', `/internal/v1/sessions/${account}`, { code: '12345' }],
    ['DELETE', `/internal/v1/sessions/${account}`],
    ['POST', '/internal/v1/session/journey', { Journey: { Id: 1 } }],
    ['HEAD', document, undefined, { 'Tus-Resumable': '1.0.0' }],
    ['DELETE', document, undefined, { 'Tus-Resumable': '1.0.0' }],
  ]
  for (const [method, path, body, headers] of calls) {
    const status = await page.evaluate(async ([method, path, body, headers]) => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
      return (await fetch(path, { method, headers, ...sent } as RequestInit)).status
    }, [method, path, body, headers] as const)
    expect(status, `${method} ${path}`).toBe(404)
  }
  expect(await statusWith(sandbox, cookie)).toBe(200)
  await page.goto(`/activities/${activity}`)
  await expectScreen(page, 'There is no such page')
})
