/** The configuration block of the page: another origin, another language, and mistakes in it. */

import { serveApp } from '../support/app-server'
import { expectScreen, field, heading, sendButton } from '../support/page'
import { sessionCookies } from '../support/people'
import { Sandbox } from '../support/sandbox'
import { expect, test } from '../support/test'

/** The app on a host of its own, and a back-end at another origin. */
interface Apart {
  /** The origin of the page. */
  origin: string
  sandbox: Sandbox
}

const apart = test.extend<{ allows: 'the page' | 'nobody'; apart: Apart }>({
  allows: ['the page', { option: true }],
  apart: async ({ allows }, use) => {
    let apiURL = ''
    const app = await serveApp(() => ({ ApiURL: apiURL, TokenStore: 'tab' }))
    const sandbox = await Sandbox.start(allows === 'the page' ? ['--allow-origin', app.origin] : [])
    apiURL = `${sandbox.url}/`
    await use({ origin: app.origin, sandbox })
    await sandbox.stop()
    await app.close()
  },
})

apart.describe('with the back-end at another origin', () => {
  for (const [carrier, ref, cookies] of [['a cookie', 'one-question', 1], ['a token', 'by-token', 0]] as const) {
    apart(`a journey is opened, reloaded and completed; ${carrier} carries the session`, async ({ page, context, apart: { origin, sandbox } }) => {
      const lead = await sandbox.register(ref)
      await page.goto(lead.link.replace(sandbox.url, origin))
      await expectScreen(page, 'One question')
      await page.reload()
      await expectScreen(page, 'One question')
      await field(page, 'Your answer').fill('An answer')
      await sendButton(page).click()
      await expectScreen(page, 'You are all done')
      expect(page.url()).toBe(`${origin}/done`)
      expect((await sandbox.completions()).map((completion) => completion.Status)).toEqual([200])
      expect(await sessionCookies(context)).toHaveLength(cookies)
    })
  }

  apart('no request tells the address that it comes from, though the host of the page says nothing about that', async ({ page, apart: { origin, sandbox } }) => {
    const lead = await sandbox.register('one-question')
    const referers: Promise<string | undefined>[] = []
    page.on('request', (request) => referers.push(request.allHeaders().then((headers) => headers.referer)))
    await page.goto(lead.link.replace(sandbox.url, origin))
    await expectScreen(page, 'One question')
    expect(referers.length).toBeGreaterThan(4)
    expect(new Set(await Promise.all(referers))).toEqual(new Set([undefined]))
  })

  apart.describe('which does not let the page call', () => {
    apart.use({ allows: 'nobody' })
    apart('the lead gets a readable page', async ({ page, apart: { origin, sandbox } }) => {
      const lead = await sandbox.register('one-question')
      await page.goto(lead.link.replace(sandbox.url, origin))
      await expectScreen(page, 'No connection')
    })
  })
})

for (const [key, block] of [
  ['ApiURL', { ApiURL: 'api.example.com' }],
  ['TokenStore', { TokenStore: 'local' }],
  ['Autologin', { Autologin: true }],
  ['Settle', { Settle: '15' }],
  ['Locale', { Locale: 'français' }],
  ['Offline', { Offline: 'no' }],
  ['ApiUrl', { ApiUrl: 'https://api.example.com' }],
] as const) {
  test(`a configuration that cannot be used names its key (${JSON.stringify(block)})`, async ({ page, sandbox, configure }) => {
    const lead = await sandbox.register('one-question')
    await configure(block)
    await page.goto(lead.link)
    await expectScreen(page, `The configuration key “${key}” cannot be used`)
    await expect(page.getByText(/^In the block “front-office-config” of index\.html, .+ must be .+\.$/)).toBeVisible()
    expect(await sandbox.calls('POST', '/internal/v1/autologin')).toEqual([])
  })
}

test('a configuration that is no JSON says so', async ({ page, configure }) => {
  await configure('{"Locale": "fr",}')
  await page.goto('/')
  await expectScreen(page, 'The configuration cannot be read')
})

test('a configuration of Locale fr speaks French, whatever the browser and the company speak', async ({ page, sandbox, configure }) => {
  const lead = await sandbox.register('two-at-once')
  await configure({ Locale: 'fr' })
  await page.goto(lead.link)
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await expect(page.getByText('Bonjour Jane.')).toBeVisible()
  await expect(page.getByRole('progressbar', { name: /^Étapes terminées\s*: 0 sur 4$/ })).toBeVisible()
  await page.getByRole('link', { name: 'First form' }).click()
  await page.getByRole('button', { name: 'Envoyer et continuer' }).click()
  await expect(page.getByRole('alert')).toContainText('Il y a un problème')
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(/^Renseignez «\s*First answer\s*»\.$/)
  await expect(page).toHaveTitle(/^Erreur\s: First form – Acme$/)
})

test('a company that speaks French is shown in French to an English browser', async ({ page, sandbox }) => {
  const lead = await sandbox.register('ouverture', {}, 'dupont-workspace-key')
  await page.goto(lead.link)
  await expectScreen(page, 'Présentez votre entreprise')
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await expect(page.getByRole('button', { name: 'Envoyer et continuer' })).toBeVisible()
})

test.describe('in a French browser', () => {
  test.use({ locale: 'fr-FR' })
  test('what comes before the company is known is in French', async ({ page }) => {
    await page.goto('/internal/v1/autologin')
    await expect(heading(page)).toHaveText('Ce lien est incomplet')
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  })
})
