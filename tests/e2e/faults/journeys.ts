/** The journey: fetched at the start, looked at while others are at work. */

import { expect, type Page } from '@playwright/test'
import { heading } from '../support/page'
import { logIn, PASSWORD } from '../support/people'
import { JOURNEY } from '../support/sandbox'
import { cell, SAYS, type Row } from './table'

const main = (page: Page) => page.getByRole('main')
const NOT_LOADED = 'This page could not be loaded'
const GONE = 'We cannot find your journey'

/** A read that fails is read again by itself, where that may help. */
const first: Row<'again' | 'logs in'> = {
  call: 'GET journey (at the start)',
  method: 'GET',
  path: JOURNEY,
  reads: true,
  async come(page, sandbox) {
    const lead = await sandbox.register('one-question')
    await sandbox.setPassword(lead, PASSWORD)
    return {
      call: async () => void (await page.goto(lead.link)),
      told: main(page),
      ways: {
        'again': () => main(page).getByRole('button', { name: 'Try again' }).click(),
        'logs in': async () => {
          await main(page).getByRole('link', { name: 'Log in' }).click()
          await logIn(page, lead.email)
        },
      },
      arrived: () => expect(heading(page)).toHaveText('One question', { timeout: 1_500 }),
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'by itself'),
    'network gone after': cell(SAYS.noConnection, 'by itself'),
    '400 Bad Request': cell(NOT_LOADED, 'again'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell(GONE, 'stays'),
    '409 Conflict': cell(NOT_LOADED, 'again'),
    '410 Gone': cell(GONE, 'stays'),
    '413 Content Too Large': cell(NOT_LOADED, 'again'),
    '422 Unprocessable': cell(NOT_LOADED, 'again'),
    '429, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    '500 Server Error': cell(SAYS.broken, 'by itself'),
    '502, an HTML page': cell(SAYS.broken, 'by itself'),
    '503, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    'silence of 30 s': cell(SAYS.tooLong, 'by itself'),
    'body cut': cell(SAYS.noConnection, 'by itself'),
    'body not JSON': cell(SAYS.unreadable, 'again'),
    'body of wrong shape': cell(SAYS.unreadable, 'again'),
    'body of 100 MB': cell(SAYS.unreadable, 'again'),
  },
}

const IN_VAIN = 'We cannot reach the service right now. We keep trying'

/** Nobody is disturbed by a look that fails: the page says since when it is old, and looks again. */
const look: Row<'logs in'> = {
  call: 'GET journey (a look for news)',
  method: 'GET',
  path: JOURNEY,
  reads: true,
  async come(page, sandbox) {
    const lead = await sandbox.register('nothing-to-do')
    await sandbox.setPassword(lead, PASSWORD)
    await page.goto(lead.link)
    await expect(heading(page)).toHaveText('Nothing to do right now')
    const news = await sandbox.activity(lead, 'Check the request')
    return {
      call: () => page.clock.fastForward(31_000),
      told: page.locator('body'),
      kept: async () => {
        await expect(heading(page)).toHaveText('Nothing to do right now')
        await sandbox.completeByHand(news)
      },
      ways: {
        'logs in': async () => {
          await logIn(page, lead.email)
          await expect(page.getByRole('dialog')).toHaveCount(0)
        },
      },
      arrived: async () => {
        await page.clock.fastForward(31_000)
        await expect(heading(page)).toHaveText('There is something new to do', { timeout: 1_500 })
      },
    }
  },
  cells: {
    'network gone before': cell(IN_VAIN, 'by itself'),
    'network gone after': cell(IN_VAIN, 'by itself'),
    '400 Bad Request': cell(IN_VAIN, 'by itself'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(IN_VAIN, 'by itself'),
    '404 Not Found': cell(IN_VAIN, 'by itself'),
    '409 Conflict': cell(IN_VAIN, 'by itself'),
    '410 Gone': cell(IN_VAIN, 'by itself'),
    '413 Content Too Large': cell(IN_VAIN, 'by itself'),
    '422 Unprocessable': cell(IN_VAIN, 'by itself'),
    '429, Retry-After 2 s': cell(IN_VAIN, 'by itself'),
    '500 Server Error': cell(IN_VAIN, 'by itself'),
    '502, an HTML page': cell(IN_VAIN, 'by itself'),
    '503, Retry-After 2 s': cell(IN_VAIN, 'by itself'),
    'silence of 30 s': cell(IN_VAIN, 'by itself'),
    'body cut': cell(IN_VAIN, 'by itself'),
    'body not JSON': cell(IN_VAIN, 'by itself'),
    'body of wrong shape': cell(IN_VAIN, 'by itself'),
    'body of 100 MB': cell(IN_VAIN, 'by itself'),
  },
}

export const JOURNEY_ROWS: Row[] = [first, look]
