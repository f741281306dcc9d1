/** Two tabs of one person: what happens in one is seen by the other, and a race of both is won once. */

import { pass } from '../support/clocks'
import { configure } from '../support/configuration'
import { expectScreen, field, heading, mentioned, sendButton } from '../support/page'
import { ACCOUNT, chooseInMenu, EXTENSION, LOGGED_OUT } from '../support/people'
import { inPairs } from '../support/race'
import type { Lead, Sandbox } from '../support/sandbox'
import { bySms, codeTo, PHONE, secured, typeCode } from '../support/step-up'
import { expect, test, type BrowserContext, type Page } from '../support/test'

const ROUNDS = 10

/** A lead's journey in both tabs. */
async function inBoth(context: BrowserContext, page: Page, sandbox: Sandbox, ref: string, title: string): Promise<[Lead, Page]> {
  const lead = await sandbox.register(ref, { PhoneNumber: PHONE })
  await page.goto(lead.link)
  await expectScreen(page, title)
  const other = await context.newPage()
  await other.goto('/')
  await expectScreen(other, title)
  return [lead, other]
}

test('what one tab completes, the other one sees at once', async ({ page, context, sandbox }) => {
  const [, other] = await inBoth(context, page, sandbox, 'two-at-once', 'Two at once')
  await page.getByRole('link', { name: 'First form' }).click()
  await field(page, 'First answer').fill('An answer')
  await sendButton(page).click()
  await expectScreen(page, 'Second form')
  await expect(other.getByRole('progressbar', { name: '1 of 4 done' })).toBeVisible()
  await expect(heading(other)).toHaveText('Two at once')
})

test('who logs out in one tab is logged out in the other, and nothing typed there stays', async ({ page, context, sandbox }) => {
  const [, other] = await inBoth(context, page, sandbox, 'one-question', 'One question')
  await field(other, 'Your answer').fill('Typed in the other tab')
  await chooseInMenu(page, 'Log out')
  await expect(heading(page)).toHaveText(LOGGED_OUT)
  await expect(heading(other)).toHaveText(LOGGED_OUT)
  expect(await mentioned(other, ['Typed in the other tab'])).toEqual([])
})

test('what one tab secures is secured in the other', async ({ page, context, sandbox }) => {
  const [, other] = await inBoth(context, page, sandbox, 'secured-twice', 'Secured twice')
  await page.getByRole('link', { name: 'First secret' }).click()
  await field(page, 'First secret answer').fill('One')
  await sendButton(page).click()
  await bySms(page).click()
  await typeCode(page, await codeTo(sandbox, PHONE))
  await expectScreen(page, 'Second secret')
  await expect(secured(other)).toBeVisible()
  await other.getByRole('link', { name: 'Third secret' }).click()
  await field(other, 'Third secret answer').fill('Three')
  await sendButton(other).click()
  await expectScreen(other, 'Second secret')
  expect((await sandbox.completions()).filter(({ Status }) => Status === 200)).toHaveLength(2)
})

test('a tab that was copied with its token goes on after the original secured the session under a new one', async ({ page, context, sandbox }) => {
  await configure(context, sandbox.url, { TokenStore: 'tab' })
  const lead = await sandbox.register('secured-by-token', { PhoneNumber: PHONE })
  await page.goto(lead.link)
  await expectScreen(page, 'Bank details')
  // A copy of a tab begins with a copy of its store, as one opened by a script does.
  const [copy] = await Promise.all([context.waitForEvent('page'), page.evaluate(() => void window.open(location.href, '_blank', 'popup'))])
  await expect(heading(copy)).toHaveText('Bank details')
  await field(page, 'IBAN').fill('GB33')
  await field(copy, 'IBAN').fill('GB44')
  await sendButton(page).click()
  await bySms(page).click()
  await typeCode(page, await codeTo(sandbox, PHONE))
  await expectScreen(page, 'You are all done')
  await expect(heading(copy)).toHaveText('You are all done')
  expect((await sandbox.completions()).filter(({ Status }) => Status === 200)).toHaveLength(1)
})

/** Both pages answer the same question, and one of them wins. */
async function race(sandbox: Sandbox, lead: Lead, pages: Page[], round: number, statuses: number[][], sent = () => {}) {
  const { Id } = (await sandbox.journey(lead)).Stages[0].Activities[round - 1]
  for (const [number, tab] of pages.entries()) {
    await tab.goto(`${sandbox.url}/activities/${Id}`)
    await field(tab, `Answer ${round}`).fill(`From page ${number}`)
  }
  await Promise.all(pages.map((tab) => sendButton(tab).click()))
  sent()
  for (const tab of pages) await expect(heading(tab)).not.toHaveText(`Question ${round}`)
  const completions = await sandbox.calls('POST', `/internal/v1/activities/${Id}/completion`)
  expect(statuses, `round ${round}`).toContainEqual(completions.map(({ Status }) => Status))
  expect((await sandbox.journey(lead)).JourneyData).toHaveLength(round)
}

test('a race of two devices for the same activity is won once, ten times in a row', async ({ page, context, browser, sandbox }) => {
  test.slow()
  const lead = await sandbox.register('ten-at-once')
  const device = await browser.newContext()
  const other = await device.newPage()
  await page.goto(lead.link)
  await expectScreen(page, 'Ten at once')
  await other.goto(await sandbox.newLink(lead.userId))
  await expectScreen(other, 'Ten at once')
  await inPairs([context, device], 'POST', /\/completion$/)
  for (let round = 1; round <= ROUNDS; round += 1) await race(sandbox, lead, [page, other], round, [[200, 409], [409, 200]])
  await device.close()
})

test('of both tabs one sends after the other, and the same activity counts once', async ({ page, context, sandbox }) => {
  const [lead, other] = await inBoth(context, page, sandbox, 'ten-at-once', 'Ten at once')
  let release = () => {}
  const bothSent = new Promise<void>((resolve) => (release = resolve))
  let onTheWire = 0
  await context.route(/\/completion$/, async (route) => {
    expect(++onTheWire, 'completions on the wire at the same time').toBe(1)
    await bothSent
    const response = await route.fetch()
    onTheWire -= 1
    await route.fulfill({ response })
  })
  await race(sandbox, lead, [page, other], 1, [[200], [200, 409]], release)
})

test('both tabs may stay at the same time, and log out at the same time', async ({ page, context, sandbox }) => {
  await context.clock.install()
  const [, other] = await inBoth(context, page, sandbox, 'one-question', 'One question')
  const tabs = [page, other]
  const bar = (tab: Page) => tab.getByRole('region', { name: 'End of your session' })
  await inPairs([context], 'POST', /\/session\/extension$/)
  await inPairs([context], 'DELETE', /\/sessions\/\w+$/)
  await pass(sandbox, 3_500, page)
  for (const tab of tabs) await expect(bar(tab)).toBeVisible()
  await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'Stay logged in' }).click()))
  for (const tab of tabs) await expect(bar(tab)).toHaveCount(0)
  // A tab tells the other one, whose own answer may still be on its way then.
  await expect.poll(async () => (await sandbox.calls('POST', EXTENSION)).map(({ Status }) => Status)).toEqual([200, 200])

  await Promise.all(tabs.map((tab) => chooseInMenu(tab, 'Log out')))
  for (const tab of tabs) await expect(heading(tab)).toHaveText(LOGGED_OUT)
  expect(await context.cookies()).toEqual([])
  expect(await sandbox.calls('DELETE', ACCOUNT)).toHaveLength(2)
})
