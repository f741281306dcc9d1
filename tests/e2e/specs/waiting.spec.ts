/** Waiting: while others are at work the page looks for news by itself, and what they bring appears in place. */

import { expectAccessible, expectNoSideways } from '../support/axe'
import { loseTheNetwork, yourSteps, expectScreen, field, heading, hidePage, reveal, sendButton, taskList } from '../support/page'
import { sessionEnded } from '../support/people'
import { JOURNEY, type Lead, type Sandbox } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

/** Opens a journey under a clock that the test moves on. */
async function open(page: Page, sandbox: Sandbox, ref: string, more: Record<string, unknown> = {}): Promise<Lead> {
  const lead = await sandbox.register(ref, more)
  await page.clock.install()
  await page.goto(lead.link)
  await expect(heading(page)).toBeVisible()
  return lead
}

/** Opens a journey whose first step is handed in and being checked, on the step after it. */
async function openBeingChecked(page: Page, sandbox: Sandbox): Promise<Lead> {
  const lead = await open(page, sandbox, 'checked-afterwards')
  await page.getByRole('link', { name: 'A colleague checks this' }).click()
  await field(page, 'To be checked by hand').fill('Anvils')
  await sendButton(page).click()
  await expectScreen(page, 'A machine checks this')
  return lead
}

/** Moves the page's clock past the longest pause; the page has heard the answer when this ends. */
async function looks(page: Page, pause = 31) {
  const answered = page.waitForResponse((response) => response.url().includes('/api/v1/journeys/'))
  await page.clock.fastForward(pause * 1000)
  await (await answered).finished()
}

const announced = (page: Page) => page.locator('body > .page > [role=status]')
const quietLine = (page: Page) => page.locator('.lookout__line')

/** The row of an activity in the task list. */
const row = (page: Page, name: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: name })

test('a new step appears on the closing page without reload, and focus stays where it is', async ({ page, sandbox }) => {
  const lead = await open(page, sandbox, 'nothing-to-do')
  await expectScreen(page, 'Nothing to do right now')
  await expect(quietLine(page)).toHaveText(/^This page updates by itself\. Last checked at \d\d:\d\d\.$/)
  await page.getByRole('link', { name: 'Look at your steps' }).focus()
  await page.evaluate(() => Object.assign(globalThis, { same: document.activeElement }))
  await sandbox.completeByHand(await sandbox.activity(lead, 'Check the request'))
  await looks(page)
  await expect(heading(page)).toHaveText('There is something new to do')
  await expect(announced(page)).toHaveText('New step: Answer our question. “Check the request” is completed.')
  expect(await page.evaluate(() => document.activeElement === (globalThis as any).same)).toBe(true)
  expect(new URL(page.url()).pathname).toBe('/done')
  await expectNoSideways(page)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Answer our question' }).click()
  await expectScreen(page, 'Answer our question')
  await expect(announced(page)).toBeEmpty()
})

test('the task list changes row by row, and focus on a link survives it', async ({ page, sandbox }) => {
  const lead = await openBeingChecked(page, sandbox)
  await yourSteps(page).click()
  await expect(row(page, 'A colleague checks this')).toContainText('Being checked')
  const link = page.getByRole('main').getByRole('link', { name: 'A machine checks this' })
  await link.focus()
  const handle = await link.elementHandle()
  await expectAccessible(page)
  await link.focus()
  await sandbox.completeByHand(await sandbox.activity(lead, 'A colleague checks this'))
  await looks(page)
  await expect(row(page, 'A colleague checks this')).toContainText('Completed')
  await expect(announced(page)).toHaveText('“A colleague checks this” is completed.')
  expect(await handle!.evaluate((element) => element === document.activeElement)).toBe(true)
  expect((await taskList(page))[0].tasks.map((task) => task.status)).toEqual(['Completed', 'Next'])
})

test('an open form keeps its text, its caret and its place while others complete their part', async ({ page, sandbox }) => {
  const lead = await openBeingChecked(page, sandbox)
  const input = field(page, 'To be checked in three seconds')
  await input.pressSequentially('Rockets')
  await input.evaluate((element) => (element as HTMLInputElement).setSelectionRange(2, 4))
  const handle = await input.elementHandle()
  await page.evaluate(() => scrollTo(0, 40))
  const scroll = await page.evaluate(() => scrollY)
  await sandbox.completeByHand(await sandbox.activity(lead, 'A colleague checks this'))
  await looks(page)
  await expect(announced(page)).toHaveText('“A colleague checks this” is completed.')
  await expect(page.getByRole('navigation', { name: 'Your steps' })).toContainText('Completed')
  const kept = await handle!.evaluate((element) => {
    const { value, selectionStart, selectionEnd } = element as HTMLInputElement
    return { same: element === document.activeElement, value, selectionStart, selectionEnd }
  })
  expect(kept).toEqual({ same: true, value: 'Rockets', selectionStart: 2, selectionEnd: 4 })
  expect(await page.evaluate(() => scrollY)).toBe(scroll)
})

test('what was completed in another tab makes way for the next step, and says so', async ({ page, sandbox, context }) => {
  await open(page, sandbox, 'two-at-once')
  await page.getByRole('link', { name: 'First form' }).click()
  await field(page, 'First answer').fill('Typed here')
  const other = await context.newPage()
  await other.goto(page.url())
  await field(other, 'First answer').fill('Typed there')
  await sendButton(other).click()
  await expectScreen(other, 'Second form')
  await field(other, 'Second answer').fill('Still typing')
  await looks(page)
  await expectScreen(page, 'Second form')
  await expect(page.getByText('“First form” was completed meanwhile, in another tab or on another device.')).toBeVisible()
  expect(await sandbox.completions()).toHaveLength(1)
  await page.getByRole('main').getByLabel('Second answer').fill('Sent')
  await sendButton(page).click()
  // The other tab hears of it without a look of its own.
  await expect(other.getByText('“Second form” was completed meanwhile, in another tab or on another device.')).toBeVisible()
  await other.close()
})

test('a result that is watched arrives in place', async ({ page, sandbox }) => {
  const lead = await openBeingChecked(page, sandbox)
  await yourSteps(page).click()
  await page.getByRole('main').getByRole('link', { name: 'A colleague checks this' }).click()
  await expectScreen(page, 'A colleague checks this')
  await expect(quietLine(page)).toBeVisible()
  await expectAccessible(page)
  await yourSteps(page).focus()
  await sandbox.completeByHand(await sandbox.activity(lead, 'A colleague checks this'))
  await looks(page)
  await expect(page.getByText('You have completed this step.')).toBeVisible()
  await expect(page.getByText('Anvils')).toBeVisible()
  await expect(yourSteps(page)).toBeFocused()
})

test('a session that ends is told, and the page stays as it is', async ({ page, sandbox }) => {
  const lead = await openBeingChecked(page, sandbox)
  await field(page, 'To be checked in three seconds').fill('Rockets')
  await sandbox.endSessions(lead)
  await looks(page)
  await expect(sessionEnded(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alert')).toContainText('Your session has ended')
  await expect(field(page, 'To be checked in three seconds')).toHaveValue('Rockets')
  await expect(field(page, 'To be checked in three seconds')).toBeFocused()
  await expectAccessible(page)
  const before = (await sandbox.calls('GET', JOURNEY)).length
  await page.clock.fastForward(600_000)
  expect((await sandbox.calls('GET', JOURNEY)).length).toBe(before)
})

test('looks name the known version, come less often, and rarely while nobody sees the page', async ({ page, sandbox }) => {
  await hidePage(page, 'hidden')
  const lead = await sandbox.register('nothing-to-do')
  await page.clock.install()
  await page.goto(lead.link)
  await reveal(page)
  await expectScreen(page, 'Nothing to do right now')
  const looked = async () => (await sandbox.calls('GET', JOURNEY)).length
  expect(await looked()).toBe(1)
  await looks(page, 3)
  await looks(page, 4)
  expect((await sandbox.calls('GET', JOURNEY)).map((call) => call.Status)).toEqual([200, 304, 304])
  await page.evaluate(() => {
    Object.defineProperty(Document.prototype, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
  await page.clock.fastForward(100_000)
  expect(await looked()).toBe(3)
  await looks(page, 21)
  expect(await looked()).toBe(4)
  const answered = page.waitForResponse((response) => response.url().includes('/api/v1/journeys/'))
  await page.evaluate(() => {
    Object.defineProperty(Document.prototype, 'visibilityState', { configurable: true, get: () => 'visible' })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
  await answered
  expect(await looked()).toBe(5)
})

test('a service that cannot be reached is told quietly, and the page looks at once when the network is back', async ({ page, sandbox, context }) => {
  await open(page, sandbox, 'nothing-to-do')
  await expectScreen(page, 'Nothing to do right now')
  await loseTheNetwork(page)
  const failed = page.waitForEvent('requestfailed')
  await page.clock.fastForward(5_000)
  await failed
  await expect(quietLine(page)).toHaveText(/^We cannot reach the service right now\. We keep trying; last checked at \d\d:\d\d\.$/)
  await expectScreen(page, 'Nothing to do right now')
  await context.setOffline(false)
  await expect(quietLine(page)).toHaveText(/^This page updates by itself/)
})
