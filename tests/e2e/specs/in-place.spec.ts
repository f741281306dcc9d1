/** The dialog over a page whose session is over, by keyboard alone. */

import { field, sendButton } from '../support/page'
import { expect, test, type Page } from '../support/test'

/** Where focus is: in the dialog, behind it, or nowhere in the page, as when the browser's own controls have it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement, body } = document
    if (activeElement === null || activeElement === body) return 'nowhere'
    return activeElement.closest('dialog') ? 'dialog' : 'behind'
  })

test('focus stays in the dialog, Escape leaves it, and focus is where it was', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await field(page, 'Your answer').fill('An answer')
  await sandbox.endSessions(lead)
  await sendButton(page).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(dialog.getByRole('heading')).toBeFocused()

  const places = new Set<string>()
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press(key)
      places.add(await focused(page))
    }
  }
  expect(places).toContain('dialog')
  expect(places).not.toContain('behind')

  await dialog.getByLabel('E-mail address').focus()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(sendButton(page)).toBeFocused()
  await expect(field(page, 'Your answer')).toHaveValue('An answer')
})
