/** What a lead gives: a form with every kind of field, sent; every value still there, one completion in the log. */

import { expect, type Page } from '@playwright/test'
import { KNOWN, TITLE } from '../support/every-field'
import { field, heading, sendButton } from '../support/page'
import { logIn, PASSWORD } from '../support/people'
import { COMPLETION, type Sandbox } from '../support/sandbox'
import { cell, SAYS, type Row } from './table'

const STOPPED = 'This journey was stopped'
const KEEPS_TRYING = 'We keep trying by ourselves. Everything is still here.'
const TYPED: [string, string][] = [['Text, 2 to 10 characters', 'typed'], ['Long text', 'Typed\nbefore it went wrong.'], ['Whole number, 1 to 100', '42']]

/** What stands in every control of the page. */
const values = (page: Page) =>
  page.locator('main :is(input, textarea, select)').evaluateAll((controls) =>
    controls.map((control: any) => [control.id, control.type === 'checkbox' || control.type === 'radio' ? control.checked : control.value]))

/** How many attempts the back-end has counted: as often as an attempt is repeated, it has one key and one body. */
async function attempts(sandbox: Sandbox): Promise<number> {
  const counted = (await sandbox.completions()).filter(({ Status }) => Status === 200)
  for (const { IdempotencyKey, Body } of counted) {
    expect(Body).toEqual(counted[0].Body)
    expect(IdempotencyKey).toBe(counted[0].IdempotencyKey)
  }
  return new Set(counted.map(({ IdempotencyKey }) => IdempotencyKey)).size
}

/** The key makes it safe to send again, which the app does by itself; what was refused is the lead's to send again. */
const completion: Row<'again' | 'logs in'> = {
  call: 'POST completion',
  method: 'POST',
  path: COMPLETION,
  keeps: 'every field of the form',
  async come(page, sandbox) {
    const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
    await sandbox.setPassword(lead, PASSWORD)
    await page.goto(lead.link)
    await expect(heading(page)).toHaveText(TITLE)
    for (const [label, value] of TYPED) await field(page, label).fill(value)
    const before = await values(page)
    return {
      call: () => sendButton(page).click(),
      told: page.locator('body'),
      kept: async () => expect(await values(page)).toEqual(before),
      ways: {
        'again': () => sendButton(page).click(),
        'logs in': () => logIn(page, lead.email),
      },
      arrived: async () => {
        await expect(heading(page)).toHaveText('You are all done', { timeout: 1_500 })
        const { JourneyData } = await sandbox.journey(lead)
        const given = JourneyData.map((entry: any) => entry.StringValue ?? entry.DecimalValue)
        for (const [, value] of TYPED) expect(given).toContain(value)
      },
      carriedOut: () => attempts(sandbox),
    }
  },
  cells: {
    'network gone before': cell(KEEPS_TRYING, 'by itself'),
    'network gone after': cell(KEEPS_TRYING, 'by itself'),
    '400 Bad Request': cell(SAYS.notAccepted, 'again'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell('This step is not part of your journey, or no longer.', 'again'),
    '409 Conflict': cell(SAYS.notAccepted, 'again'),
    '410 Gone': cell(STOPPED, 'is over'),
    '413 Content Too Large': cell(SAYS.notAccepted, 'again'),
    '422 Unprocessable': cell(SAYS.notAccepted, 'again'),
    '429, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    '500 Server Error': cell(KEEPS_TRYING, 'by itself'),
    '502, an HTML page': cell(KEEPS_TRYING, 'by itself'),
    '503, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    'silence of 30 s': cell(KEEPS_TRYING, 'by itself'),
    'body cut': cell(KEEPS_TRYING, 'by itself'),
    'body not JSON': cell(null, 'goes on'),
    'body of wrong shape': cell(null, 'goes on'),
    'body of 100 MB': cell(null, 'goes on'),
  },
}

const ANSWER = 'Typed, and to be found on another device'
const ON_DEVICE = 'Saved on this device'

/** What cannot be kept on the back-end is kept here, which is what the line says; nobody is disturbed while typing. */
const draft: Row = {
  call: 'PUT draft',
  method: 'PUT',
  path: '/internal/v1/activities/*/draft',
  keeps: 'the answer that is being typed',
  async come(page, sandbox) {
    const lead = await sandbox.register('one-question')
    await page.goto(lead.link)
    await expect(heading(page)).toHaveText('One question')
    const line = page.locator('.saved')
    return {
      call: async () => {
        await field(page, 'Your answer').fill(ANSWER)
        await expect(line).toBeVisible()
        // Timer by timer, in their order, as where nobody leaps.
        await page.clock.runFor(2_000)
      },
      told: line,
      kept: () => expect(field(page, 'Your answer')).toHaveValue(ANSWER),
      ways: {},
      arrived: async () => {
        await expect(field(page, 'Your answer')).toHaveValue(ANSWER)
        await expect(line).toHaveText('Saved', { timeout: 1_500 })
        await expect(page.getByRole('alert')).toHaveCount(0)
      },
      // The last one that was taken holds what was typed.
      carriedOut: async () => {
        const taken = (await sandbox.calls('PUT', draft.path)).filter(({ Status }) => Status === 204)
        return taken.at(-1)?.Body.JourneyData[0].StringValue === ANSWER ? 1 : 0
      },
    }
  },
  cells: {
    'network gone before': cell(ON_DEVICE, 'by itself'),
    'network gone after': cell(ON_DEVICE, 'by itself'),
    '400 Bad Request': cell(ON_DEVICE, 'stays'),
    '401 Unauthorized': cell(ON_DEVICE, 'stays'),
    '403 Forbidden': cell(ON_DEVICE, 'stays'),
    '404 Not Found': cell(ON_DEVICE, 'stays'),
    '409 Conflict': cell(ON_DEVICE, 'stays'),
    '410 Gone': cell(ON_DEVICE, 'stays'),
    '413 Content Too Large': cell(ON_DEVICE, 'stays'),
    '422 Unprocessable': cell(ON_DEVICE, 'stays'),
    '429, Retry-After 2 s': cell(ON_DEVICE, 'by itself'),
    '500 Server Error': cell(ON_DEVICE, 'by itself'),
    '502, an HTML page': cell(ON_DEVICE, 'by itself'),
    '503, Retry-After 2 s': cell(ON_DEVICE, 'by itself'),
    'silence of 30 s': cell(ON_DEVICE, 'by itself'),
    'body cut': cell(ON_DEVICE, 'by itself'),
    'body not JSON': cell('Saved', 'goes on'),
    'body of wrong shape': cell('Saved', 'goes on'),
    'body of 100 MB': cell('Saved', 'goes on'),
  },
}

export const ANSWER_ROWS: Row[] = [completion, draft]
