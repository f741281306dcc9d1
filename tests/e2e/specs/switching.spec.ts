/** Whose page is it? A link that is opened while somebody is here, and what the next person gets to see. */

import { expectScreen, field, heading, mentioned } from '../support/page'
import { chooseInMenu, dialog, knowBrowser, LOGGED_OUT, logIn, notYou, OPEN_LINK, openMenu, PASSWORD, REPLACED, SWITCHING } from '../support/people'
import { AUTOLOGIN, SESSION, type Lead, type Sandbox } from '../support/sandbox'
import { keptBy } from '../support/secrets'
import { expect, test, type Page } from '../support/test'

const TYPED = 'Something only the first person may read'
const masked = (lead: Lead) => `${lead.email[0]}•••@example.test`
const spendings = (sandbox: Sandbox) => sandbox.calls('POST', AUTOLOGIN)

/** The first person is at their question and has typed something. */
async function typing(page: Page, sandbox: Sandbox) {
  const first = await sandbox.register('one-question', { Firstname: 'Ann', Lastname: 'First' })
  await page.goto(first.link)
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill(TYPED)
  return first
}

/** Nothing of the first person is on the page, nor kept by the browser. */
async function expectForgotten(page: Page) {
  await expect(page.getByText('Ann')).toHaveCount(0)
  const places = Object.entries(await keptBy(page)).filter(([, text]) => text.includes(TYPED)).map(([place]) => place)
  expect(places).toEqual([])
  for (const control of await page.getByRole('textbox').all()) await expect(control).not.toHaveValue(TYPED)
}

test('every page names the person who is here, with a masked address', async ({ page, sandbox }) => {
  const first = await typing(page, sandbox)
  const banner = page.getByRole('banner')
  await expect(banner).toContainText('Ann First')
  await openMenu(page)
  await expect(banner).toContainText(masked(first))
  expect(await mentioned(page, [first.email])).toEqual([])
})

test('somebody else’s link asks first, and who goes on loses nothing, nor does the link', async ({ page, sandbox, browser }) => {
  const first = await typing(page, sandbox)
  const second = await sandbox.register('one-question', { Firstname: 'Bob', Lastname: 'Second' })
  await page.goto(second.link)
  await expectScreen(page, SWITCHING)
  await expect(heading(page)).toContainText(`Ann First (${masked(first)})`)
  expect(page.url()).not.toContain(second.uuid)
  await page.getByRole('button', { name: 'Go on as Ann First' }).click()
  await expectScreen(page, 'One question')
  await expect(page.getByRole('banner')).toContainText('Ann First')
  expect((await spendings(sandbox)).map(({ Status }) => Status)).toEqual([200])

  const elsewhere = await browser.newContext({ locale: 'en-GB' })
  const other = await elsewhere.newPage()
  await other.goto(second.link)
  await expectScreen(other, 'One question')
  await expect(other.getByRole('banner')).toContainText('Bob Second')
  await elsewhere.close()
})

test('who opens somebody else’s link sees nothing of the first person, in this tab or another', async ({ page, context, sandbox }) => {
  await typing(page, sandbox)
  const second = await sandbox.register('one-question', { Firstname: 'Bob', Lastname: 'Second' })
  const other = await context.newPage()
  await other.goto(second.link)
  await expectScreen(other, SWITCHING)
  await other.getByRole('button', { name: OPEN_LINK }).click()
  await expectScreen(other, 'One question')
  await expect(other.getByRole('banner')).toContainText('Bob Second')
  await expectForgotten(other)

  // The first tab does not send what its person typed as somebody else.
  await expectScreen(page, REPLACED)
  await expectForgotten(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expectScreen(page, 'One question')
  await expect(page.getByRole('banner')).toContainText('Bob Second')
  await expectForgotten(page)
  expect(await sandbox.completions()).toEqual([])
})

test('the own link, opened again while its session lives, is not spent and asks nothing', async ({ page, sandbox }) => {
  const first = await typing(page, sandbox)
  await page.goto('about:blank')
  await page.goto(first.link)
  await expectScreen(page, 'One question')
  expect(await spendings(sandbox)).toHaveLength(1)
})

test('“Not you?” lets the first person go, and the next link opens without a question', async ({ page, sandbox }) => {
  await typing(page, sandbox)
  await notYou(page).click()
  await expect(dialog(page)).toContainText('Ann First')
  await dialog(page).getByRole('button', { name: 'Log out' }).click()
  await expectScreen(page, LOGGED_OUT)
  await expectForgotten(page)
  await page.reload()
  await expectScreen(page, 'Open your link to begin')

  const second = await sandbox.register('one-question', { Firstname: 'Bob', Lastname: 'Second' })
  await page.goto(second.link)
  await expectScreen(page, 'One question')
  await expect(page.getByRole('banner')).toContainText('Bob Second')
  await expectForgotten(page)
})

test('who logs in after somebody else in the same tab finds empty fields', async ({ page, sandbox }) => {
  await typing(page, sandbox)
  const second = await sandbox.register('one-question', { Firstname: 'Bob', Lastname: 'Second' })
  await sandbox.setPassword(second, PASSWORD)
  await chooseInMenu(page, 'Log out')
  await dialog(page).getByRole('button', { name: 'Log out' }).click()
  await expectScreen(page, LOGGED_OUT)
  // Without a reload: what memory holds must go as well.
  await page.getByRole('link', { name: 'Log in again' }).click()
  await expectScreen(page, 'Log in')
  await logIn(page, second.email)
  await expectScreen(page, 'One question')
  await expect(page.getByRole('banner')).toContainText('Bob Second')
  await expectForgotten(page)
})

for (const [what, fault] of [['breaks', { Drop: true }], ['fails', { Status: 500 }], ['makes no sense', { Status: 200, Text: '[]' }]] as const) {
  test(`the question who is here never keeps a link from opening: it ${what}`, async ({ page, sandbox }) => {
    await knowBrowser(page, sandbox.url)
    const lead = await sandbox.register('one-question')
    await sandbox.fault({ Path: SESSION, ...fault })
    await page.goto(lead.link)
    await expectScreen(page, 'One question')
    expect(await spendings(sandbox)).toHaveLength(1)
  })
}
