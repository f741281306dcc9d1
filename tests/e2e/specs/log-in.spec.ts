/** Logging in by e-mail address and password: who may, who may not, and how the page tells them. */

import { tabTo } from '../support/keyboard'
import { expectScreen, field, sendButton } from '../support/page'
import { CHOICE, chooseInMenu, CLOSED, JOHN, LOG_IN, logIn, logInForm, NOTHING_TO_OPEN, PASSWORD, SAM } from '../support/people'
import { SESSION } from '../support/sandbox'
import { expectNoTrace, watch } from '../support/secrets'
import { expect, test, type Page } from '../support/test'

const WRONG = 'The e-mail address or password is not right.'
const refusal = (page: Page) => page.getByRole('alert')

test('by keyboard alone one logs in, and no trace of the password is left', async ({ page, context, sandbox }) => {
  const seen = watch(context)
  await page.goto('/')
  await expectScreen(page, 'Open your link to begin')
  await page.getByRole('link', { name: 'Log in' }).click()
  await expectScreen(page, 'Log in')
  const form = logInForm(page)
  await tabTo(page, form.email)
  await page.keyboard.type(` ${JOHN.email} `)
  await tabTo(page, form.password)
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expectScreen(page, 'Tell us about your company')
  expect(await sandbox.calls('POST', LOG_IN)).toMatchObject([{ Body: { email: JOHN.email }, Query: null, Status: 200 }])
  await expectNoTrace({ password: PASSWORD }, page, seen)
  await page.goBack()
  await expectScreen(page, 'Onboarding')
  await expectNoTrace({ password: PASSWORD }, page, seen)
})

test('a password manager finds both fields; a password is pasted as it is, and shown only when that is asked for', async ({ page, context, sandbox }) => {
  const password = '  correct “horse”\tbattery-stäple 電池 '
  await sandbox.setPassword(JOHN, password)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  const form = logInForm(page)
  await expect(form.email).toHaveAttribute('autocomplete', 'username')
  await expect(form.password).toHaveAttribute('autocomplete', 'current-password')
  await expect(form.password).toHaveAttribute('type', 'password')

  await form.email.fill(JOHN.email)
  await page.evaluate((text) => navigator.clipboard.writeText(text), password)
  await form.password.press('Control+V')
  const toggle = page.getByRole('button', { name: 'Show password' })
  await toggle.click()
  await expect(form.password).toHaveAttribute('type', 'text')
  await expect(form.password).toHaveValue(password)
  await page.getByRole('button', { name: 'Hide password' }).click()
  await expect(form.password).toHaveAttribute('type', 'password')
  await form.send.click()
  await expectScreen(page, 'Tell us about your company')
})

test('a wrong password and an unknown address are refused by the same sentence', async ({ page }) => {
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  const refusals: (string | null)[] = []
  for (const [email, password] of [[JOHN.email, 'wrong'], ['nobody@example.test', PASSWORD]]) {
    await page.reload()
    await expectScreen(page, 'Log in')
    await logIn(page, email, password)
    await expect(refusal(page)).toContainText(WRONG)
    refusals.push(await refusal(page).textContent())
    await expect(logInForm(page).email).toHaveValue(email)
  }
  expect(refusals[0]).toBe(refusals[1])
  await logIn(page, JOHN.email)
  await expectScreen(page, 'Tell us about your company')
})

test('a closed account and one without any journey are told so after the right password only', async ({ page }) => {
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  await logIn(page, CLOSED, 'wrong')
  await expect(refusal(page)).toContainText(WRONG)
  await logIn(page, CLOSED)
  await expect(refusal(page)).toContainText('closed')
  await logIn(page, NOTHING_TO_OPEN)
  await expect(refusal(page)).toContainText('nothing to do')
  await expect(page).toHaveURL(/\/login$/)
})

test('after too many tries a countdown holds the next one up, and then it counts', async ({ page, sandbox }) => {
  await page.clock.install()
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(sandbox.call('POST', LOG_IN, { email: JOHN.email, password: 'wrong' })).rejects.toThrow('401')
  }
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  await logIn(page, JOHN.email)
  await expect(refusal(page)).toContainText('Too many tries')
  await expect(page.getByText(/You can try again in (1:00|0:5\d)\./)).toBeVisible()
  const tries = async () => (await sandbox.calls('POST', LOG_IN)).length
  expect(await tries()).toBe(6)
  // Nothing is sent before the time is over, whatever is pressed.
  await logInForm(page).password.press('Enter')
  await page.clock.runFor(30_000)
  await expect(page.getByText(/You can try again in 0:(30|2\d)\./)).toBeVisible()
  expect(await tries()).toBe(6)

  await sandbox.advance(61)
  await page.clock.runFor(31_000)
  await logIn(page, JOHN.email)
  await expectScreen(page, 'Tell us about your company')
  expect(await tries()).toBe(7)
})

test('who takes part in several journeys chooses one, and another one later', async ({ page, sandbox }) => {
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  await logIn(page, SAM.email)
  await expectScreen(page, CHOICE)
  const choices = page.getByRole('main').getByRole('listitem').getByRole('button')
  await expect(choices).toHaveCount(3)
  await page.reload()
  await expect(choices).toHaveCount(3)
  await page.getByRole('main').getByRole('button', { name: /One question/ }).click()
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill('Typed in the first journey')

  await chooseInMenu(page, 'Choose another journey')
  await expectScreen(page, CHOICE)
  await page.getByRole('main').getByRole('button', { name: /Joint account/ }).click()
  await expectScreen(page, 'About the joint holder')
  await expect(field(page, 'Your answer as joint holder')).toHaveValue('')
  await page.reload()
  await expectScreen(page, 'About the joint holder')
  await field(page, 'Your answer as joint holder').fill('Mine')
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  expect((await sandbox.completions()).map(({ Status }) => Status)).toEqual([200])
})

test('a log-in that fails on its way is told, keeps what was typed, and goes through the next time', async ({ page, sandbox }) => {
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  for (const [fault, title] of [
    [{ Drop: true }, 'No connection'],
    [{ Status: 500 }, 'The service has a problem'],
    [{ Status: 200, Text: '<html>Welcome to our hotel</html>' }, 'We could not read the service’s answer'],
  ] as const) {
    await sandbox.fault({ Method: 'POST', Path: LOG_IN, ...fault })
    await logIn(page, JOHN.email)
    await expect(refusal(page)).toContainText(title)
    await expect(logInForm(page).email).toHaveValue(JOHN.email)
    await expect(logInForm(page).password).toHaveValue(PASSWORD)
  }
  await logInForm(page).send.click()
  await expectScreen(page, 'Tell us about your company')
})

test('a used link offers to log in, and leads to the journey by that', async ({ page, sandbox, browser }) => {
  const lead = await sandbox.register('one-question')
  await sandbox.setPassword(lead, PASSWORD)
  const elsewhere = await browser.newContext()
  const first = await elsewhere.newPage()
  await first.goto(lead.link)
  await expectScreen(first, 'One question')
  await elsewhere.close()

  await page.goto(lead.link)
  await expectScreen(page, 'This link has already been used')
  await expect(page.getByRole('button', { name: 'Send me a new link' })).toBeVisible()
  await page.getByRole('link', { name: 'Log in' }).click()
  await expectScreen(page, 'Log in')
  await logIn(page, lead.email)
  await expectScreen(page, 'One question')
  expect((await sandbox.calls('GET', SESSION)).at(-1)).toMatchObject({ Status: 200 })
})
