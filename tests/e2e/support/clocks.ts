/** The two clocks of a story: the back-end's, by which every limit is judged, and the browser's, by which pages wait. */

import type { Page } from '@playwright/test'
import type { Sandbox } from './sandbox'

/** Time passes for everybody: for the back-end at once, for each page so that its timers run. */
export async function pass(sandbox: Sandbox, seconds: number, ...pages: Page[]) {
  await sandbox.advance(seconds)
  for (const page of pages) await page.clock.fastForward(seconds * 1000)
}
