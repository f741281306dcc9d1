/** The tests' own `test`: with a sandbox, and with what every page must hold to, whatever the test is about. */

import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { configure } from './configuration'
import { dist } from './environment'
import { REFUSAL, headersFile } from './headers'
import { startLanding, type Landing } from './landing'
import { Sandbox } from './sandbox'

interface Options {
  /** Flags of the sandbox besides the port, the database and the app. */
  sandboxFlags: string[]
}

interface Fixtures {
  /** A sandbox as on its first start. */
  sandbox: Sandbox
  /** From now on the page comes with this configuration block. */
  configure: (configuration: object | string) => Promise<void>
  /** A site to be sent to at the end. */
  landing: Landing
  /** What the app told the integrator by the console. */
  complaints: string[]
  /** Set where a test breaks the app on purpose. */
  breaksDown: boolean
  withoutBreakdown: void
  /** Set where a test does what the policies of the page are there to refuse. */
  provokesRefusals: boolean
  withoutRefusals: void
}

export const test = base.extend<Fixtures, Options & { program: Sandbox }>({
  sandboxFlags: [[], { option: true, scope: 'worker' }],

  program: [
    async ({ sandboxFlags }, use) => {
      const headers = headersFile()
      const sandbox = await Sandbox.start(['--dist', dist(), ...(headers ? ['--headers', headers] : []), ...sandboxFlags])
      await use(sandbox)
      await sandbox.stop()
    },
    { scope: 'worker' },
  ],

  // Addresses in tests are relative to the sandbox, which serves the app.
  baseURL: async ({ program }, use) => use(program.url),

  // Also where a test does not ask for it: people whom an earlier one gave another password would be there still.
  sandbox: [
    async ({ program }, use) => {
      await program.reset()
      await use(program)
    },
    { auto: true },
  ],

  configure: async ({ page, sandbox }, use) => {
    await use((configuration) => configure(page, sandbox.url, configuration))
  },

  landing: async ({}, use) => {
    const landing = await startLanding()
    await use(landing)
    await landing.close()
  },

  complaints: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.text().startsWith('front-office: ')) complaints.push(message.text())
    })
    await use(complaints)
  },

  breaksDown: [false, { option: true }],

  withoutBreakdown: [
    async ({ context, breaksDown }, use) => {
      const errors: string[] = []
      context.on('weberror', (error) => errors.push(error.error().message))
      await use()
      if (!breaksDown) expect(errors, 'errors that no code of the page caught').toEqual([])
    },
    { auto: true },
  ],

  provokesRefusals: [false, { option: true }],

  withoutRefusals: [
    async ({ context, provokesRefusals }, use) => {
      const refusals: string[] = []
      context.on('console', (message) => REFUSAL.test(message.text()) && refusals.push(message.text()))
      await use()
      if (!provokesRefusals) expect(refusals, 'what the policies of the page refused').toEqual([])
    },
    { auto: true },
  ],
})

export { expect, type BrowserContext, type Locator, type Page }
