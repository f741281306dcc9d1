/** Files, by tus: each arrives whole and is handed in once, or its row says why not. */

import { expect, type Page } from '@playwright/test'
import { expectScreen, heading, sendButton } from '../support/page'
import { logIn, PASSWORD } from '../support/people'
import type { Lead, Sandbox } from '../support/sandbox'
import { button, CERTIFICATE, DOCUMENT, DOCUMENTS, expectReceived, handedIn, hashThere, pdf, row, sha256 } from '../support/uploads'
import { cell, never, SAYS, type Row, type Scene } from './table'

/** Larger than the first piece. */
const FILE = pdf('certificate.pdf', 300_000)
const HASH = sha256(FILE.buffer)

const UNREACHABLE = 'We cannot reach the service. Trying again'
const BROKEN = 'The service has a problem. Trying again'
const NOT_ACCEPTED = 'The service did not accept this file. Remove it, and choose another one.'
const NOT_ALLOWED = 'You cannot send files here. Please contact the company.'
const NOT_OFFERED = 'Files cannot be received at the moment. Please contact the company.'
const TOO_LARGE = 'The service finds this file too large. Remove it, and choose a smaller one.'
const NO_BODY = 'an answer to HEAD has no body'

async function open(page: Page, sandbox: Sandbox): Promise<Lead> {
  const lead = await sandbox.register('upload')
  await sandbox.setPassword(lead, PASSWORD)
  await page.goto(lead.link)
  await expectScreen(page, 'Send your documents')
  return lead
}

/** The file, chosen; it has come to its end when it was handed in. */
async function sending(page: Page, sandbox: Sandbox, call: () => Promise<void>): Promise<Scene<'again' | 'logs in'>> {
  const lead = await open(page, sandbox)
  return {
    call,
    told: page.locator('body'),
    kept: () => expect(row(page, FILE.name)).toBeVisible(),
    ways: {
      'again': () => button(page, 'Try again', FILE.name).click(),
      'logs in': () => logIn(page, lead.email),
    },
    arrived: async () => {
      if ((await heading(page).textContent()) === 'You are all done') return
      await expectReceived(page, FILE.name, { timeout: 1_500 })
      await sendButton(page).click()
      await expect(heading(page)).toHaveText('You are all done')
    },
    // Whatever was begun twice, one document is handed in, and it is whole.
    carriedOut: async () => {
      if ((await sandbox.completions()).length === 0) return 0
      const { 3002: documents } = await handedIn(sandbox)
      const hashes = await Promise.all(documents.map(({ Id }: any) => hashThere(sandbox, Id)))
      return hashes.filter((hash) => hash === HASH).length
    },
  }
}

const choose = (page: Page) => page.setInputFiles(CERTIFICATE, FILE)

const creation: Row<'again' | 'logs in'> = {
  call: 'tus POST',
  method: 'POST',
  keeps: 'the chosen file',
  path: DOCUMENTS,
  come: (page, sandbox) => sending(page, sandbox, () => choose(page)),
  cells: {
    'network gone before': cell(UNREACHABLE, 'by itself'),
    'network gone after': cell(UNREACHABLE, 'by itself'),
    '400 Bad Request': cell(NOT_ACCEPTED, 'stays'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(NOT_ALLOWED, 'again'),
    '404 Not Found': cell(NOT_OFFERED, 'again'),
    '409 Conflict': cell(BROKEN, 'by itself'),
    '410 Gone': cell(NOT_OFFERED, 'again'),
    '413 Content Too Large': cell(TOO_LARGE, 'stays'),
    '422 Unprocessable': cell(NOT_ACCEPTED, 'stays'),
    '429, Retry-After 2 s': cell(BROKEN, 'by itself'),
    '500 Server Error': cell(BROKEN, 'by itself'),
    '502, an HTML page': cell(BROKEN, 'by itself'),
    '503, Retry-After 2 s': cell(BROKEN, 'by itself'),
    'silence of 30 s': cell(UNREACHABLE, 'by itself'),
    'body cut': cell(UNREACHABLE, 'by itself'),
    'body not JSON': cell(null, 'goes on'),
    'body of wrong shape': cell(null, 'goes on'),
    'body of 100 MB': cell(null, 'goes on'),
  },
}

/** How much the back-end has is asked where a piece was lost on its way. */
const question: Row<'again' | 'logs in'> = {
  call: 'tus HEAD',
  method: 'HEAD',
  keeps: 'the chosen file',
  path: DOCUMENT,
  async come(page, sandbox) {
    await sandbox.fault({ Method: 'PATCH', Path: DOCUMENT, Take: 1_000 })
    return sending(page, sandbox, async () => {
      await choose(page)
      await expect(row(page, FILE.name)).toContainText(UNREACHABLE)
      await page.clock.fastForward(2_000)
    })
  },
  cells: {
    'network gone before': cell(UNREACHABLE, 'by itself'),
    'network gone after': cell(UNREACHABLE, 'by itself'),
    '400 Bad Request': cell(NOT_ACCEPTED, 'stays'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(null, 'goes on'),
    '404 Not Found': cell(null, 'goes on'),
    '409 Conflict': cell(BROKEN, 'by itself'),
    '410 Gone': cell(null, 'goes on'),
    '413 Content Too Large': cell(TOO_LARGE, 'stays'),
    '422 Unprocessable': cell(NOT_ACCEPTED, 'stays'),
    '429, Retry-After 2 s': cell(BROKEN, 'by itself'),
    '500 Server Error': cell(BROKEN, 'by itself'),
    '502, an HTML page': cell(BROKEN, 'by itself'),
    '503, Retry-After 2 s': cell(BROKEN, 'by itself'),
    'silence of 30 s': cell(UNREACHABLE, 'by itself'),
    'body cut': never(NO_BODY),
    'body not JSON': never(NO_BODY),
    'body of wrong shape': never(NO_BODY),
    'body of 100 MB': never(NO_BODY),
  },
}

/** A piece that was refused for its size goes out in smaller ones; what is gone is begun anew. */
const piece: Row<'again' | 'logs in'> = {
  call: 'tus PATCH',
  method: 'PATCH',
  keeps: 'the chosen file',
  path: DOCUMENT,
  come: (page, sandbox) => sending(page, sandbox, () => choose(page)),
  cells: {
    'network gone before': cell(UNREACHABLE, 'by itself'),
    'network gone after': cell(UNREACHABLE, 'by itself'),
    '400 Bad Request': cell(NOT_ACCEPTED, 'stays'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(null, 'goes on'),
    '404 Not Found': cell(null, 'goes on'),
    '409 Conflict': cell(null, 'goes on'),
    '410 Gone': cell(null, 'goes on'),
    '413 Content Too Large': cell(null, 'goes on'),
    '422 Unprocessable': cell(NOT_ACCEPTED, 'stays'),
    '429, Retry-After 2 s': cell(BROKEN, 'by itself'),
    '500 Server Error': cell(BROKEN, 'by itself'),
    '502, an HTML page': cell(BROKEN, 'by itself'),
    '503, Retry-After 2 s': cell(BROKEN, 'by itself'),
    'silence of 30 s': cell(UNREACHABLE, 'by itself'),
    'body cut': cell(UNREACHABLE, 'by itself'),
    'body not JSON': cell(null, 'goes on'),
    'body of wrong shape': cell(null, 'goes on'),
    'body of 100 MB': cell(null, 'goes on'),
  },
}

/** A file that was taken back is gone for the lead at once; what the back-end still has of it is named by nothing. */
const removal: Row = {
  call: 'tus DELETE',
  method: 'DELETE',
  path: DOCUMENT,
  async come(page, sandbox) {
    await open(page, sandbox)
    await choose(page)
    await expectReceived(page, FILE.name)
    return {
      call: async () => {
        await button(page, 'Remove', FILE.name).click()
        await button(page, 'Remove', FILE.name).click()
      },
      told: page.locator('body'),
      ways: {},
      arrived: async () => {
        await expect(row(page, FILE.name)).toHaveCount(0)
        await expect(page.getByRole('alert')).toHaveCount(0)
      },
    }
  },
  cells: {
    'network gone before': cell(null, 'goes on', 0),
    'network gone after': cell(null, 'goes on'),
    '400 Bad Request': cell(null, 'goes on', 0),
    '401 Unauthorized': cell(null, 'goes on', 0),
    '403 Forbidden': cell(null, 'goes on', 0),
    '404 Not Found': cell(null, 'goes on', 0),
    '409 Conflict': cell(null, 'goes on', 0),
    '410 Gone': cell(null, 'goes on', 0),
    '413 Content Too Large': cell(null, 'goes on', 0),
    '422 Unprocessable': cell(null, 'goes on', 0),
    '429, Retry-After 2 s': cell(null, 'goes on', 0),
    '500 Server Error': cell(null, 'goes on', 0),
    '502, an HTML page': cell(null, 'goes on'),
    '503, Retry-After 2 s': cell(null, 'goes on', 0),
    'silence of 30 s': cell(null, 'goes on'),
    'body cut': cell(null, 'goes on'),
    'body not JSON': cell(null, 'goes on'),
    'body of wrong shape': cell(null, 'goes on'),
    'body of 100 MB': cell(null, 'goes on'),
  },
}

export const DOCUMENT_ROWS: Row[] = [creation, question, piece, removal]
