/** What people do who have no pointer; wherever focus rests, it can be seen. */

import { expect, type Locator, type Page } from '@playwright/test'

/** Goes to a control by the tab key, and types. */
export async function typeInto(page: Page, control: Locator, text: string) {
  await tabTo(page, control)
  await page.keyboard.type(text)
}

/** Goes to a control by the tab key alone; wherever focus rests on the way, it can be seen. */
export async function tabTo(page: Page, control: Locator, key = 'Tab') {
  for (let stops = 0; stops < 40; stops += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
    expect(await focusedWithoutRing(page)).toBeNull()
  }
  throw new Error(`${control} was not reached by the tab key.`)
}

/** The focused element, if it looks the same without focus: itself, what is drawn over it, and what is beside it. */
async function focusedWithoutRing(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement as HTMLElement
    const parts = [focused, focused.parentElement!, ...focused.parentElement!.children]
    const look = () => parts.flatMap((part) => [undefined, '::before', '::after'].map((pseudo) => {
      const { outline, boxShadow } = getComputedStyle(part, pseudo)
      return outline + boxShadow
    })).join()
    const withFocus = look()
    focused.blur()
    const without = look()
    focused.focus()
    return withFocus === without ? focused.outerHTML : null
  })
}
