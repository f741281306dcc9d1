import { defineConfig } from '@playwright/test'
import tests from '../playwright.config'

/** Pictures instead of checks: of each screen, by the same browser and the same sandbox as the tests. */
export default defineConfig({
  ...tests,
  testDir: '.',
  testMatch: 'shots.ts',
  reporter: [['dot']],
  globalTeardown: './sheets.ts',
})
