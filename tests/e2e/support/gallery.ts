/** The gallery of a build for development: every component, field and screen in every state, each by its address. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { dist } from './environment'

/** What the list of the gallery is called, and nothing else in the app. */
const TITLE = 'Gallery of everything that a page can show'

/** Whether the built app has a gallery. */
export function hasGallery(): boolean {
  const programs = readdirSync(dist()).filter((name) => name.endsWith('.wasm'))
  if (programs.length === 0) throw new Error(`${dist()} holds no app.`)
  return programs.some((name) => readFileSync(join(dist(), name)).includes(TITLE))
}

/** The names of all examples. */
export async function examples(page: Page): Promise<string[]> {
  await page.goto('/gallery')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE)
  return page.getByRole('main').getByRole('link').allTextContents()
}

/** Opens an example; it is there when this ends, and nothing of it is on its way any more. */
export async function openExample(page: Page, name: string, language = 'en') {
  await page.goto(`/gallery/${name}?lang=${language}`)
  await expect(page.locator('#shell')).toHaveCount(0)
  await expect(page.locator('main')).toHaveCount(1)
  await expect(page.getByRole('heading', { name: TITLE })).toHaveCount(0)
  if (!/^waiting|loading$/.test(name)) await expect(page.locator('.skeleton-group')).toHaveCount(0)
}
