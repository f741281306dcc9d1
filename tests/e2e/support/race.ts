/** Two calls at the same moment: neither goes out before both are on their way. */

import type { BrowserContext, Route } from '@playwright/test'

/** Holds the calls that fit until there are two of them, each time anew, in one browser or in several. */
export async function inPairs(contexts: BrowserContext[], method: string, path: RegExp) {
  let waiting: Route[] = []
  for (const context of contexts) {
    await context.route(path, async (route) => {
      if (route.request().method() !== method) return route.fallback()
      waiting.push(route)
      if (waiting.length < 2) return
      const pair = waiting
      waiting = []
      await Promise.all(pair.map((call) => call.continue()))
    })
  }
}
