/** The page is the company's own: its colour, whichever it is, its name, pictures and links; none of them can harm the lead. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import axe from 'axe-core'
import { expectScreen, heading, sendButton } from '../support/page'
import { chooseInMenu, JOHN, LOGGED_OUT, logIn } from '../support/people'
import { AUTOLOGIN, SESSION } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

/** From now on every session tells of this company. */
async function dress(page: Page, workspace: object) {
  for (const path of [AUTOLOGIN, SESSION]) {
    await page.route(`**${path}`, async (route) => {
      if (route.request().resourceType() === 'document') return route.fallback()
      const response = await route.fetch()
      // Ids are beyond JavaScript's numbers, so the text stays as it is but for this part, which has no braces in it.
      const body = (await response.text()).replace(/"Workspace":\{[^}]*\}/, () => `"Workspace":${JSON.stringify(workspace)}`)
      return route.fulfill({ response, body })
    })
  }
}

const brand = (page: Page) => page.getByRole('banner').locator('.header__brand')
const logo = (page: Page) => page.getByRole('banner').locator('img')
/** What a custom property comes to. */
const token = (page: Page, name: string) =>
  page.evaluate((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(), name)
const icon = (page: Page) => page.locator('link[rel=icon]').getAttribute('href')

const COMPANY = { Name: 'Example Bank', PrimaryColor: '#7a0000', SupportEmail: 'help@bank.test', PrivacyURL: 'https://bank.test/privacy' }

/** Those that companies have, and the hard ones: no light, all light, each channel, neon, the edges of 4.5:1. */
const COLOURS = [
  ['#000000', '#ffffff', '#ffff00', '#ffd400', '#39ff14', '#7a0000'],
  ['#ff0000', '#00ff00', '#0000ff', '#00ffff', '#ff00ff', '#808080'],
  ['#767676', '#777777', '#ff6600', '#e60023', '#1db954', '#0b5fff'],
  ['#635bff', '#ffcc00', '#00a4ef', '#fd5c63', '#c0ffee', '#020000'],
  ['#001a33', '#f5f7fa', '#1a212b', '#b3261e', '#146c3c', '#a52a2a'],
]

for (const colours of COLOURS) {
  test(`a form with errors can be read in both schemes in ${colours.join(', ')}`, async ({ page, sandbox }) => {
    test.slow()
    await page.setViewportSize({ width: 360, height: 900 })
    const lead = await sandbox.register('every-field')
    let colour = ''
    await page.route(`**${SESSION}`, async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replace(/"PrimaryColor":"[^"]*"/, `"PrimaryColor":"${colour}"`)
      return route.fulfill({ response, body })
    })
    await page.goto(lead.link)
    await expect(heading(page)).toBeVisible()
    for (colour of colours) {
      await page.reload()
      await sendButton(page).click()
      await expect(page.getByRole('alert')).toContainText('There is a problem')
      expect(await token(page, '--mark')).toBe(colour)
      await page.evaluate(axe.source)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        expect(await colourFaults(page), `${colour}, ${colorScheme}`).toEqual([])
        await sendButton(page).hover()
        expect(await colourFaults(page, '.button'), `${colour}, ${colorScheme}, pointed at`).toEqual([])
      }
    }
  })
}

async function colourFaults(page: Page, part?: string): Promise<string[]> {
  const results: axe.AxeResults = await page.evaluate((part) => (globalThis as any).axe.run(part ?? document, {
    runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
    resultTypes: ['violations'],
  }), part)
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}: ${node.failureSummary}`))
}

test.describe('before there is a session, and where it tells nothing,', () => {
  for (const [place, path, title] of [
    ['the log-in page', '/login', 'Log in'],
    ['a link that is not complete', '/internal/v1/autologin', 'This link is not complete'],
    ['an unknown address', '/nowhere', 'There is no such page'],
  ] as const) {
    test(`${place} is the configured company's own`, async ({ page, configure }) => {
      await configure(COMPANY)
      await page.goto(path)
      await expect(heading(page)).toHaveText(title)
      await expect(page).toHaveTitle(/ – Example Bank$/)
      await isOf(page)
    })
  }

  test('a link that was used and the page after logging out are the configured company’s own', async ({ page, sandbox, configure }) => {
    await configure(COMPANY)
    const lead = await sandbox.register('one-question')
    await sandbox.call('POST', AUTOLOGIN, { UUID: lead.uuid })
    await page.goto(lead.link)
    await expect(page.getByRole('link', { name: 'Log in' })).toBeVisible()
    await isOf(page)
    await page.goto('/login')
    await logIn(page, JOHN.email)
    await expect(brand(page).getByRole('img', { name: 'Acme' })).toBeVisible()
    await chooseInMenu(page, 'Log out')
    await expectScreen(page, LOGGED_OUT)
    expect(await token(page, '--mark'), 'still the page of whom they dealt with').toBe('#0f766e')
    await page.reload()
    await isOf(page)
  })

  async function isOf(page: Page) {
    await expect(brand(page)).toHaveText('Example Bank')
    const footer = page.getByRole('contentinfo')
    await expect(footer.getByRole('link', { name: 'help@bank.test' })).toHaveAttribute('href', 'mailto:help@bank.test')
    await expect(footer.getByRole('link', { name: /^Privacy/ })).toHaveAttribute('href', 'https://bank.test/privacy')
    expect(await token(page, '--brand')).toBe('#7a0000')
  }
})

test('the first paint wears the configured name and colour, before the app is there', async ({ page, configure }) => {
  await configure(COMPANY)
  await page.route('**/*.wasm', () => {})
  await page.goto('/login', { waitUntil: 'domcontentloaded' })
  await expect(brand(page)).toHaveText('Example Bank')
  await expect(page.getByRole('banner')).toHaveCSS('border-block-start-color', 'rgb(122, 0, 0)')
})

test.describe('broken on purpose', () => {
  test.use({ breaksDown: true })
  test('the page of an app that does not start says whose it is', async ({ page, configure }) => {
    await configure(COMPANY)
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 200, contentType: 'application/wasm', body: 'no' }))
    await page.goto('/login')
    await expectScreen(page, 'This page has stopped working')
    await expect(brand(page)).toHaveText('Example Bank')
  })
})

test('a configuration whose company cannot be used names its key', async ({ page, configure }) => {
  for (const [key, value] of Object.entries({ Name: '', LogoURL: 'http://bank.test/logo.png', FaviconURL: 'logo.svg', PrimaryColor: 'red', SupportEmail: 'help', PrivacyURL: 'javascript:alert(1)' })) {
    await configure({ [key]: value })
    await page.goto('/')
    await expectScreen(page, `The configuration key “${key}” cannot be used`)
  }
})

test('the browser’s own bars and tab wear the colour and the letter; a configured picture is fetched without a word of the page', async ({ page, configure }) => {
  await configure(COMPANY)
  await page.goto('/login')
  await expect(page.locator('meta[name=theme-color][media*=light]')).toHaveAttribute('content', '#7a0000')
  await expect(page.locator('meta[name=theme-color][media*=dark]')).toHaveCount(1)
  const letter = await page.evaluate(async (url) => {
    const image = new Image()
    image.src = url
    await image.decode()
    return [image.naturalWidth > 0, decodeURIComponent(url)] as const
  }, (await icon(page))!)
  expect(letter).toEqual([true, expect.stringMatching(/fill='#7a0000'.*>E<\/text>/)])
  await configure({ ...COMPANY, FaviconURL: '/favicon-of-the-bank.png' })
  await page.goto('/login')
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', '/favicon-of-the-bank.png')
  await expect(page.locator('link[rel=apple-touch-icon]')).toHaveAttribute('href', '/favicon-of-the-bank.png')
})

/** A host of pictures that means no good. */
const hostile = test.extend<{ host: { url: string; asked: { path: string; referer?: string; cookie?: string }[] } }>({
  host: async ({}, use) => {
    const asked: { path: string; referer?: string; cookie?: string }[] = []
    const svg = (attributes: string, inside = '') => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`
    const server = createServer((request, response) => {
      asked.push({ path: request.url!, referer: request.headers.referer, cookie: request.headers.cookie })
      const image = (text: string) => response.setHeader('content-type', 'image/svg+xml').end(text)
      const script = '<script>fetch("/ran"); parent.document.title = "ran"</script><image href="/fetched"/>'
      if (request.url === '/script') return image(svg('width="96" height="32" onload="fetch(\'/ran\')"', `${script}<rect width="96" height="32" fill="green"/>`))
      if (request.url === '/huge') return image(svg('width="60000" height="20000"', '<rect width="60000" height="20000" fill="green"/>'))
      if (request.url === '/hair') return image(svg('width="30000" height="2"'))
      if (request.url === '/thread') return image(svg('width="2" height="30000"'))
      if (request.url === '/sizeless') return image(svg('viewBox="0 0 3 1"', '<rect width="3" height="1" fill="green"/>'))
      if (request.url === '/pixel') return response.setHeader('set-cookie', 'spy=1').setHeader('content-type', 'image/gif').end(Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64'))
      if (request.url === '/page') return response.setHeader('content-type', 'text/html').end('<script>parent.document.title = "ran"</script>')
      if (request.url === '/download') return response.setHeader('content-disposition', 'attachment').setHeader('content-type', 'application/zip').end('PK')
      if (request.url === '/password') return response.writeHead(401, { 'www-authenticate': 'Basic realm="Your bank"' }).end()
      if (request.url === '/silent') return
      response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  },
})

for (const [what, address, shown] of [
  ['with a script in it', 'HOST/script', 'logo'],
  ['of 60,000 pixels', 'HOST/huge', 'logo'],
  ['without a size', 'HOST/sizeless', 'logo'],
  ['30,000 times as wide as high', 'HOST/hair', 'name'],
  ['30,000 times as high as wide', 'HOST/thread', 'name'],
  ['that is the pixel of a tracker', 'HOST/pixel', 'name'],
  ['that is a page', 'HOST/page', 'name'],
  ['that is a download', 'HOST/download', 'name'],
  ['that asks for a password', 'HOST/password', 'name'],
  ['that is not there', 'HOST/missing', 'name'],
  ['that never comes', 'HOST/silent', 'name'],
  ['whose host is not there', 'https://127.0.0.1:9/logo.png', 'name'],
  ['over plain HTTP', 'http://bank.test/logo.png', 'name'],
  ['that is a script', 'javascript:document.title="ran"', 'name'],
  ['that is a page in a data: address', 'data:text/html,<script>document.title="ran"</script>', 'name'],
  ['that is broken in a data: address', 'data:image/png;base64,AAAA', 'name'],
  ['that breaks out of its attribute', 'https://127.0.0.1:9/"onerror="document.title=`ran`', 'name'],
] as const) {
  hostile(`a logo ${what} harms nothing: the ${shown} is shown`, async ({ page, sandbox, host }) => {
    await page.addInitScript(() => {
      (globalThis as any).shifts = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as any[]) (globalThis as any).shifts += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    const dialogs: string[] = []
    page.on('dialog', (dialog) => dialogs.push(dialog.message()))
    await dress(page, { ...COMPANY, LogoURL: address.replace('HOST', host.url) })
    const lead = await sandbox.register('one-question')
    await page.goto(lead.link, { waitUntil: 'commit' })
    await expectScreen(page, 'One question')
    if (shown === 'logo') {
      await expect(logo(page)).toBeVisible()
      const box = (await logo(page).boundingBox())!
      expect(box.height).toBe(36)
      expect(box.width).toBeLessThanOrEqual(11 * 16)
      await expect(brand(page).getByRole('img', { name: 'Example Bank' })).toBeVisible()
    } else {
      await expect(brand(page).getByText('Example Bank')).toBeVisible()
      await expect(logo(page)).not.toBeVisible()
    }
    expect((await page.getByRole('banner').boundingBox())!.height).toBeLessThanOrEqual(70)
    await expect(page).toHaveTitle('One question – Example Bank')
    expect(await page.evaluate(() => (globalThis as any).shifts), 'layout shift').toBe(0)
    expect(dialogs).toEqual([])
    const paths = host.asked.map(({ path }) => path)
    expect(paths.filter((path) => path === '/ran' || path === '/fetched'), 'what a picture may not do').toEqual([])
    expect(host.asked.map(({ referer }) => referer), 'the host learns nothing of the page').toEqual(paths.map(() => undefined))
  })
}

test('forced colours keep the logo, and paper is light whatever the lead prefers', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await expect(logo(page)).toBeVisible()
  const light = await token(page, '--brand')
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await token(page, '--brand')).not.toBe(light)
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
  expect(await token(page, '--brand')).toBe(light)
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark', forcedColors: 'active' })
  await expect(logo(page)).toBeVisible()
  await expect(logo(page)).toHaveCSS('background-color', 'rgb(255, 255, 255)')
})

test('a head with nothing in it is no bar, and keeps the room that one takes', async ({ page, configure }) => {
  const head = async () => {
    await page.goto('/login')
    await expect(heading(page)).toHaveText('Log in')
    await expect(page.getByRole('banner').locator('.skeleton')).toHaveCount(0)
    return page.getByRole('banner').evaluate((head) => ({ height: head.getBoundingClientRect().height, color: getComputedStyle(head).backgroundColor }))
  }
  const empty = await head()
  expect(empty.color).toBe('rgba(0, 0, 0, 0)')
  await configure({ Name: 'Example Bank' })
  const named = await head()
  expect(named.color).not.toBe(empty.color)
  expect(named.height).toBe(empty.height)
})
