/** The single-use link: how it is opened, and every way in which it does not open. */

import { expectScreen, hidePage, reveal } from '../support/page'
import { chooseInMenu, LOGGED_OUT, MARK } from '../support/people'
import { AUTOLOGIN, logged, SESSION, type Lead, type Sandbox } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

const RENEWAL = '/internal/v1/autologin/renewal'
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

const inFragment = (lead: Lead) => lead.link.replace('?UUID=', '#UUID=')
const expectOpen = (page: Page) => expectScreen(page, 'One question')
const spendings = (sandbox: Sandbox) => sandbox.calls('POST', AUTOLOGIN)

for (const [place, linkOf] of [['query', (lead: Lead) => lead.link], ['fragment', inFragment]] as const) {
  test(`a link with its UUID in the ${place} opens the journey and takes the UUID out of the address first`, async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    const requests = await recordRequests(page)
    await page.goto(linkOf(lead))
    await expectOpen(page)

    const { addresses, others } = await requests()
    expect(addresses.length).toBeGreaterThan(1)
    for (const address of addresses) expect(address).not.toContain(lead.uuid)
    // The script and the WebAssembly, the link and the journey.
    expect(others.length).toBeGreaterThanOrEqual(4)
    for (const { url, referer } of others) {
      expect(url).not.toContain(lead.uuid)
      expect(referer).toBeUndefined()
    }
    expect(await spendings(sandbox)).toMatchObject([{ Body: { UUID: logged(lead.uuid) }, Query: null, Status: 200 }])
  })
}

for (const written of ['?uuid=', '#uuid=', '#Uuid=']) {
  test(`a link whose UUID comes as ${written} opens the journey too`, async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.goto(lead.link.replace('?UUID=', written))
    await expectScreen(page, 'One question')
    expect(page.url()).not.toContain(lead.uuid)
    expect(await spendings(sandbox)).toMatchObject([{ Body: { UUID: logged(lead.uuid) }, Query: null, Status: 200 }])
  })
}

test('Back from the journey does not lead to the address with the UUID', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await page.goto('/login')
  await page.goto(lead.link)
  await expectOpen(page)
  await page.goBack()
  await expectScreen(page, 'Log in')
  expect(page.url()).not.toContain(lead.uuid)
})

test('a link is not spent by whoever only fetches its address', async ({ page, request, sandbox }) => {
  const lead = await sandbox.register('one-question')
  for (const method of ['GET', 'HEAD', 'GET']) {
    expect((await request.fetch(lead.link, { method })).status()).toBe(200)
  }
  expect(await spendings(sandbox)).toEqual([])
  await page.goto(lead.link)
  await expectOpen(page)
})

test('a second click on the link continues where a session lives', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await expectOpen(page)
  await page.goto('about:blank')
  await page.goto(lead.link)
  await expectOpen(page)
  // Whoever is here is asked for first, so that the link need not be spent a second time.
  expect((await spendings(sandbox)).map((call) => call.Status)).toEqual([200])
  expect((await sandbox.calls('GET', SESSION)).map((call) => call.Status)).toEqual([200])
})

test('where nobody has come in before, nobody is asked for, and the console tells of no error', async ({ page, context, sandbox }) => {
  const errors: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())))
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await expectOpen(page)
  expect(await sandbox.calls('GET', SESSION)).toEqual([])
  expect(errors).toEqual([])
  expect(await context.cookies()).toContainEqual(expect.objectContaining({ ...MARK, sameSite: 'Lax', path: '/' }))

  await chooseInMenu(page, 'Log out')
  await expectScreen(page, LOGGED_OUT)
  expect((await context.cookies()).map(({ name }) => name)).not.toContain(MARK.name)
})

test('a second click in another browser says that the link was used', async ({ page, sandbox, browser }) => {
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await expectOpen(page)
  const other = await browser.newContext({ locale: 'en-GB' })
  const elsewhere = await other.newPage()
  await elsewhere.goto(lead.link)
  await expectScreen(elsewhere, 'This link has already been used')
  await expect(elsewhere.getByText('For your safety each link works once.')).toBeVisible()
  await expect(elsewhere.getByRole('button', { name: 'Send me a new link' })).toBeVisible()
  await other.close()
})

test('an unknown link says so and offers the log-in page', async ({ page, sandbox }) => {
  await page.goto(`${sandbox.url}${AUTOLOGIN}?UUID=${UNKNOWN}`)
  await expectScreen(page, 'We do not know this link')
  await expect(page.getByText('ask the company that sent it for a new link')).toBeVisible()
  await page.getByRole('link', { name: 'Log in' }).click()
  await expectScreen(page, 'Log in')
})

for (const [what, query] of [
  ['cut short', '?UUID=2bb35288-f2ac-4c68-b7aa'],
  ['no UUID at all', '#UUID=hello'],
  ['empty', '?UUID='],
]) {
  test(`a damaged link says so and asks the back-end nothing (${what})`, async ({ page, sandbox }) => {
    await page.goto(`${sandbox.url}${AUTOLOGIN}${query}`)
    await expectScreen(page, 'This link is damaged')
    await expect(page.getByText('Open it again from the message that you received')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Log in' })).toBeVisible()
    expect(await spendings(sandbox)).toEqual([])
    expect(page.url()).toBe(sandbox.url + AUTOLOGIN)
  })
}

test('a link without its UUID says that a part is missing', async ({ page, sandbox }) => {
  await page.goto(sandbox.url + AUTOLOGIN)
  await expectScreen(page, 'This link is not complete')
  await expect(page.getByText('Part of the link is missing.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Log in' })).toBeVisible()
  expect(await spendings(sandbox)).toEqual([])
})

test('an expired link says so and sends a new one by e-mail, which opens', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await sandbox.advance(301)
  await page.goto(lead.link)
  await expectScreen(page, 'This link has expired')
  await expect(page.getByText('For your safety links work for a few minutes only.')).toBeVisible()
  await page.getByRole('button', { name: 'Send me a new link' }).click()
  await expectScreen(page, 'Check your e-mail')

  const messages = await sandbox.outbox(lead)
  expect(messages).toHaveLength(1)
  expect(messages[0].URL).not.toContain(lead.uuid)
  await page.goto(messages[0].URL!)
  await expectOpen(page)
})

test('a new link that cannot be asked for is told, and offered again', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await sandbox.advance(301)
  await sandbox.fault({ Path: RENEWAL, Status: 500 })
  await page.goto(lead.link)
  const send = page.getByRole('button', { name: 'Send me a new link' })
  await send.click()
  await expect(page.getByRole('alert')).toContainText('The service has a problem')
  await expectScreen(page, 'This link has expired')
  await send.click()
  await expectScreen(page, 'Check your e-mail')
  expect(await sandbox.outbox(lead)).toHaveLength(1)
})

test('a configuration of Autologin "confirm" spends nothing before the click', async ({ page, sandbox, configure }) => {
  const lead = await sandbox.register('one-question')
  await configure({ Autologin: 'confirm' })
  await page.goto(lead.link, { waitUntil: 'networkidle' })
  await expectScreen(page, 'Welcome')
  expect(page.url()).not.toContain(lead.uuid)
  expect(await spendings(sandbox)).toEqual([])
  await page.getByRole('button', { name: 'Continue' }).click()
  await expectOpen(page)
  expect(await spendings(sandbox)).toHaveLength(1)
})

for (const how of ['hidden', 'prerendering'] as const) {
  test(`a page that is ${how} spends nothing until it is seen`, async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await hidePage(page, how)
    await page.goto(lead.link, { waitUntil: 'networkidle' })
    await expect(page.getByRole('main').getByRole('status')).toHaveText('Opening your link…')
    expect(await spendings(sandbox)).toEqual([])
    await reveal(page)
    await expectOpen(page)
    expect(await spendings(sandbox)).toHaveLength(1)
  })
}

test('a link opened without a connection says so, and opens when the connection is back', async ({ page, context, sandbox, configure }) => {
  const lead = await sandbox.register('one-question')
  await configure({ Autologin: 'confirm' })
  await page.goto(lead.link)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expectScreen(page, 'No connection')
  await expect(page.getByText('Check your connection and try again.')).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expectOpen(page)
})

test('a back-end that fails on the link says so, and the link opens when it is tried again', async ({ page, sandbox, complaints }) => {
  const lead = await sandbox.register('one-question')
  await sandbox.fault({ Method: 'POST', Path: AUTOLOGIN, Status: 500, Text: '<html>Internal Server Error</html>' })
  await page.goto(lead.link)
  await expectScreen(page, 'The service has a problem')
  await expect(page.getByText('This is not your fault.')).toBeVisible()
  expect(complaints).toEqual(['front-office: the back-end answered 500'])
  await page.getByRole('button', { name: 'Try again' }).click()
  await expectOpen(page)
})

test('a busy back-end that says when is asked again by itself', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await sandbox.fault({ Method: 'POST', Path: AUTOLOGIN, Status: 429, Headers: { 'Retry-After': '3' } })
  await page.goto(lead.link)
  await expectScreen(page, 'Just a moment, please')
  await expect(page.getByText('We try again in 3 seconds.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  await expectOpen(page)
  expect(await spendings(sandbox)).toHaveLength(2)
})

test('a busy back-end that does not say when leaves it to the lead', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await sandbox.fault({ Method: 'POST', Path: AUTOLOGIN, Status: 429, Body: { Code: 'TooManyRequests' } })
  await page.goto(lead.link)
  await expectScreen(page, 'Just a moment, please')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expectOpen(page)
})

for (const [what, text] of [['HTML', '<html>Welcome to the Wi-Fi of this hotel</html>'], ['JSON of another shape', '{"Hello":1}']]) {
  test(`an answer to the link that is ${what} is told as such, and the link opens when it is tried again`, async ({ page, sandbox, complaints }) => {
    const lead = await sandbox.register('one-question')
    await sandbox.fault({ Method: 'POST', Path: AUTOLOGIN, Status: 200, Text: text })
    await page.goto(lead.link)
    await expectScreen(page, 'We could not read the service’s answer')
    expect(complaints).toHaveLength(1)
    expect(complaints[0]).toContain('cannot be read')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expectOpen(page)
  })
}

test('a link whose answer was lost on its way was used, and a new one is offered', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await sandbox.fault({ Method: 'POST', Path: AUTOLOGIN, Drop: true, When: 'After' })
  await page.goto(lead.link)
  await expectScreen(page, 'No connection')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expectScreen(page, 'This link has already been used')
  await page.getByRole('button', { name: 'Send me a new link' }).click()
  await expectScreen(page, 'Check your e-mail')
  expect(await sandbox.outbox(lead)).toHaveLength(1)
})

test('a journey that cannot be fetched after the link was spent is fetched again by itself, without the link', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await sandbox.fault({ Path: '/api/v1/journeys/*', Status: 502, Text: '<html>Bad gateway</html>' })
  await page.goto(lead.link)
  await expectOpen(page)
  expect(await spendings(sandbox)).toHaveLength(1)
})

test('neither the console nor the page holds the UUID once the link is open', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  const messages: string[] = []
  page.on('console', (message) => messages.push(message.text()))
  await page.goto(lead.link)
  await expectOpen(page)
  expect(messages.join('\n')).not.toContain(lead.uuid)
  expect(await page.content()).not.toContain(lead.uuid)
  const kept = await page.evaluate(() => JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }, (globalThis as any).frontOffice]))
  expect(kept).not.toContain(lead.uuid)
})

/** Records every request with its Referer, and the address of the page at each call of the back-end. */
async function recordRequests(page: Page) {
  await page.addInitScript(() => {
    const addresses: string[] = []
    Object.assign(globalThis, { addresses })
    const { fetch } = globalThis
    globalThis.fetch = (...call) => {
      addresses.push(location.href)
      return fetch(...call)
    }
  })
  const sent: Promise<{ url: string; referer: string | undefined }>[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'document') return
    sent.push(request.allHeaders().then((headers) => ({ url: request.url(), referer: headers.referer })))
  })
  return async () => ({
    addresses: await page.evaluate(() => (globalThis as any).addresses as string[]),
    others: await Promise.all(sent),
  })
}
