/** The build on the hosts that its configuration is written for: real ones, and one that says nothing about files. */

import { request } from 'node:http'
import { readdir } from 'node:fs/promises'
import { dist } from '../support/environment'
import { deployedHeaders } from '../support/headers'
import { expectScreen, field, sendButton } from '../support/page'
import { Sandbox } from '../support/sandbox'
import { expect, test as base } from '../support/test'
import { caddy, nginx, plainFileServer, type WebServer } from '../support/web-servers'

interface Hosted {
  server: WebServer
  backEnd: Sandbox
}

const SERVERS = { nginx, Caddy: caddy, 'a plain file server': plainFileServer }
type Name = keyof typeof SERVERS

const test = base.extend<{ host: Name; hosted: Hosted }>({
  host: ['nginx', { option: true }],
  hosted: async ({ host }, use) => {
    // Another origin knows the page's only once that listens, and the page knows the other's from its first line on.
    const gateway = await Sandbox.start([])
    const server = await SERVERS[host]({ ApiURL: gateway.url })
    await gateway.stop()
    const backEnd = await Sandbox.start(['--allow-origin', server.origin, '--port', new URL(gateway.url).port])
    await use({ server, backEnd })
    await backEnd.stop()
    await server.stop()
  },
})

for (const name of Object.keys(SERVERS) as Name[]) {
  test.describe(`on ${name}`, () => {
    test.use({ host: name })

    test(`a journey is opened by its link, reloaded at its step, and completed on ${name}`, async ({ page, hosted: { server, backEnd } }) => {
      const lead = await backEnd.register('one-question')
      await page.goto(lead.link.replace(backEnd.url, server.origin))
      await expectScreen(page, 'One question')
      expect(new URL(page.url()).pathname).toMatch(/^\/activities\/\d+$/)
      await page.reload()
      await expectScreen(page, 'One question')
      await field(page, 'Your answer').fill('An answer')
      await sendButton(page).click()
      await expectScreen(page, 'You are all done')
      expect(await backEnd.completions()).toHaveLength(1)
    })

    if (name === 'a plain file server') return

    test(`every answer of ${name} carries the headers, and each file its type, its caching and its compressed form`, async ({ hosted: { server } }) => {
      const files = (await readdir(dist())).filter((file) => /-[0-9a-f]{16}(_bg)?\.(css|js|wasm)$/.test(file))
      expect(files.map((file) => file.split('.').pop())).toEqual(expect.arrayContaining(['js', 'wasm']))
      const types: Record<string, RegExp> = { css: /^text\/css/, js: /^text\/javascript/, wasm: /^application\/wasm$/ }
      const promised = Object.entries(deployedHeaders()).map(([name, value]) => [name.toLowerCase(), value] as const)
      expect(promised.length).toBeGreaterThan(5)
      const addresses = ['/', '/activities/7', '/login', '/service-worker.js', ...files.map((file) => `/${file}`)]
      for (const address of addresses) {
        for (const coding of ['br', 'gzip'] as const) {
          const { status, headers } = await ask(server.origin + address, coding)
          expect([address, status, headers['content-encoding']]).toEqual([address, 200, coding])
          for (const [header, value] of promised) expect(headers[header], `${header} of ${address}`).toBe(value)
          const isHashed = files.includes(address.slice(1))
          expect(headers['cache-control'], address).toBe(isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
          expect(headers['content-type'], address).toMatch(types[address.split('.')[1] ?? ''] ?? /^text\/html/)
        }
      }
      expect((await ask(`${server.origin}/login`, 'identity')).headers['content-encoding']).toBeUndefined()
    })

    test(`a file of another version is missing on ${name}, and not the page`, async ({ hosted: { server } }) => {
      for (const address of ['/front-office-0123456789abcdef.js', '/front-office-0123456789abcdef_bg.wasm', '/logo.svg']) {
        const { status, headers } = await ask(server.origin + address, 'br')
        expect([address, status]).toEqual([address, 404])
        expect(headers['cache-control'] ?? '').not.toContain('immutable')
        expect(headers['x-content-type-options']).toBe('nosniff')
      }
    })
  })
}

/** A request as it is: `fetch` takes compressed answers apart. */
function ask(url: string, coding: 'br' | 'gzip' | 'identity') {
  return new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const asked = request(url, { headers: { 'accept-encoding': coding } }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers }))
    })
    asked.on('error', reject).end()
  })
}
