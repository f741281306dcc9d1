/** Pages and answers that mean harm, against the headers that the app is deployed with. Frames that do: `providers.spec.ts`. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expectScreen, field, sendButton } from '../support/page'
import { expect, test } from '../support/test'

/** Runs wherever it is taken for markup. */
const SCRIPT = '"\'></title></textarea><img src=x onerror="top.pwned=1"><svg onload="top.pwned=1"><script>top.pwned=1</script>{{7*7}}'
/** What people read, in any answer. */
const WORDS = new Set(['Name', 'Description', 'Label', 'Help', 'Statement', 'BodyText', 'Firstname', 'Lastname', 'About', 'StringValue', 'Placeholder'])

test('an answer with a script in every string is shown as it is, and runs nothing', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field')
  await page.route(/\/(api|internal)\/v1\//, async (route) => {
    if (route.request().resourceType() === 'document') return route.fallback()
    const response = await route.fetch()
    const text = await response.text()
    await route.fulfill({ response, body: text.startsWith('{') || text.startsWith('[') ? poisoned(text) : text })
  })
  await page.goto(lead.link)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x onerror=')
  await expect(page.getByRole('main').getByText('<svg onload=').first()).toBeVisible()
  expect(await page.locator('main img, main svg[onload], main script').count()).toBe(0)
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false)
})

test('a RedirectURL that is a script is not followed', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question', { RedirectURL: 'javascript:top.pwned=1//https://acme.test' })
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill('An answer')
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false)
})

test.describe('what the policy is there to refuse', () => {
  test.use({ provokesRefusals: true })

  test('a page that puts the app into a frame gets nothing of it', async ({ page, sandbox }) => {
    const hostile = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end(`<!doctype html><title>Bait</title><iframe src="${sandbox.url}/login"></iframe>`)
    })
    await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve))
    const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()))
    await page.goto(`http://127.0.0.1:${(hostile.address() as AddressInfo).port}/`)
    await refused
    await expect(page.frameLocator('iframe').getByRole('heading')).toHaveCount(0)
    hostile.closeAllConnections()
    await new Promise((resolve) => hostile.close(resolve))
  })

  test('a script that got into the page can make neither markup nor scripts, and asks no other host', async ({ page }) => {
    await page.goto('/login')
    await expectScreen(page, 'Log in')
    const refused = await page.evaluate(async () => {
      const fails = async (act: () => unknown) => {
        try {
          await act()
          return false
        } catch {
          return true
        }
      }
      // What a test evaluates may evaluate, too, until it has let go once.
      await new Promise((resolve) => setTimeout(resolve))
      const script = document.createElement('script')
      return {
        markup: await fails(() => (document.body.innerHTML = '<img src=x onerror=alert(1)>')),
        text: await fails(() => (script.text = 'globalThis.pwned = 1')),
        address: await fails(() => (script.src = '/service-worker.js')),
        code: await fails(() => new Function('return 1')()),
        policy: await fails(() => (globalThis as any).trustedTypes.createPolicy('default', { createHTML: (text: string) => text })),
        call: await fails(() => fetch('https://thief.example/')),
      }
    })
    expect(refused).toEqual({ markup: true, text: true, address: true, code: true, policy: true, call: true })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in')
  })
})

/** The same answer with the script in all that people read. */
function poisoned(text: string): string {
  // Ids are longer than numbers are exact: only texts are touched.
  return text.replace(/"(\w+)":"((?:[^"\\]|\\.)*)"/g, (whole, key: string) => (WORDS.has(key) ? `"${key}":${JSON.stringify(SCRIPT)}` : whole))
}
