/** On paper: what was asked and answered, whose it is, and nothing to press. */

import { KNOWN, TITLE } from '../support/every-field'
import { expectScreen, field, sendButton } from '../support/page'
import { expect, test, type Page } from '../support/test'

/** What is on paper of things that can only be used on a screen. */
const onScreenOnly = (page: Page) =>
  page.locator('button, nav, select, .back-link, .skip-link, .saved, .upload__drop, .guards > *').filter({ visible: true })

test('answers that were given are printed without what can be pressed', async ({ page, sandbox }) => {
  await page.goto((await sandbox.register('every-field', { JourneyData: KNOWN })).link)
  await expectScreen(page, TITLE)
  await sendButton(page).click()
  await page.getByRole('link', { name: 'Look at your steps' }).click()
  await page.getByRole('main').getByRole('link', { name: TITLE }).click()
  await expect(page.getByText('You have completed this step.')).toBeVisible()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(onScreenOnly(page)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: 'known@example.test' })).toBeVisible()
  await expect(page.getByRole('banner').getByRole('img', { name: 'Acme' })).toBeVisible()
  // Paper is white whatever the screen is.
  await expect(page.locator('.page')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
})

test('a form that is filled in is printed with what is in it', async ({ page, sandbox }) => {
  await page.goto((await sandbox.register('one-question')).link)
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill('An answer')
  await page.emulateMedia({ media: 'print' })
  await expect(field(page, 'Your answer')).toBeVisible()
  await expect(field(page, 'Your answer')).toHaveValue('An answer')
  await expect(onScreenOnly(page)).toHaveCount(0)
})
