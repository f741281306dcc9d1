/** The configuration block of `index.html`, as an integrator would write it. */

import type { BrowserContext, Page } from '@playwright/test'

const BLOCK = /(<script[^>]*\bid="?front-office-config"?[^>]*>)[\s\S]*?(<\/script>)/

/** The page's HTML with another configuration; text is taken as it is, to try what is no JSON. */
export function withConfiguration(html: string, configuration: object | string): string {
  if (!BLOCK.test(html)) throw new Error('The page has no configuration block.')
  const block = typeof configuration === 'string' ? configuration : JSON.stringify(configuration)
  return html.replace(BLOCK, (_, start, end) => start + block + end)
}

/** From now on every page of the app at this origin comes with this configuration: in one tab, or in all of a browser. */
export async function configure(page: Page | BrowserContext, origin: string, configuration: object | string) {
  await page.route((url) => url.origin === origin, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback()
    const response = await route.fetch()
    return route.fulfill({ response, body: withConfiguration(await response.text(), configuration) })
  })
}
