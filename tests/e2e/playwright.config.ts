import { defineConfig } from '@playwright/test'
import { chromium } from './support/environment'

export default defineConfig({
  testDir: './specs',
  // Each worker has a sandbox of its own, so any two tests can run at the same time.
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 900 },
    actionTimeout: 10_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromium(), args: chromiumArguments() },
  },
})

/**
 * What keeps the browser quiet on the network, and able to start as root, which has no sandbox of its own. A page whose
 * configuration a test has changed comes from the test, so for the browser it is not of this machine, and it would keep
 * the page from framing what is.
 */
function chromiumArguments(): string[] {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-features=LocalNetworkAccessChecks']
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet
}
