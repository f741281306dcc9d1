/** Links' UUIDs, tokens, codes and passwords: in one request each, and nowhere else, whatever a visit goes through. */

import { expectScreen, field, sendButton } from '../support/page'
import { chooseInMenu, JOHN, LOG_IN, LOGGED_OUT, logIn, PASSWORD, sessionCookies } from '../support/people'
import { AUTOLOGIN, SESSION } from '../support/sandbox'
import { expectNoTrace, watch } from '../support/secrets'
import { byMail, codeField, codeTo, confirmCode } from '../support/step-up'
import { expect, test } from '../support/test'

const IBAN = 'GB33BUKB20201555555555'

for (const [carrier, ref, configuration, except] of [
  ['a cookie', 'secured', {}, []],
  ['a token in memory', 'secured-by-token', {}, []],
  ['a token in the tab’s store', 'secured-by-token', { TokenStore: 'tab' }, ['session storage']],
] as const) {
  test(`a visit from the link to the log-out leaves no secret behind, with ${carrier}`, async ({ page, context, sandbox, configure }) => {
    await configure(configuration)
    const seen = watch(context)
    const told: string[] = []
    const caching: Record<string, string | undefined> = {}
    const secrets: Record<string, string> = { password: PASSWORD }
    // Read on the way, since a browser does not hand out every body afterwards.
    await page.route(/\/internal\/v1\/(session|autologin)/, async (route) => {
      const request = route.request()
      if (request.resourceType() !== 'fetch') return route.fallback()
      const response = await route.fetch()
      const { pathname } = new URL(request.url())
      caching[`${request.method()} ${pathname.replace(/\/[0-9a-f]{24}$/, '/*')}`] = response.headers()['cache-control']
      told.push(await response.text())
      const token = told.at(-1)!.match(/"[Tt]oken":"(\w+)"/)?.[1]
      if (token) secrets[`token ${Object.keys(secrets).length}`] = token
      await route.fulfill({ response })
    })
    const noTrace = () => expectNoTrace(secrets, page, seen, [...except])

    const lead = await sandbox.register(ref)
    await sandbox.setPassword(lead, PASSWORD)
    secrets.UUID = lead.uuid
    await page.goto(lead.link)
    await expectScreen(page, 'Bank details')
    for (const { name, value } of await sessionCookies(context)) secrets[`cookie ${name} of the link`] = value
    await noTrace()
    // The search finds what there is to be found.
    if (except.length > 0) await expect(expectNoTrace(secrets, page, seen)).rejects.toThrow('in session storage')

    await field(page, 'IBAN').fill(IBAN)
    await sendButton(page).click()
    await byMail(page).click()
    secrets.code = await codeTo(sandbox, lead.email)
    await codeField(page).fill(secrets.code)
    await noTrace()
    await confirmCode(page).click()
    await expectScreen(page, 'You are all done')
    for (const { name, value } of await sessionCookies(context)) secrets[`cookie ${name} of the code`] = value
    await noTrace()

    await chooseInMenu(page, 'Log out')
    await expectScreen(page, LOGGED_OUT)
    await noTrace()
    await page.goto('/login')
    await logIn(page, lead.email)
    await expectScreen(page, 'You are all done')
    for (const { name, value } of await sessionCookies(context)) secrets[`cookie ${name} of the log-in`] = value
    await noTrace()
    await page.goBack()
    await noTrace()
    await page.unrouteAll({ behavior: 'wait' })

    // Three ways in or up, each under a secret of its own; by cookie no answer tells one to scripts.
    const carried = Object.entries(secrets).filter(([what]) => /^(token|cookie)/.test(what)).map(([, secret]) => secret)
    expect(new Set(carried).size).toBe(3)
    if (carrier === 'a cookie') expect(carried.filter((secret) => told.join('\n').includes(secret))).toEqual([])
    // Nothing about a session is kept by a cache.
    expect(Object.keys(caching)).toEqual(expect.arrayContaining([`POST ${AUTOLOGIN}`, `GET ${SESSION}`, `POST ${LOG_IN}`, 'POST /internal/v1/sessions/*', 'DELETE /internal/v1/sessions/*']))
    for (const [call, policy] of Object.entries(caching)) expect(policy, call).toContain('no-store')
  })
}

test('tokens and ids of sessions are long, random and mean nothing', async ({ sandbox }) => {
  const tokens = new Set<string>()
  const ids = new Set<string>()
  const lead = await sandbox.register('by-token')
  for (let count = 0; count < 30; count += 1) {
    const uuid = new URL(await sandbox.newLink(lead.userId)).searchParams.get('UUID')
    const { Token, Account } = await sandbox.call('POST', AUTOLOGIN, { UUID: uuid })
    tokens.add(Token)
    ids.add(Account.Id)
  }
  expect(tokens.size).toBe(30)
  expect(ids.size).toBe(30)
  // 64 bits of entropy are asked for at the least: of hexadecimal digits that vary, sixteen have them.
  for (const [kind, texts, length] of [['token', tokens, 32], ['id', ids, 16]] as const) {
    const all = [...texts]
    const varying = [...all[0]].filter((_, at) => new Set(all.map((text) => text[at])).size > 4)
    expect(varying.length, kind).toBeGreaterThanOrEqual(length)
    for (const text of all) expect(text).toMatch(/^[0-9a-f]+$/)
  }
})

test('the cookie is for this host and its scripts’ eyes not at all', async ({ page, context, sandbox }) => {
  await page.goto('/login')
  await logIn(page, JOHN.email)
  await expectScreen(page, 'Tell us about your company')
  const [cookie] = await sessionCookies(context)
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', domain: new URL(sandbox.url).hostname })
  expect(cookie.expires).toBeLessThanOrEqual(Date.now() / 1000 + 3_605)
  expect(await page.evaluate(() => document.cookie)).toBe('front-office.known=1')
})

test('a page of another origin logs nobody in or out, and secures, prolongs and ends nothing', async ({ page, context, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  const other = await context.newPage()
  await other.goto(sandbox.standInsUrl + '/media/welcome.vtt')
  const { Account } = await page.evaluate(async (path) => (await fetch(path)).json(), SESSION)
  const calls: [string, string, unknown][] = [
    ['POST', LOG_IN, { email: JOHN.email, password: PASSWORD }],
    ['POST', AUTOLOGIN, { UUID: new URL(await sandbox.newLink(lead.userId)).searchParams.get('UUID') }],
    ['POST', '/internal/v1/session/extension', {}],
    ['POST', `/internal/v1/sessions/${Account.Id}`, { secured: true }],
    ['DELETE', `/internal/v1/sessions/${Account.Id}`, {}],
  ]
  for (const [method, path, body] of calls) {
    // As text, which no browser asks about beforehand; cookies go along, since it is the same site.
    await other.evaluate(async ([url, method, body]) => {
      await fetch(url, { method, body, mode: method === 'POST' ? 'no-cors' : 'cors', credentials: 'include' }).catch(() => {})
    }, [sandbox.url + path, method, JSON.stringify(body)])
  }
  // Refused for where it comes from, or for being no JSON; what the browser asks about beforehand does not even arrive.
  for (const [method, path] of calls) {
    const own = path === AUTOLOGIN ? 1 : 0
    const statuses = (await sandbox.calls(method, path)).map(({ Status }) => Status).slice(own)
    expect(statuses, path).toHaveLength(method === 'POST' ? 1 : 0)
    for (const status of statuses) expect([403, 415], path).toContain(status)
  }
  await page.reload()
  await expectScreen(page, 'One question')
})
