/** Nothing that a lead gives is lost: kept at every key press, found again, sealed, and gone when it should be. */

import { TITLE } from '../support/every-field'
import { measuredWrites, measureWrites, sealed } from '../support/kept-work'
import { yourSteps, choose, expectScreen, field, group, heading, sendButton, typeDate } from '../support/page'
import { chooseInMenu, dialog, LOGGED_OUT } from '../support/people'
import type { Lead, Sandbox } from '../support/sandbox'
import { expect, test, type BrowserContext, type Page } from '../support/test'

const DRAFT = '/internal/v1/activities/*/draft'
const SECRET = 'Only the lead may read this'
const A_WEEK = 7 * 24 * 60 * 60
/** How long a key press may take until it is on disk, in milliseconds. */
const AT_ONCE = 250

const answer = (page: Page) => field(page, 'Your answer')
const savedLine = (page: Page) => page.locator('.saved')
const pad = (page: Page) => page.locator('#signature-pad')
const ON_DEVICE = 'Saved on this device'
const NOTHING_KEPT = 'Not saved: this browser keeps nothing. What you do here is lost if you close this page.'
const NO_ROOM = 'Not saved: this browser has no room left. What you do here is lost if you close this page.'

async function open(page: Page, sandbox: Sandbox, ref: string, title: string, more = {}): Promise<Lead> {
  const lead = await sandbox.register(ref, more)
  await page.goto(lead.link)
  await expectScreen(page, title)
  return lead
}

/** This back-end keeps no drafts, so whatever comes back comes from the browser. */
const withoutServerDrafts = (sandbox: Sandbox) => sandbox.fault({ Path: DRAFT, Times: null, Status: 404 })

/** Whatever was given last is on disk. */
async function isKept(page: Page, words: string | RegExp = ON_DEVICE) {
  await expect(savedLine(page)).toHaveText(words)
}

async function fillInEveryKind(page: Page) {
  await field(page, 'Text, 2 to 10 characters').pressSequentially(' Müller ')
  await field(page, 'Registration number').fill('12')
  await field(page, 'Long text').pressSequentially('Two lines,\nfirst and second.')
  await field(page, 'E-mail').fill('not yet an addr')
  await field(page, 'Phone').fill('+44 20 7946 0958')
  await field(page, 'Website').fill('https://www.example.test/a?b=c')
  await choose(page, 'Choice of few', 'The third')
  await field(page, 'Choice of many').selectOption('December')
  await choose(page, 'Several choices', 'Blue')
  await choose(page, 'Several choices', 'Red')
  await field(page, 'Country').selectOption('France')
  await field(page, 'Whole number, 1 to 100').fill('4200')
  await field(page, 'Decimal, -10.5 to 10.5').fill('-9.75')
  await field(page, 'Amount in euros').fill('1,234.5')
  await typeDate(page, 'Birthday', '31', '2', '19')
  await typeDate(page, 'Date and time', '27', 'June', '2026')
  await group(page, 'Date and time').getByLabel('Time').fill('14:05')
  await choose(page, 'Yes or no', 'Yes')
  await field(page, 'Optional yes or no').check()
  await field(page, 'Large id').fill('9007199254740993')
}

async function expectEveryKind(page: Page) {
  await expect(field(page, 'Text, 2 to 10 characters')).toHaveValue(' Müller ')
  await expect(field(page, 'Registration number')).toHaveValue('12')
  await expect(field(page, 'Long text')).toHaveValue('Two lines,\nfirst and second.')
  await expect(field(page, 'E-mail')).toHaveValue('not yet an addr')
  await expect(field(page, 'Phone')).toHaveValue('+44 20 7946 0958')
  await expect(field(page, 'Website')).toHaveValue('https://www.example.test/a?b=c')
  await expect(group(page, 'Choice of few').getByLabel('The third')).toBeChecked()
  await expect(field(page, 'Choice of many')).toHaveValue('12')
  await expect(group(page, 'Several choices').getByLabel('Blue')).toBeChecked()
  await expect(group(page, 'Several choices').getByLabel('Red')).toBeChecked()
  await expect(group(page, 'Several choices').getByLabel('Green')).not.toBeChecked()
  await expect(field(page, 'Country')).toHaveValue('FR')
  await expect(field(page, 'Whole number, 1 to 100')).toHaveValue('4200')
  await expect(field(page, 'Decimal, -10.5 to 10.5')).toHaveValue('-9.75')
  await expect(field(page, 'Amount in euros')).toHaveValue('1,234.5')
  for (const [part, value] of [['Day', '31'], ['Month', '2'], ['Year', '19']])
    await expect(group(page, 'Birthday').getByLabel(part, { exact: true })).toHaveValue(value)
  for (const [part, value] of [['Day', '27'], ['Month', 'June'], ['Year', '2026'], ['Time', '14:05']])
    await expect(group(page, 'Date and time').getByLabel(part, { exact: true })).toHaveValue(value)
  await expect(group(page, 'Yes or no').getByLabel('Yes')).toBeChecked()
  await expect(field(page, 'Optional yes or no')).toBeChecked()
  await expect(field(page, 'Large id')).toHaveValue('9007199254740993')
}

test('every kind of field, right or wrong, is there after a reload and in another tab', async ({ page, context, sandbox }) => {
  await withoutServerDrafts(sandbox)
  await open(page, sandbox, 'every-field', TITLE)
  await fillInEveryKind(page)
  await isKept(page)
  await page.reload()
  await expectScreen(page, TITLE)
  await expectEveryKind(page)
  await expect(savedLine(page)).toHaveText(ON_DEVICE)
  await page.close()
  const again = await context.newPage()
  await again.goto(sandbox.url)
  await expectScreen(again, TITLE)
  await expectEveryKind(again)
})

test('a key press is on disk within a quarter of a second, and never in clear', { tag: '@alone' }, async ({ page, sandbox }) => {
  await withoutServerDrafts(sandbox)
  await open(page, sandbox, 'one-question', 'One question')
  await measureWrites(page)
  for (const letter of SECRET) await answer(page).press(letter === ' ' ? 'Space' : letter)
  // As fast as a key that is held down repeats.
  await answer(page).pressSequentially(SECRET.repeat(3), { delay: 30 })
  const writes = await measuredWrites(page)
  expect(writes).toHaveLength(SECRET.length * 4)
  console.log(`longest of ${writes.length} key presses until on disk: ${Math.round(Math.max(...writes))} ms`)
  expect(Math.max(...writes)).toBeLessThan(AT_ONCE)
  const records = await sealed(page)
  expect(records.filter(({ key }) => key.startsWith('work/')).length).toBeGreaterThan(0)
  expect(records.filter(({ key, text }) => `${key}${text}`.includes('Only'))).toEqual([])
  expect(records.filter(({ key }) => key.startsWith('keys/')).map(({ text }) => text)).toEqual(['[object CryptoKey]'])
})

test('a tab that is closed a quarter of a second after a key press has lost nothing', { tag: '@alone' }, async ({ page, context, sandbox }) => {
  await withoutServerDrafts(sandbox)
  await open(page, sandbox, 'one-question', 'One question')
  await answer(page).fill('Typed just before')
  await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), AT_ONCE)
  await page.close()
  const again = await context.newPage()
  await again.goto(sandbox.url)
  await expect(answer(again)).toHaveValue('Typed just before')
})

test('Enter right after the last key press sends what the field holds', async ({ page, sandbox }) => {
  await open(page, sandbox, 'one-question', 'One question')
  await answer(page).pressSequentially('The whole answer')
  await answer(page).press('Enter')
  await expectScreen(page, 'You are all done')
  const [completion] = await sandbox.completions()
  expect(completion.Body.JourneyData[0].StringValue).toBe('The whole answer')
  await expect.poll(() => sealed(page, ['work'])).toEqual([])
})

test('a drawn signature, the name and the consent are there after a reload', async ({ page, sandbox }) => {
  await open(page, sandbox, 'sign-native', 'Sign the agreement')
  await page.getByLabel('Draw my signature').check()
  await pad(page).scrollIntoViewIfNeeded()
  const box = (await pad(page).boundingBox())!
  await page.mouse.move(box.x + 0.1 * box.width, box.y + 0.7 * box.height)
  await page.mouse.down()
  for (const [x, y] of [[0.3, 0.2], [0.5, 0.7], [0.7, 0.2]]) await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 5 })
  await page.mouse.up()
  await page.getByLabel('Your full name').fill('Jane Q. Doe')
  await page.getByRole('checkbox').check()
  const drawn = await page.locator('.signature-pad__line').getAttribute('d')
  expect(drawn!.length).toBeGreaterThan(50)
  await isKept(page)
  await page.reload()
  await expectScreen(page, 'Sign the agreement')
  await expect(page.getByLabel('Draw my signature')).toBeChecked()
  await expect(page.locator('.signature-pad__line')).toHaveAttribute('d', drawn!)
  await expect(page.getByLabel('Your full name')).toHaveValue('Jane Q. Doe')
  await expect(page.getByRole('checkbox')).toBeChecked()
})

test('a ticked statement is there after a reload', async ({ page, sandbox }) => {
  await open(page, sandbox, 'read-document', 'Read our terms')
  await page.getByRole('checkbox').check()
  await isKept(page)
  await page.reload()
  await expectScreen(page, 'Read our terms')
  await expect(page.getByRole('checkbox')).toBeChecked()
})

test('the time of use goes on after a reload', async ({ page, sandbox }) => {
  await page.clock.install()
  await open(page, sandbox, 'one-question', 'One question')
  // The form comes when the browser has told what it keeps.
  await expect(answer(page)).toBeVisible()
  await page.clock.runFor(20_000)
  await answer(page).pressSequentially('After a while')
  await page.clock.runFor(2_000)
  await isKept(page, /^Saved/)
  await page.reload()
  await expectScreen(page, 'One question')
  await expect(answer(page)).toHaveValue('After a while')
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  const [completion] = await sandbox.completions()
  expect(completion.Body.TimeSpent).toBeGreaterThanOrEqual(20)
})

test('who logs out leaves nothing, not even the key', async ({ page, sandbox }) => {
  await open(page, sandbox, 'one-question', 'One question')
  await answer(page).fill(SECRET)
  await isKept(page, /^Saved/)
  expect((await sealed(page)).length).toBeGreaterThan(1)
  await chooseInMenu(page, 'Log out')
  await dialog(page).getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(heading(page)).toHaveText(LOGGED_OUT)
  await expect.poll(() => sealed(page)).toEqual([])
})

test('nothing is left when the lead has left for the RedirectURL', async ({ page, sandbox, landing }) => {
  await open(page, sandbox, 'one-question', 'One question', { RedirectURL: landing.url })
  await answer(page).fill(SECRET)
  await isKept(page, /^Saved/)
  await sendButton(page).click()
  await expect(heading(page)).toHaveText('Welcome back to Acme')
  // A page of the app's origin on which the app does not run.
  await page.goto(`${sandbox.url}/robots.txt`)
  expect(await sealed(page)).toEqual([])
})

test('what was given a week ago is gone', async ({ page, context, sandbox }) => {
  await withoutServerDrafts(sandbox)
  const lead = await open(page, sandbox, 'one-question', 'One question')
  await answer(page).fill(SECRET)
  await isKept(page)
  await page.close()
  await sandbox.advance(A_WEEK + 60)
  const later = await context.newPage()
  await later.clock.install({ time: Date.now() + (A_WEEK + 60) * 1000 })
  await later.goto(await sandbox.newLink(lead.userId))
  await expectScreen(later, 'One question')
  await expect(answer(later)).toHaveValue('')
  await expect.poll(async () => (await sealed(later, ['work'])).length).toBe(0)
})

test('another person in the same browser sees nothing of it', async ({ page, context, sandbox }) => {
  await withoutServerDrafts(sandbox)
  await open(page, sandbox, 'one-question', 'One question')
  await answer(page).fill(SECRET)
  await isKept(page)
  await context.clearCookies()
  await open(page, sandbox, 'one-question', 'One question')
  await expect(answer(page)).toHaveValue('')
  expect((await sealed(page)).filter(({ text }) => text.includes('Only'))).toEqual([])
})

/** The same lead on another device. */
async function elsewhere(context: BrowserContext, sandbox: Sandbox, lead: Lead, title: string): Promise<Page> {
  const other = await context.browser()!.newContext({ locale: 'en-GB', timezoneId: 'Europe/London' })
  const page = await other.newPage()
  await page.goto(await sandbox.newLink(lead.userId))
  await expectScreen(page, title)
  return page
}

const putDrafts = async (sandbox: Sandbox) => (await sandbox.calls('PUT', DRAFT)).filter(({ Status }) => Status === 204)

test('what the back-end was given as a draft is there on another device', async ({ page, context, sandbox }) => {
  const lead = await open(page, sandbox, 'one-question', 'One question')
  await answer(page).fill('Begun here')
  await isKept(page, 'Saved')
  const other = await elsewhere(context, sandbox, lead, 'One question')
  await expect(answer(other)).toHaveValue('Begun here')
  await expect(other.getByText('Changed on another device')).toHaveCount(0)
  await other.context().close()
})

test('leaving the activity or the page sends the draft at once', async ({ page, sandbox }) => {
  await open(page, sandbox, 'two-at-once', 'Two at once')
  await page.getByRole('link', { name: 'First form' }).click()
  await field(page, 'First answer').fill('Left at once')
  await yourSteps(page).click()
  await expect.poll(async () => (await putDrafts(sandbox)).length).toBe(1)
  await page.getByRole('link', { name: 'Second form' }).click()
  await page.getByRole('main').getByRole('textbox').fill('Closed at once')
  await page.close({ runBeforeUnload: true })
  await expect.poll(async () => (await putDrafts(sandbox)).length).toBe(2)
})

test('of two devices the newer answer counts, field by field, and that is told', async ({ page, context, sandbox }) => {
  const lead = await open(page, sandbox, 'every-field', TITLE)
  await field(page, 'Phone').fill('+44 20 7946 0958')
  await field(page, 'Large id').fill('From the first')
  await isKept(page, 'Saved')
  const other = await elsewhere(context, sandbox, lead, TITLE)
  await expect(field(other, 'Large id')).toHaveValue('From the first')
  await field(other, 'Large id').fill('From the second')
  await isKept(other, 'Saved')
  await page.reload()
  await expectScreen(page, TITLE)
  await expect(field(page, 'Large id')).toHaveValue('From the second')
  await expect(field(page, 'Phone')).toHaveValue('+44 20 7946 0958')
  await expect(page.getByText('Changed on another device since: Large id. The newer answers are shown.')).toBeVisible()
  await page.reload()
  await expect(field(page, 'Large id')).toHaveValue('From the second')
  await expect(page.getByText('Changed on another device')).toHaveCount(0)
  await other.context().close()
})

for (const [how, refuse] of [
  ['without storage', () => Object.defineProperty(window, 'indexedDB', { value: undefined })],
  ['with a storage that throws', () => { IDBFactory.prototype.open = () => { throw new DOMException('No', 'SecurityError') } }],
  ['without a cipher', () => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })],
] as const) {
  test(`${how} everything works, and the page says what that means`, async ({ page, sandbox }) => {
    await withoutServerDrafts(sandbox)
    await page.addInitScript(refuse)
    await open(page, sandbox, 'one-question', 'One question')
    await expect(savedLine(page)).toHaveText(NOTHING_KEPT)
    await answer(page).fill('Typed all the same')
    await expect(savedLine(page)).toHaveText(NOTHING_KEPT)
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: NOTHING_KEPT })).toHaveCount(1)
    await sendButton(page).click()
    await expectScreen(page, 'You are all done')
    expect((await sandbox.completions())[0].Body.JourneyData[0].StringValue).toBe('Typed all the same')
  })
}

test('where there is no room left the page says so, and goes on when there is', async ({ page, context, sandbox }) => {
  await withoutServerDrafts(sandbox)
  const browser = await context.newCDPSession(page)
  await browser.send('Storage.overrideQuotaForOrigin', { origin: sandbox.url, quotaSize: 1 })
  await open(page, sandbox, 'one-question', 'One question')
  await answer(page).fill('Not kept')
  await expect(savedLine(page)).toHaveText(NO_ROOM)
  await browser.send('Storage.overrideQuotaForOrigin', { origin: sandbox.url })
  await answer(page).fill('Kept again')
  await isKept(page)
  await page.reload()
  await expect(answer(page)).toHaveValue('Kept again')
})

test('what the browser throws away under an open page is kept anew, and that is told', async ({ page, context, sandbox }) => {
  await withoutServerDrafts(sandbox)
  await open(page, sandbox, 'every-field', TITLE)
  await field(page, 'Phone').fill('+44 20 7946 0958')
  await field(page, 'Large id').fill('Typed before')
  await isKept(page)
  const browser = await context.newCDPSession(page)
  await browser.send('Storage.clearDataForOrigin', { origin: sandbox.url, storageTypes: 'indexeddb' })
  await expect(savedLine(page)).toHaveText('This browser had cleared what it kept. What is on this page is saved again.')
  await field(page, 'Website').fill('https://typed.after.test/')
  await expect.poll(async () => (await sealed(page, ['work'])).length).toBeGreaterThanOrEqual(3)
  await page.reload()
  await expectScreen(page, TITLE)
  await expect(field(page, 'Phone')).toHaveValue('+44 20 7946 0958')
  await expect(field(page, 'Large id')).toHaveValue('Typed before')
  await expect(field(page, 'Website')).toHaveValue('https://typed.after.test/')
})
