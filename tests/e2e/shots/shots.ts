/** A picture of every screen: narrow and wide, light and dark, from left to right and from right to left. */

import { heading, loseTheNetworkWhileItLoads } from '../support/page'
import { chooseInMenu, dialog, openMenu } from '../support/people'
import { SCREENS } from '../support/screens'
import { expect, test, type Page } from '../support/test'
import { CRASHED, INTERRUPTED, LOCALES, pathOf, SCHEMES, WIDTHS } from './pictures'

/** High enough for a phone and for a laptop; what is longer is in the picture all the same. */
const HEIGHT = 800

for (const [screen, reach] of Object.entries(SCREENS)) {
  test(screen, async ({ page, sandbox, configure, landing }) => {
    await reach({ page, sandbox, configure, landing })
    await takeAll(page, screen)
  })
}

test.describe('broken on purpose', () => {
  test.use({ breaksDown: true })
  test(CRASHED, async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort())
    await page.goto('/')
    await expect(heading(page)).toHaveText('This page has stopped working')
    await takeAll(page, CRASHED)
  })

  test(INTERRUPTED, async ({ page }) => {
    await loseTheNetworkWhileItLoads(page)
    await page.goto('/')
    await expect(heading(page)).toHaveText('The connection was lost')
    await takeAll(page, INTERRUPTED)
  })
})

async function takeAll(page: Page, screen: string) {
  // Over a page that is longer than the window, a dialog is in the middle of the window.
  const fullPage = (await page.locator('dialog[open]').count()) === 0
  for (const locale of LOCALES) {
    if (locale !== 'en') {
      if (!(await speak(page, locale))) return
      await OPENED_AGAIN[screen]?.(page)
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT })
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.evaluate(() => document.fonts.ready)
        await page.screenshot({ path: pathOf(screen, locale, colorScheme, width), fullPage, animations: 'disabled' })
      }
    }
  }
}

/** What a change of the language closes: nobody can choose one under it. */
const OPENED_AGAIN: Record<string, (page: Page) => Promise<void>> = {
  'the menu about the session': openMenu,
  'the question whose page it is': async (page) => {
    await page.setViewportSize({ width: 1280, height: HEIGHT })
    await page.getByRole('banner').getByRole('button', { name: 'ليس حسابك؟' }).filter({ visible: true }).first().click()
    await expect(dialog(page)).toBeVisible()
  },
  'the question before something unsent is lost': async (page) => {
    await chooseInMenu(page, 'تسجيل الخروج')
    await expect(dialog(page)).toBeVisible()
  },
}

/**
 * The page in another language, chosen in the page itself, so that what is shown stays the same. A dialog keeps hands off
 * what is behind it, but not a script. Whether there was something to choose by.
 */
async function speak(page: Page, locale: string): Promise<boolean> {
  const chosen = await page.evaluate((locale) => {
    const select = [...document.querySelectorAll('select')].find((select) => select.querySelector(`option[value="${locale}"]:lang(${locale})`))
    if (!select) return false
    select.value = locale
    select.dispatchEvent(new Event('input', { bubbles: true }))
    select.dispatchEvent(new Event('change', { bubbles: true }))
    return true
  }, locale)
  if (chosen) await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale}`))
  return chosen
}
