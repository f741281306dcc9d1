/** A code before something sensitive: sent, typed, refused, sent again; and what waited for it goes on by itself. */

import { tabTo, typeInto } from '../support/keyboard'
import { expectScreen, field, heading, mentioned, sendButton } from '../support/page'
import { ACCOUNT, sessionCookies } from '../support/people'
import { frameElement, here } from '../support/providers'
import { COMPLETION, type Lead, type Sandbox } from '../support/sandbox'
import { expectNoTrace, keptBy, watch } from '../support/secrets'
import { byMail, bySms, codeField, codesTo, codeTo, confirmCode, otherThan, PHONE, secured, sendAgain, stepUp, typeCode } from '../support/step-up'
import { expect, test, type Page } from '../support/test'
import { pdf, row } from '../support/uploads'

const IBAN = 'GB33BUKB20201555555555'
const register = (sandbox: Sandbox, ref = 'secured') => sandbox.register(ref, { PhoneNumber: PHONE })

/** At the form that needs a code, filled in and sent: the dialog is open. */
async function open(page: Page, sandbox: Sandbox): Promise<Lead> {
  const lead = await register(sandbox)
  await page.goto(lead.link)
  await expectScreen(page, 'Bank details')
  await field(page, 'IBAN').fill(IBAN)
  await sendButton(page).click()
  await expect(stepUp(page)).toBeVisible()
  return lead
}

/** Every completion that the back-end saw was one attempt, and one of them counted. */
async function expectOneAttempt(sandbox: Sandbox) {
  const completions = await sandbox.completions()
  expect(completions.filter(({ Status }) => Status === 200)).toHaveLength(1)
  for (const { IdempotencyKey, Body } of completions) {
    expect(IdempotencyKey).toBe(completions[0].IdempotencyKey)
    expect(Body).toEqual(completions[0].Body)
  }
}

test('by keyboard alone: a code by SMS, pasted with spaces, secures the session under a new cookie, and the same submission goes on', async ({ page, context, sandbox }) => {
  const seen = watch(context)
  const lead = await register(sandbox)
  await page.goto(lead.link)
  await expectScreen(page, 'Bank details')
  await typeInto(page, field(page, 'IBAN'), IBAN)
  const [before] = await sessionCookies(context)
  await page.keyboard.press('Enter')
  await expect(stepUp(page)).toBeVisible()
  await tabTo(page, bySms(page))
  await page.keyboard.press('Enter')
  await expect(codeField(page)).toBeFocused()
  await expect(codeField(page)).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(codeField(page)).toHaveAttribute('inputmode', 'numeric')
  // The number is nobody's to read who only has the link.
  expect(await mentioned(page, [PHONE.slice(-4)])).toEqual([])

  const sent = await codeTo(sandbox, PHONE)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((text) => navigator.clipboard.writeText(text), ` ${sent.slice(0, 2)} ${sent.slice(2)}-`)
  await page.keyboard.press('Control+V')
  await page.keyboard.press('Enter')
  await expectScreen(page, 'You are all done')
  await expectOneAttempt(sandbox)
  const [after] = await sessionCookies(context)
  expect(after.name).toBe(before.name)
  expect(after.value).not.toBe(before.value)
  await expect(secured(page)).toBeVisible()
  const old = await fetch(`${sandbox.url}/internal/v1/session`, { headers: { cookie: `${before.name}=${before.value}` } })
  expect(old.status).toBe(401)
  await expectNoTrace({ code: sent, UUID: lead.uuid, 'first cookie': before.value, 'second cookie': after.value }, page, seen)
})

test('after five wrong codes a countdown holds up the next, and a code that was sent before a resend still counts', async ({ page, sandbox }) => {
  await page.clock.install()
  const lead = await open(page, sandbox)
  await byMail(page).click()
  const first = await codeTo(sandbox, lead.email)
  await expect(sendAgain(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(stepUp(page)).toContainText(/possible in 0:[23]\d/)
  await page.clock.runFor(31_000)
  await expect(sendAgain(page)).not.toHaveAttribute('aria-disabled')
  await sendAgain(page).click()
  await codeTo(sandbox, lead.email, 2)
  // By the other way at once.
  await bySms(page).click()
  await codeTo(sandbox, PHONE)

  const wrong = otherThan([...(await codesTo(sandbox, lead.email)), ...(await codesTo(sandbox, PHONE))])
  for (let tries = 0; tries < 5; tries += 1) {
    await typeCode(page, wrong)
    await expect(codeField(page)).toHaveAccessibleDescription(/That is not the code/)
    await expect(codeField(page)).toHaveAttribute('aria-invalid', 'true')
  }
  await typeCode(page, wrong)
  await expect(stepUp(page)).toContainText(/You can go on in 1[45]:\d\d/)
  const tries = async () => (await sandbox.calls('POST', ACCOUNT)).filter(({ Body }) => 'code' in Body).length
  expect(await tries()).toBe(6)
  await codeField(page).press('Enter')
  expect(await tries()).toBe(6)

  // Fifteen minutes later those codes are over, and a new one counts.
  await sandbox.advance(901)
  await page.clock.fastForward(901_000)
  await byMail(page).click()
  const newest = await codeTo(sandbox, lead.email, 3)
  expect(newest).not.toBe(first)
  await typeCode(page, newest)
  await expectScreen(page, 'You are all done')
  await expectOneAttempt(sandbox)
})

test('an older code is as good as the newer one', async ({ page, sandbox }) => {
  const lead = await open(page, sandbox)
  await byMail(page).click()
  const older = await codeTo(sandbox, lead.email)
  await bySms(page).click()
  await codeTo(sandbox, PHONE)
  await typeCode(page, older)
  await expectScreen(page, 'You are all done')
})

test('who closes the dialog keeps every answer, and goes on when the code is there', async ({ page, sandbox }) => {
  const lead = await open(page, sandbox)
  await page.keyboard.press('Escape')
  await expect(stepUp(page)).toHaveCount(0)
  await expect(field(page, 'IBAN')).toHaveValue(IBAN)
  await page.getByRole('button', { name: 'Enter the code' }).click()
  await byMail(page).click()
  await typeCode(page, await codeTo(sandbox, lead.email))
  await expectScreen(page, 'You are all done')
  await expectOneAttempt(sandbox)
})

test('a code that cannot be sent or checked is told in the dialog, and the next try goes through', async ({ page, sandbox }) => {
  const lead = await open(page, sandbox)
  await sandbox.fault({ Method: 'POST', Path: ACCOUNT, Drop: true })
  await byMail(page).click()
  await expect(stepUp(page)).toContainText('No connection')
  await byMail(page).click()
  const sent = await codeTo(sandbox, lead.email)
  await sandbox.fault({ Method: 'POST', Path: ACCOUNT, Status: 500 })
  await typeCode(page, sent)
  await expect(stepUp(page)).toContainText('The service has a problem')
  await expect(codeField(page)).toHaveValue(sent)
  await confirmCode(page).click()
  await expectScreen(page, 'You are all done')
})

test('‘Secured until’ is told while it lasts, by the back-end’s clock, and an hour later a code is asked for again', async ({ page, sandbox }) => {
  await page.clock.install()
  await sandbox.call('POST', '/sandbox/account-sessions', { Sample: 'ClosedEarly' })
  const lead = await register(sandbox, 'secured-twice')
  await page.goto(lead.link)
  await expectScreen(page, 'Secured twice')
  await page.getByRole('link', { name: 'First secret' }).click()
  await field(page, 'First secret answer').fill('One')
  await sendButton(page).click()
  await byMail(page).click()
  await typeCode(page, await codeTo(sandbox, lead.email))
  await expectScreen(page, 'Second secret')
  await expect(secured(page)).toBeVisible()
  // Within the hour nothing is asked.
  await field(page, 'Second secret answer').fill('Two')
  await sendButton(page).click()
  await expectScreen(page, 'Third secret')
  await expect(stepUp(page)).toHaveCount(0)

  // The session is prolonged before its end; the hour of the code is not.
  await sandbox.advance(3_500)
  await page.clock.fastForward(3_500_000)
  await page.getByRole('button', { name: 'Stay logged in' }).click()
  await expect(page.getByRole('region', { name: 'End of your session' })).toHaveCount(0)
  await sandbox.advance(130)
  await page.clock.fastForward(130_000)
  await expect(secured(page)).toHaveCount(0)
  await field(page, 'Third secret answer').fill('Three')
  await sendButton(page).click()
  await expect(stepUp(page)).toBeVisible()
  await byMail(page).click()
  await typeCode(page, await codeTo(sandbox, lead.email, 2))
  await expectScreen(page, 'You are all done')
})

test('in token mode the tab’s store has the new token, the old one is dead, and a reload goes on', async ({ page, sandbox, configure }) => {
  await configure({ TokenStore: 'tab' })
  const lead = await sandbox.register('secured-by-token', { PhoneNumber: PHONE })
  await page.goto(lead.link)
  await expectScreen(page, 'Bank details')
  const token = async () => Object.values(JSON.parse((await keptBy(page))['session storage']) as Record<string, string>)
  const [before] = await token()
  await field(page, 'IBAN').fill(IBAN)
  await sendButton(page).click()
  await byMail(page).click()
  await typeCode(page, await codeTo(sandbox, lead.email))
  await expectScreen(page, 'You are all done')
  await expectOneAttempt(sandbox)
  const after = await token()
  expect(after).toHaveLength(1)
  expect(after[0]).not.toBe(before)
  expect((await fetch(`${sandbox.url}/internal/v1/session`, { headers: { authorization: `Bearer ${before}` } })).status).toBe(401)
  await page.reload()
  await expectScreen(page, 'You are all done')
  await expect(secured(page)).toBeVisible()
})

test('a provider’s frame that needs a code opens by itself once the code is right', async ({ page, sandbox }) => {
  const lead = await register(sandbox, 'secured-veriff')
  await page.goto(lead.link)
  await expectScreen(page, 'Verify your identity')
  await here(page, 'Verify my identity').click()
  await expect(stepUp(page)).toBeVisible()
  await byMail(page).click()
  await typeCode(page, await codeTo(sandbox, lead.email))
  await expect(stepUp(page)).toHaveCount(0)
  await expect(frameElement(page)).toBeVisible()
  await expect(heading(page)).toHaveText('Verify your identity')
})

test('a file that needs a code goes up by itself once the code is right', async ({ page, sandbox }) => {
  const lead = await register(sandbox, 'secured-upload')
  await page.goto(lead.link)
  await expectScreen(page, 'Send your tax notice')
  await page.locator('#field-1301').setInputFiles(pdf('notice.pdf', 30_000))
  await expect(stepUp(page)).toBeVisible()
  await byMail(page).click()
  await typeCode(page, await codeTo(sandbox, lead.email))
  await expect(row(page, 'notice.pdf')).toContainText('Received.')
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  expect((await sandbox.calls('POST', COMPLETION)).map(({ Status }) => Status)).toEqual([200])
})
