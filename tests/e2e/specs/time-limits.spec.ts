/** The end of a session: told in time, put off, and survived with everything that was typed. */

import { pass } from '../support/clocks'
import { expectScreen, field, sendButton } from '../support/page'
import { EXTENSION, logIn, PASSWORD, sessionEnded } from '../support/people'
import { AUTOLOGIN, SESSION, type Lead, type Sandbox } from '../support/sandbox'
import { expectNoTrace, watch } from '../support/secrets'
import { expect, test, type Page } from '../support/test'

const TYPED = 'Typed before the end'
const HOUR = 3_600

const bar = (page: Page) => page.getByRole('region', { name: 'End of your session' })
const stay = (page: Page) => page.getByRole('button', { name: 'Stay logged in' })

/** A lead with a password at their question, with something typed. */
async function typing(page: Page, sandbox: Sandbox, ref = 'one-question'): Promise<Lead> {
  const lead = await sandbox.register(ref)
  await sandbox.setPassword(lead, PASSWORD)
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill(TYPED)
  return lead
}

/** The one answer arrived once, as one attempt, whatever was refused before. */
async function expectCompletedOnce(sandbox: Sandbox, lead: Lead) {
  const completions = await sandbox.completions()
  expect(completions.filter(({ Status }) => Status === 200)).toHaveLength(1)
  expect(new Set(completions.map(({ IdempotencyKey }) => IdempotencyKey)).size).toBe(1)
  expect((await sandbox.journey(lead)).JourneyData).toMatchObject([{ StringValue: TYPED }])
}

test('two minutes before the end a countdown says so, politely and by the back-end’s clock, and one may stay ten times', async ({ page, sandbox }) => {
  // The browser's own clock is five hours ahead.
  await page.clock.install({ time: Date.now() + 5 * HOUR * 1000 })
  await typing(page, sandbox)
  const announced = page.getByRole('status').filter({ hasText: 'Your session ends in' })
  await pass(sandbox, HOUR - 180, page)
  await expect(bar(page)).toHaveCount(0)
  await pass(sandbox, 65, page)
  await expect(bar(page)).toContainText(/1:[45]\d/)
  await expect(announced).toContainText('two minutes')
  await expect(field(page, 'Your answer')).toBeFocused()
  await pass(sandbox, 60, page)
  await expect(announced).toContainText('one minute')
  await expect(bar(page)).toContainText(/0:[45]\d/)

  for (let times = 1; times <= 10; times += 1) {
    await stay(page).click()
    await expect(bar(page)).toHaveCount(0)
    expect(await sandbox.calls('POST', EXTENSION)).toHaveLength(times)
    if (times < 10) await pass(sandbox, HOUR - 100, page)
    if (times < 10) await expect(bar(page)).toBeVisible()
  }
  await expect(field(page, 'Your answer')).toHaveValue(TYPED)
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
})

test('a back-end that gives no more time leaves a sentence instead of the button', async ({ page, sandbox }) => {
  await page.clock.install()
  await typing(page, sandbox)
  await sandbox.fault({ Method: 'POST', Path: EXTENSION, Status: 404, Times: null })
  await pass(sandbox, HOUR - 100, page)
  await stay(page).click()
  await expect(stay(page)).toHaveCount(0)
  await expect(bar(page)).toContainText('Please send what you have soon.')
})

test('when the session has ended, logging in over the page keeps what was typed, and what waited is sent once', async ({ page, context, sandbox }) => {
  const seen = watch(context)
  await page.clock.install()
  const lead = await typing(page, sandbox)
  await pass(sandbox, HOUR + 5, page)
  await expect(sessionEnded(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sessionEnded(page)).toHaveCount(0)
  await expect(field(page, 'Your answer')).toHaveValue(TYPED)

  // Sending is refused, and tells the way back.
  await sendButton(page).click()
  const notice = page.getByRole('main').getByRole('alert').filter({ hasText: 'Your session has ended' })
  await expect(notice).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click()
  await logIn(page, lead.email, 'wrong')
  await expect(sessionEnded(page).getByRole('alert')).toContainText('is not right')
  await logIn(page, lead.email)
  await expectScreen(page, 'You are all done')
  await expectCompletedOnce(sandbox, lead)
  await expectNoTrace({ password: PASSWORD, UUID: lead.uuid }, page, seen)
})

test('in token mode too, where nothing waited, one goes on typing after the log-in', async ({ page, sandbox }) => {
  await page.clock.install()
  const lead = await typing(page, sandbox, 'by-token')
  await pass(sandbox, HOUR + 5, page)
  await logIn(page, lead.email)
  await expect(sessionEnded(page)).toHaveCount(0)
  await expect(field(page, 'Your answer')).toHaveValue(TYPED)
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  await expectCompletedOnce(sandbox, lead)
})

test('a new link, asked for and pasted over the page, goes on in place', async ({ page, context, sandbox }) => {
  const seen = watch(context)
  await page.clock.install()
  const lead = await typing(page, sandbox)
  // Whoever has reloaded since has only the session to ask for a new link by.
  await page.reload()
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill(TYPED)
  await pass(sandbox, HOUR + 5, page)
  await sandbox.call('DELETE', '/sandbox/log')
  await sessionEnded(page).getByRole('button', { name: 'Send me a new link' }).click()
  await expect(sessionEnded(page)).toContainText('Check your e-mail')
  const link = (await sandbox.outbox(lead)).at(-1)!.URL!
  const paste = sessionEnded(page).getByLabel('Paste the link from the e-mail')
  await paste.fill('https://example.test/no-link')
  await paste.press('Enter')
  await expect(sessionEnded(page).getByRole('alert')).toContainText(/link/)
  await paste.fill(`  ${link} `)
  await paste.press('Enter')
  await expect(sessionEnded(page)).toHaveCount(0)
  await expect(field(page, 'Your answer')).toHaveValue(TYPED)
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  await expectCompletedOnce(sandbox, lead)
  expect((await sandbox.calls('POST', AUTOLOGIN)).map(({ Status }) => Status)).toEqual([200])
  await expectNoTrace({ UUID: new URL(link).searchParams.get('UUID')! }, page, seen)
})

test('a new link opened in another tab lets the first one go on by itself, with what waited', async ({ page, context, sandbox }) => {
  const lead = await typing(page, sandbox)
  await sandbox.endSessions(lead)
  await sendButton(page).click()
  await expect(sessionEnded(page)).toBeVisible()
  await sessionEnded(page).getByRole('button', { name: 'Send me a new link' }).click()
  await expect(sessionEnded(page)).toContainText('Check your e-mail')
  const other = await context.newPage()
  await other.goto((await sandbox.outbox(lead)).at(-1)!.URL!)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are all done')
  await expectCompletedOnce(sandbox, lead)
})

test('somebody else who logs in over the page gets their own journey, and nothing that was typed', async ({ page, sandbox }) => {
  const lead = await typing(page, sandbox)
  const second = await sandbox.register('one-question', { Firstname: 'Bob', Lastname: 'Second' })
  await sandbox.setPassword(second, PASSWORD)
  await sandbox.endSessions(lead)
  await sendButton(page).click()
  await logIn(page, second.email)
  await expect(page.getByRole('banner')).toContainText('Bob Second')
  await expectScreen(page, 'One question')
  await expect(field(page, 'Your answer')).toHaveValue('')
  expect((await sandbox.completions()).map(({ Status }) => Status)).toEqual([401])
})

test('a reload after the end leads to the ways back in, and a page that slept through it asks at once', async ({ page, sandbox }) => {
  await page.clock.install()
  const lead = await typing(page, sandbox)
  await sandbox.advance(HOUR + 5)
  await page.clock.fastForward((HOUR + 5) * 1000)
  await expect(sessionEnded(page)).toBeVisible()
  expect((await sandbox.calls('GET', SESSION)).at(-1)).toMatchObject({ Status: 401 })
  await page.reload()
  await expectScreen(page, 'Open your link to begin')
  await page.getByRole('main').getByRole('link', { name: /^Log in/ }).click()
  await logIn(page, lead.email)
  await expectScreen(page, 'One question')
})
