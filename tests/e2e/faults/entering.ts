/** Coming in by a link, and staying: who is here, the link itself, a new one, a longer session. */

import { expect, type Page } from '@playwright/test'
import { pass } from '../support/clocks'
import { field, heading } from '../support/page'
import { EXTENSION, knowBrowser, logIn, PASSWORD } from '../support/people'
import { AUTOLOGIN, SESSION, logged, type Lead, type Sandbox } from '../support/sandbox'
import { cell, SAYS, type Row } from './table'

const TYPED = 'Typed before anything went wrong'
const QUESTION = 'One question'
const USED = 'This link has already been used'
const NOT_LOADED = 'This page could not be loaded'
const SIGNED_OUT = 'You are not logged in on this device.'
const RENEWAL = '/internal/v1/autologin/renewal'

const main = (page: Page) => page.getByRole('main')
const tryAgain = (page: Page) => main(page).getByRole('button', { name: 'Try again' })
const newLink = (page: Page) => main(page).getByRole('button', { name: 'Send me a new link' })
const atQuestion = (page: Page) => expect(heading(page)).toHaveText(QUESTION)

/** How often the link of a lead was spent. */
async function spent(sandbox: Sandbox, lead: Lead): Promise<number> {
  const calls = await sandbox.calls('POST', AUTOLOGIN)
  return calls.filter(({ Status, Body }) => Status === 200 && Body.UUID === logged(lead.uuid)).length
}

/** Asks for a new link by e-mail, and opens it. */
async function byNewLink(page: Page, sandbox: Sandbox, lead: Lead) {
  await expect(heading(page)).toHaveText(USED)
  await newLink(page).click()
  await expect(heading(page)).toHaveText('Check your e-mail')
  await page.goto((await sandbox.outbox(lead)).at(-1)!.URL!)
}

/** Whatever becomes of the question who is here, the link opens: nobody is kept out by it. */
const meeting: Row = {
  call: 'GET session (is somebody here already?)',
  method: 'GET',
  path: SESSION,
  async come(page, sandbox) {
    await knowBrowser(page, sandbox.url)
    const lead = await sandbox.register('one-question')
    return {
      call: async () => void (await page.goto(lead.link)),
      told: main(page),
      ways: {},
      arrived: () => atQuestion(page),
      carriedOut: () => spent(sandbox, lead),
    }
  },
  cells: {
    'network gone before': cell(null, 'goes on'),
    'network gone after': cell(null, 'goes on'),
    '400 Bad Request': cell(null, 'goes on'),
    '401 Unauthorized': cell(null, 'goes on'),
    '403 Forbidden': cell(null, 'goes on'),
    '404 Not Found': cell(null, 'goes on'),
    '409 Conflict': cell(null, 'goes on'),
    '410 Gone': cell(null, 'goes on'),
    '413 Content Too Large': cell(null, 'goes on'),
    '422 Unprocessable': cell(null, 'goes on'),
    '429, Retry-After 2 s': cell(null, 'goes on'),
    '500 Server Error': cell(null, 'goes on'),
    '502, an HTML page': cell(null, 'goes on'),
    '503, Retry-After 2 s': cell(null, 'goes on'),
    'silence of 30 s': cell(null, 'goes on'),
    'body cut': cell(null, 'goes on'),
    'body not JSON': cell(null, 'goes on'),
    'body of wrong shape': cell(null, 'goes on'),
    'body of 100 MB': cell(null, 'goes on'),
  },
}

const OFFLINE = 'You are offline.'

/** After a reload: without a connection the page opens as it was, and what was typed is there in every case. */
const resuming: Row<'again' | 'logs in'> = {
  call: 'GET session (after a reload)',
  method: 'GET',
  path: SESSION,
  reads: true,
  keeps: 'the answer that was typed before the reload',
  async come(page, sandbox) {
    const lead = await sandbox.register('one-question')
    await sandbox.setPassword(lead, PASSWORD)
    await page.goto(lead.link)
    await atQuestion(page)
    await field(page, 'Your answer').fill(TYPED)
    await expect(page.locator('.saved')).toContainText('Saved')
    return {
      call: async () => void (await page.reload()),
      told: page.locator('body'),
      ways: {
        'again': () => tryAgain(page).click(),
        'logs in': async () => {
          await main(page).getByRole('link', { name: 'Log in' }).click()
          await logIn(page, lead.email)
        },
      },
      arrived: async () => {
        await expect(heading(page)).toHaveText(QUESTION, { timeout: 1_500 })
        await expect(field(page, 'Your answer')).toHaveValue(TYPED)
        await expect(page.getByText(OFFLINE)).toHaveCount(0, { timeout: 1_500 })
      },
    }
  },
  cells: {
    'network gone before': cell(OFFLINE, 'by itself'),
    'network gone after': cell(OFFLINE, 'by itself'),
    '400 Bad Request': cell(NOT_LOADED, 'again'),
    '401 Unauthorized': cell(SIGNED_OUT, 'logs in'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell(SIGNED_OUT, 'logs in'),
    '409 Conflict': cell(NOT_LOADED, 'again'),
    '410 Gone': cell(SIGNED_OUT, 'logs in'),
    '413 Content Too Large': cell(NOT_LOADED, 'again'),
    '422 Unprocessable': cell(NOT_LOADED, 'again'),
    '429, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    '500 Server Error': cell(SAYS.broken, 'by itself'),
    '502, an HTML page': cell(SAYS.broken, 'by itself'),
    '503, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    'silence of 30 s': cell(OFFLINE, 'by itself'),
    'body cut': cell(OFFLINE, 'by itself'),
    'body not JSON': cell(SAYS.unreadable, 'again'),
    'body of wrong shape': cell(SAYS.unreadable, 'again'),
    'body of 100 MB': cell(SAYS.unreadable, 'again'),
  },
}

/** A link works once: where its answer was lost with the cookie in it, only a new link helps, and it is offered. */
const autologin: Row<'again' | 'again, by a new link' | 'by a new link'> = {
  call: 'POST autologin',
  method: 'POST',
  path: AUTOLOGIN,
  async come(page, sandbox) {
    const lead = await sandbox.register('one-question')
    return {
      call: async () => void (await page.goto(lead.link)),
      told: main(page),
      ways: {
        'again': () => tryAgain(page).click(),
        'again, by a new link': async () => {
          await tryAgain(page).click()
          await byNewLink(page, sandbox, lead)
        },
        'by a new link': () => byNewLink(page, sandbox, lead),
      },
      arrived: () => atQuestion(page),
      carriedOut: () => spent(sandbox, lead),
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again, by a new link'),
    '400 Bad Request': cell('This link is damaged', 'stays'),
    '401 Unauthorized': cell('Your link could not be opened', 'again'),
    '403 Forbidden': cell('Your link could not be opened', 'again'),
    '404 Not Found': cell('We do not know this link', 'stays'),
    '409 Conflict': cell('Your link could not be opened', 'again'),
    '410 Gone': cell(USED, 'by a new link', 0),
    '413 Content Too Large': cell('Your link could not be opened', 'again'),
    '422 Unprocessable': cell('This link is damaged', 'stays'),
    '429, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    '500 Server Error': cell(SAYS.broken, 'again'),
    '502, an HTML page': cell(SAYS.broken, 'again'),
    '503, Retry-After 2 s': cell(SAYS.busyFor, 'by itself'),
    'silence of 30 s': cell(SAYS.tooLong, 'again, by a new link'),
    'body cut': cell(SAYS.noConnection, 'again'),
    'body not JSON': cell(SAYS.unreadable, 'again'),
    'body of wrong shape': cell(SAYS.unreadable, 'again'),
    'body of 100 MB': cell(SAYS.unreadable, 'again'),
  },
}

const NOT_SENT = 'The service did not accept that. Please ask the company for a new link.'

/** Asking twice sends two links at most; each of them works. */
const renewal: Row<'again'> = {
  call: 'POST autologin/renewal',
  method: 'POST',
  path: RENEWAL,
  async come(page, sandbox) {
    const lead = await sandbox.register('one-question')
    await sandbox.call('POST', AUTOLOGIN, { UUID: lead.uuid })
    await page.goto(lead.link)
    await expect(heading(page)).toHaveText(USED)
    return {
      call: () => newLink(page).click(),
      told: main(page),
      ways: { again: () => newLink(page).click() },
      arrived: () => expect(heading(page)).toHaveText('Check your e-mail'),
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again', 2),
    '400 Bad Request': cell(NOT_SENT, 'again'),
    '401 Unauthorized': cell(NOT_SENT, 'again'),
    '403 Forbidden': cell(NOT_SENT, 'again'),
    '404 Not Found': cell(NOT_SENT, 'again'),
    '409 Conflict': cell(NOT_SENT, 'again'),
    '410 Gone': cell(NOT_SENT, 'again'),
    '413 Content Too Large': cell(NOT_SENT, 'again'),
    '422 Unprocessable': cell(NOT_SENT, 'again'),
    '429, Retry-After 2 s': cell(SAYS.busy, 'again'),
    '500 Server Error': cell(SAYS.broken, 'again'),
    '502, an HTML page': cell(SAYS.broken, 'again', 2),
    '503, Retry-After 2 s': cell(SAYS.busy, 'again'),
    'silence of 30 s': cell(SAYS.tooLong, 'again', 2),
    'body cut': cell(SAYS.noConnection, 'again', 2),
    'body not JSON': cell('Check your e-mail', 'goes on'),
    'body of wrong shape': cell('Check your e-mail', 'goes on'),
    'body of 100 MB': cell('Check your e-mail', 'goes on'),
  },
}

const NOT_LONGER = 'Please send what you have soon.'

/** What is typed stays, whether or not there is more time. */
const extension: Row<'again' | 'logs in'> = {
  call: 'POST session/extension',
  method: 'POST',
  path: EXTENSION,
  keeps: 'the answer that is being typed',
  async come(page, sandbox) {
    const lead = await sandbox.register('one-question')
    await sandbox.setPassword(lead, PASSWORD)
    await page.goto(lead.link)
    await atQuestion(page)
    await field(page, 'Your answer').fill(TYPED)
    await pass(sandbox, 3_600 - 100, page)
    const bar = page.getByRole('region', { name: 'End of your session' })
    const stay = bar.getByRole('button', { name: 'Stay logged in' })
    return {
      call: () => stay.click(),
      told: page.locator('body'),
      kept: () => expect(field(page, 'Your answer')).toHaveValue(TYPED),
      ways: { 'again': () => stay.click(), 'logs in': () => logIn(page, lead.email) },
      arrived: async () => {
        await expect(bar).toHaveCount(0)
        await expect(page.getByRole('dialog')).toHaveCount(0)
        await expect(field(page, 'Your answer')).toHaveValue(TYPED)
      },
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again', 2),
    '400 Bad Request': cell(SAYS.notAccepted, 'again'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in', 0),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell(NOT_LONGER, 'stays'),
    '409 Conflict': cell(SAYS.notAccepted, 'again'),
    '410 Gone': cell(NOT_LONGER, 'stays'),
    '413 Content Too Large': cell(SAYS.notAccepted, 'again'),
    '422 Unprocessable': cell(SAYS.notAccepted, 'again'),
    '429, Retry-After 2 s': cell(SAYS.busy, 'again'),
    '500 Server Error': cell(SAYS.broken, 'again'),
    '502, an HTML page': cell(SAYS.broken, 'again', 2),
    '503, Retry-After 2 s': cell(SAYS.busy, 'again'),
    'silence of 30 s': cell(SAYS.tooLong, 'again', 2),
    'body cut': cell(SAYS.noConnection, 'again', 2),
    'body not JSON': cell(SAYS.unreadable, 'again', 2),
    'body of wrong shape': cell(SAYS.unreadable, 'again', 2),
    'body of 100 MB': cell(SAYS.unreadable, 'again', 2),
  },
}

export const ENTERING_ROWS: Row[] = [meeting, resuming, autologin, renewal, extension]
