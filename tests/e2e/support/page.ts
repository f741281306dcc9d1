/** What a lead sees and does, in words. */

import { expect, type Page } from '@playwright/test'

/** The heading of the page: every screen has exactly one. */
export const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** The screen of that heading is shown, focus is on the heading and the document is named after it. */
export async function expectScreen(page: Page, title: string) {
  await expect(heading(page)).toHaveText(title)
  await expect(heading(page)).toBeFocused()
  await expect(page).toHaveTitle(new RegExp(`^${escaped(title)}( – .+)?$`))
}

/** Makes the page believe that nobody sees it; `reveal` brings it into view. */
export async function hidePage(page: Page, how: 'hidden' | 'prerendering') {
  await page.addInitScript((how) => {
    let seen = false
    const answer = (object: object, name: string, unseen: unknown, value: unknown) =>
      Object.defineProperty(object, name, { configurable: true, get: () => (seen ? value : unseen) })
    if (how === 'hidden') answer(Document.prototype, 'visibilityState', 'hidden', 'visible')
    if (how === 'prerendering') answer(Document.prototype, 'prerendering', true, false)
    addEventListener('reveal', () => {
      seen = true
      document.dispatchEvent(new Event(how === 'hidden' ? 'visibilitychange' : 'prerenderingchange', { bubbles: true }))
    })
  }, how)
}

export async function reveal(page: Page) {
  await page.evaluate(() => dispatchEvent(new Event('reveal')))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
