/** What a lead sees and does, in words. */

import { expect, type Locator, type Page } from '@playwright/test'

/** The heading of the page: every screen has exactly one. */
export const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** The screen of that heading is shown whole, focus is on the heading and the document is named after it. */
export async function expectScreen(page: Page, title: string | RegExp) {
  await expect(heading(page)).toHaveText(title)
  await expect(heading(page)).toBeFocused()
  await expect(page.locator('main .skeleton-group')).toHaveCount(0)
  await expect(page).toHaveTitle(new RegExp(typeof title === 'string' ? `^${escaped(title)}( – .+)?$` : title.source))
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

/** Which of these texts stand anywhere in the page, shown or not. */
export async function mentioned(page: Page, texts: string[]): Promise<string[]> {
  const html = await page.content()
  return texts.filter((text) => html.includes(text))
}

/** The task list as it is shown: stage by stage, each row with its status and the facts below its name. */
export async function taskList(page: Page) {
  return page.locator('main section').evaluateAll((stages) =>
    stages.map((stage) => ({
      stage: stage.querySelector('h2')!.textContent,
      tasks: [...stage.querySelectorAll('li')].map((row) => ({
        name: row.querySelector('.task__name')!.textContent,
        status: row.querySelector('.task__status')!.textContent,
        opens: row.querySelector('a') !== null,
        facts: [...row.querySelectorAll('.task__fact')].map((fact) => fact.textContent),
      })),
    })))
}

/** A field by its label, whether or not it is marked as optional. */
export const field = (page: Page, label: string) =>
  page.getByRole('main').getByLabel(new RegExp(`^${escaped(label)}( \\((optional|facultatif)\\))?$`))

/** A group of choices, or of the parts of a date, by its legend. */
export const group = (page: Page, legend: string) =>
  page.getByRole('main').locator('fieldset', { has: page.locator('legend', { hasText: new RegExp(`^${escaped(legend)}( \\((optional|facultatif|required|obligatoire)\\))?$`) }) })

/** Chooses one of a group of choices, by its label, as people do. */
export async function choose(page: Page, legend: string, option: string) {
  const label = group(page, legend).locator('label').getByText(option, { exact: true })
  await label.click()
  await expect(group(page, legend).getByLabel(option, { exact: true })).toBeChecked()
}

/** Types a date in its three parts. */
export async function typeDate(page: Page, legend: string, day: string, month: string, year: string) {
  const parts = group(page, legend)
  await parts.getByLabel('Day', { exact: true }).fill(day)
  await parts.getByLabel('Month', { exact: true }).fill(month)
  await parts.getByLabel('Year', { exact: true }).fill(year)
}

export const sendButton = (page: Page) => page.getByRole('button', { name: 'Send and continue' })
export const yourSteps = (within: Page | Locator) => within.getByRole('link', { name: 'Your steps', exact: true })

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The app's WebAssembly, as far as its first screens need it. */
export const APP = '**/*_bg.wasm'

/** The network goes when all of the app is there; what comes of one that goes before is in `starting.spec.ts`. */
export async function loseTheNetwork(page: Page) {
  await page.evaluate(() => (globalThis as any).frontOffice?.whole)
  await page.context().setOffline(true)
}

/** The network goes when the app is asked for. */
export const loseTheNetworkWhileItLoads = (page: Page) =>
  page.route(APP, async (route) => {
    await page.context().setOffline(true)
    await route.abort('internetdisconnected')
  })
