import { defineConfig } from '@playwright/test'
import { chromium, chromiumArguments } from './support/environment'

const ALONE = /@alone/

export default defineConfig({
  testDir: './specs',
  // Each worker has a sandbox of its own, so any two tests can run at the same time.
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // What counts in milliseconds says something of the page only where nothing else runs beside it.
  projects: [
    { name: 'stories', grepInvert: ALONE },
    { name: 'alone', grep: ALONE, workers: 1, dependencies: ['stories'] },
  ],
  reporter: [['list'], ['./faults/reporter.ts'], ['./support/kills/reporter.ts']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 900 },
    // A page that a worker answers for is none that a test can route; the stories about the worker let it in.
    serviceWorkers: 'block',
    actionTimeout: 10_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromium(), args: chromiumArguments() },
  },
})
