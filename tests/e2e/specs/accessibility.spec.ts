/** Every screen for everybody: checked by axe in light and dark, narrow and wide; and all of it by keyboard alone. */

import { expectAccessible, expectNoSideways } from '../support/axe'
import { tabTo, typeInto } from '../support/keyboard'
import { yourSteps, expectScreen, field, group, heading, sendButton } from '../support/page'
import { AUTOLOGIN } from '../support/sandbox'
import { open, SCREENS } from '../support/screens'
import { structureFaults } from '../support/stops'
import { expect, test } from '../support/test'

for (const [screen, reach] of Object.entries(SCREENS)) {
  test(`${screen} is accessible and fits a narrow screen`, async ({ page, sandbox, configure, landing }) => {
    const exceptions = await reach({ page, sandbox, configure, landing })
    await expectAccessible(page, exceptions ?? [])
    if (!exceptions?.includes('page-has-heading-one')) expect(await structureFaults(page)).toEqual([])
    await expectNoSideways(page)
  })
}

test.describe('broken on purpose', () => {
  test.use({ breaksDown: true })
  test('a page that has stopped working is accessible and fits a narrow screen', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort())
    await page.goto('/')
    await expect(heading(page)).toHaveText('This page has stopped working')
    await expectAccessible(page)
    await expectNoSideways(page)
  })
})

test('a long word in a name, an answer or a question does not widen the page', async ({ page, sandbox }) => {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungspolice'
  await open(page, sandbox, 'one-question', { Firstname: long })
  await field(page, 'Your answer').fill(long)
  await sendButton(page).click()
  await page.getByRole('link', { name: 'Look at your steps' }).click()
  await expect(page.getByRole('main').getByText(long)).toBeVisible()
  await expectNoSideways(page)
  await page.getByRole('main').getByRole('link', { name: 'One question' }).click()
  await expect(page.getByRole('definition')).toHaveText(long)
  await expectNoSideways(page)
})

test('a company’s name and address of any length leave the page its place', async ({ page, sandbox }) => {
  const { link } = await sandbox.register('one-question')
  await page.route(`**${AUTOLOGIN}`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const response = await route.fetch()
    const workspace = { Name: 'Acme '.repeat(2000), LogoURL: null, SupportEmail: `${'help'.repeat(500)}@acme.test` }
    // As text: the ids of a session are beyond what a JavaScript number holds.
    const body = (await response.text()).replace(/"Workspace":\{[^}]*\}/, `"Workspace":${JSON.stringify(workspace)}`)
    await route.fulfill({ response, body })
  })
  await page.goto(link)
  await expectScreen(page, 'One question')
  await expect(page.getByRole('banner')).toContainText('Acme Acme')
  await expectNoSideways(page)
  const header = await page.getByRole('banner').boundingBox()
  expect(header?.height).toBeLessThan(120)
})

test('the first stop of the keyboard skips to the heading', async ({ page, sandbox }) => {
  await open(page, sandbox, 'two-at-once')
  await expectScreen(page, 'Two at once')
  await page.reload()
  await expectScreen(page, 'Two at once')
  const skip = page.getByRole('link', { name: 'Skip to main content' })
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await skip.focus()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(heading(page)).toBeFocused()
})

test('a whole journey is done by keyboard alone, with focus always visible', async ({ page, sandbox }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const lead = await sandbox.register('acme-onboarding')
  await sandbox.completeByHand(await sandbox.activity(lead, 'Check the company'))
  await page.goto(lead.link)
  await expectScreen(page, 'Tell us about your company')

  // By the way of the task list.
  await tabTo(page, yourSteps(page), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expectScreen(page, 'Onboarding')
  await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Tell us about your company' }))
  await page.keyboard.press('Enter')
  await expectScreen(page, 'Tell us about your company')

  await typeInto(page, field(page, 'Company name'), 'Acme Anvils')
  await typeInto(page, field(page, 'E-mail for invoices'), 'invoices')
  await typeInto(page, field(page, 'Turnover of the last year'), '999')
  const founded = group(page, 'Date of foundation')
  await typeInto(page, founded.getByLabel('Day'), '1')
  await typeInto(page, founded.getByLabel('Month'), '4')
  await typeInto(page, founded.getByLabel('Year'), '1999')
  await tabTo(page, group(page, 'Legal form').getByLabel('Limited company'))
  await page.keyboard.press('ArrowDown')
  await expect(group(page, 'Legal form').getByLabel('Partnership')).toBeChecked()
  await tabTo(page, group(page, 'Do you have employees?').getByLabel('Yes'))
  await page.keyboard.press('Space')
  await typeInto(page, field(page, 'How many?'), '12')
  await page.keyboard.press('Enter')

  // The mistake is found and put right.
  await expect(page.locator(':focus')).toContainText('There is a problem')
  await tabTo(page, page.getByRole('alert').getByRole('link'))
  await page.keyboard.press('Enter')
  await expect(field(page, 'E-mail for invoices')).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type('@anvils.test')
  await page.keyboard.press('Enter')

  await expectScreen(page, 'Tell us what you need')
  await sandbox.completeByHand(await sandbox.openActivity(lead, 'Look up the company'))
  await tabTo(page, page.getByRole('checkbox', { name: 'Loans' }))
  await page.keyboard.press('Space')
  await tabTo(page, sendButton(page))
  await page.keyboard.press('Enter')

  await expectScreen(page, 'Confirm and start')
  const start = group(page, 'When do you want to start?')
  await typeInto(page, start.getByLabel('Day'), '2')
  await typeInto(page, start.getByLabel('Month'), '1')
  await typeInto(page, start.getByLabel('Year'), '2027')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Check your answers')
  await expect(heading(page)).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: 'Change “When do you want to start?”' }))
  await page.keyboard.press('Enter')
  await expect(start.getByLabel('Day')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading(page)).toBeFocused()
  await tabTo(page, sendButton(page))
  await page.keyboard.press('Enter')
  await expectScreen(page, 'You are all done')
  expect((await sandbox.completions()).map((completion) => completion.Status)).toEqual([200, 200, 200])
})
