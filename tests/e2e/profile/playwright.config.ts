import { defineConfig } from '@playwright/test'
import tests from '../playwright.config'

/** Notes instead of checks: what of the app runs until its first screens are there. */
export default defineConfig({
  ...tests,
  testDir: '.',
  testMatch: 'first-screens.ts',
  reporter: [['list']],
  // As leads' browsers do.
  use: { ...tests.use, serviceWorkers: 'allow' },
})
