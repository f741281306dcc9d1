import axe from 'axe-core'
import { expect, type Page } from '@playwright/test'

const WIDTHS = [360, 1280]
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const COLOR_RULES = ['color-contrast', 'link-in-text-block']

/** The screen holds to WCAG 2.2 AA as far as a machine can tell, in light and dark, on a phone and on a desk. */
export async function expectAccessible(page: Page, exceptions: string[] = []) {
  for (const [how, faults] of Object.entries(await axeFaults(page, exceptions))) expect(faults, how).toEqual([])
}

/** Nothing is wider than a phone of 320 px, which is also a desk at 400 % zoom (WCAG 1.4.10). */
export async function expectNoSideways(page: Page) {
  expect(await sidewaysFaults(page)).toEqual([])
}

/** What axe has against a page, by scheme and width. */
export async function axeFaults(page: Page, exceptions: string[] = [], widths = WIDTHS): Promise<Record<string, string[]>> {
  await page.evaluate(axe.source)
  const faults: Record<string, string[]> = {}
  const rules = Object.fromEntries(exceptions.map((rule) => [rule, { enabled: false }]))
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    faults[`light, ${width} px wide`] = await violations(page, { runOnly: RULES, rules })
    // In the dark nothing but colours is different.
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    faults[`dark, ${width} px wide`] = await violations(page, { runOnly: { type: 'rule', values: COLOR_RULES } })
  }
  return faults
}

/** What is wider than a phone of 320 px. */
export async function sidewaysFaults(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 900 })
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const sticksOut = (element: Element) => {
      const { left, right } = element.getBoundingClientRect()
      return right > clientWidth || left < 0
    }
    return [`${scrollWidth} px`, ...[...document.querySelectorAll('body *')].filter(sticksOut).map((element) => element.outerHTML.slice(0, 120))]
  })
}

/** What axe has against the page as it is shown now: each rule with the elements that break it. */
async function violations(page: Page, options: axe.RunOptions): Promise<string[]> {
  const results: axe.AxeResults = await page.evaluate((options) =>
    (globalThis as any).axe.run(document, { ...options, resultTypes: ['violations'] }), options as any)
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}
