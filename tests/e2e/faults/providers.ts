/** Steps at providers: the address that is minted on the click, and what the provider's frame claims. */

import { expect, type Page } from '@playwright/test'
import { heading } from '../support/page'
import { logIn, PASSWORD } from '../support/people'
import { frameElement, HANDOVER, here, OUTCOME, there, visitTitle } from '../support/providers'
import type { Lead, Sandbox } from '../support/sandbox'
import { cell, SAYS, type Row } from './table'

const STOPPED = 'This journey was stopped'
const CLOSING = 'You are all done'

/** A lead with a password, whose only step is Veriff's. */
async function open(page: Page, sandbox: Sandbox): Promise<Lead> {
  const lead = await sandbox.register('veriff-frame')
  await sandbox.setPassword(lead, PASSWORD)
  await page.goto(lead.link)
  await expect(visitTitle(page)).toBeVisible()
  return lead
}

/** An address that nobody has opened is worth nothing, so that a second one does no harm. */
const handover: Row<'again' | 'logs in'> = {
  call: 'POST handover',
  method: 'POST',
  path: HANDOVER,
  async come(page, sandbox) {
    const lead = await open(page, sandbox)
    const begin = () => here(page, 'Verify my identity').click()
    return {
      call: begin,
      told: page.locator('body'),
      ways: {
        'again': begin,
        'logs in': async () => {
          await logIn(page, lead.email)
          await begin()
        },
      },
      arrived: () => expect(there(page, 'Start')).toBeVisible(),
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again', 2),
    '400 Bad Request': cell(SAYS.notAccepted, 'again'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell('This step is not part of your journey, or no longer.', 'again'),
    '409 Conflict': cell(SAYS.notAccepted, 'again'),
    '410 Gone': cell(STOPPED, 'is over'),
    '413 Content Too Large': cell(SAYS.notAccepted, 'again'),
    '422 Unprocessable': cell(SAYS.notAccepted, 'again'),
    '429, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    '500 Server Error': cell(SAYS.broken, 'again'),
    '502, an HTML page': cell(SAYS.broken, 'again', 2),
    '503, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    'silence of 30 s': cell(SAYS.tooLong, 'again', 2),
    'body cut': cell(SAYS.noConnection, 'again', 2),
    'body not JSON': cell(SAYS.unreadable, 'again', 2),
    'body of wrong shape': cell(SAYS.unreadable, 'again', 2),
    'body of 100 MB': cell(SAYS.unreadable, 'again', 2),
  },
}

/** A claim is a hint: the back-end has the provider's own word, and asking it again changes nothing. */
const outcome: Row<'again' | 'again, declared' | 'logs in'> = {
  call: 'POST outcome',
  method: 'POST',
  path: OUTCOME,
  async come(page, sandbox) {
    const lead = await open(page, sandbox)
    await here(page, 'Verify my identity').click()
    await there(page, 'Start').click()
    return {
      call: () => there(page, 'Finish').click(),
      told: page.locator('body'),
      ways: {
        'again': () => here(page, 'I have finished').click(),
        // The back-end takes no claim: what the lead says now goes out as the completion, which it judges.
        'again, declared': async () => {
          await here(page, 'I have finished').click()
          await expect.poll(async () => (await sandbox.completions()).length).toBe(1)
        },
        'logs in': () => logIn(page, lead.email),
      },
      arrived: async () => {
        await expect(heading(page)).toHaveText(CLOSING)
        await expect(frameElement(page)).toHaveCount(0)
      },
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again', 2),
    '400 Bad Request': cell(SAYS.notAccepted, 'again, declared', 0),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell('This step is not part of your journey, or no longer.', 'again, declared', 0),
    '409 Conflict': cell(SAYS.notAccepted, 'again, declared', 0),
    '410 Gone': cell(STOPPED, 'is over'),
    '413 Content Too Large': cell(SAYS.notAccepted, 'again, declared', 0),
    '422 Unprocessable': cell(SAYS.notAccepted, 'again, declared', 0),
    '429, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    '500 Server Error': cell(SAYS.broken, 'again'),
    '502, an HTML page': cell(SAYS.broken, 'again', 2),
    '503, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    'silence of 30 s': cell(SAYS.tooLong, 'again', 2),
    'body cut': cell(SAYS.noConnection, 'again', 2),
    'body not JSON': cell(SAYS.unreadable, 'again', 2),
    'body of wrong shape': cell(SAYS.unreadable, 'again', 2),
    'body of 100 MB': cell(SAYS.unreadable, 'again', 2),
  },
}

export const PROVIDER_ROWS: Row[] = [handover, outcome]
