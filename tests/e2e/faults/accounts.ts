/** Account sessions: logging in, the list, a code, the end of a session, and which journey it is in. */

import { expect, type Page } from '@playwright/test'
import { field, heading, sendButton } from '../support/page'
import { ACCOUNT, CHOICE, chooseInMenu, LOG_IN, LOGGED_OUT, logIn, logInForm, PASSWORD, SAM } from '../support/people'
import { AUTOLOGIN, SESSION, type Lead, type Sandbox } from '../support/sandbox'
import { byMail, codeField, codesTo, confirmCode, PHONE, stepUp, typeCode } from '../support/step-up'
import { cell, SAYS, type Row, type Scene } from './table'

const IBAN = 'GB33BUKB20201555555555'
const main = (page: Page) => page.getByRole('main')
const rows = (page: Page) => main(page).getByRole('article')
const atQuestion = (page: Page) => expect(heading(page)).toHaveText('One question')

/** A lead with a password, at their question. */
async function open(page: Page, sandbox: Sandbox): Promise<Lead> {
  const lead = await sandbox.register('one-question')
  await sandbox.setPassword(lead, PASSWORD)
  await page.goto(lead.link)
  await atQuestion(page)
  return lead
}

const WRONG = 'The e-mail address or password is not right.'
const NOT_LOADED = 'This page could not be loaded'
const NO_LOG_IN = 'There is no log-in by password here'

/** Somebody who logs in, by the right password. */
async function loggingIn(page: Page, sandbox: Sandbox): Promise<Scene<'again' | 'again, after the wait'>> {
  const lead = await sandbox.register('one-question')
  await sandbox.setPassword(lead, PASSWORD)
  await page.goto('/login')
  const form = logInForm(page)
  return {
    call: () => logIn(page, lead.email),
    told: main(page),
    kept: async () => {
      await expect(form.email).toHaveValue(lead.email)
      await expect(form.password).toHaveValue(PASSWORD)
    },
    ways: {
      'again': () => form.send.click(),
      'again, after the wait': async () => {
        await page.clock.fastForward(3_000)
        await expect(form.send).not.toHaveAttribute('aria-disabled')
        await form.send.click()
      },
    },
    arrived: () => atQuestion(page),
  }
}

const login: Row<'again' | 'again, after the wait'> = {
  call: 'POST sessions (log-in)',
  method: 'POST',
  path: LOG_IN,
  come: loggingIn,
  keeps: 'e-mail address and password',
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again', 2),
    '400 Bad Request': cell(WRONG, 'again'),
    '401 Unauthorized': cell(WRONG, 'again'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell(NO_LOG_IN, 'again'),
    '409 Conflict': cell(SAYS.notAccepted, 'again'),
    '410 Gone': cell(NO_LOG_IN, 'again'),
    '413 Content Too Large': cell(SAYS.notAccepted, 'again'),
    '422 Unprocessable': cell(WRONG, 'again'),
    '429, Retry-After 2 s': cell('Too many tries', 'again, after the wait'),
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

const afterLogIn: Row<'again' | 'again, after the wait'> = {
  call: 'GET session (after a log-in)',
  method: 'GET',
  path: SESSION,
  reads: true,
  come: loggingIn,
  keeps: 'e-mail address and password',
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again'),
    '400 Bad Request': cell(NOT_LOADED, 'again'),
    '401 Unauthorized': cell(NOT_LOADED, 'again'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell(NOT_LOADED, 'again'),
    '409 Conflict': cell(NOT_LOADED, 'again'),
    '410 Gone': cell(NOT_LOADED, 'again'),
    '413 Content Too Large': cell(NOT_LOADED, 'again'),
    '422 Unprocessable': cell(NOT_LOADED, 'again'),
    '429, Retry-After 2 s': cell(SAYS.busy, 'again'),
    '500 Server Error': cell(SAYS.broken, 'again'),
    '502, an HTML page': cell(SAYS.broken, 'again'),
    '503, Retry-After 2 s': cell(SAYS.busy, 'again'),
    'silence of 30 s': cell(SAYS.tooLong, 'again'),
    'body cut': cell(SAYS.noConnection, 'again'),
    'body not JSON': cell(SAYS.unreadable, 'again'),
    'body of wrong shape': cell(SAYS.unreadable, 'again'),
    'body of 100 MB': cell(SAYS.unreadable, 'again'),
  },
}

const list: Row<'again' | 'logs in'> = {
  call: 'GET sessions',
  method: 'GET',
  path: LOG_IN,
  reads: true,
  async come(page, sandbox) {
    const lead = await open(page, sandbox)
    return {
      call: () => chooseInMenu(page, 'Your sessions'),
      told: page.locator('body'),
      ways: {
        'again': () => main(page).getByRole('button', { name: 'Try again' }).click(),
        'logs in': () => logIn(page, lead.email),
      },
      arrived: () => expect(rows(page).filter({ hasText: 'This one' })).toHaveCount(1),
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again'),
    '400 Bad Request': cell(NOT_LOADED, 'again'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell(NOT_LOADED, 'again'),
    '409 Conflict': cell(NOT_LOADED, 'again'),
    '410 Gone': cell(NOT_LOADED, 'again'),
    '413 Content Too Large': cell(NOT_LOADED, 'again'),
    '422 Unprocessable': cell(NOT_LOADED, 'again'),
    '429, Retry-After 2 s': cell(SAYS.busy, 'again'),
    '500 Server Error': cell(SAYS.broken, 'again'),
    '502, an HTML page': cell(SAYS.broken, 'again'),
    '503, Retry-After 2 s': cell(SAYS.busy, 'again'),
    'silence of 30 s': cell(SAYS.tooLong, 'again'),
    'body cut': cell(SAYS.noConnection, 'again'),
    'body not JSON': cell(SAYS.unreadable, 'again'),
    'body of wrong shape': cell(SAYS.unreadable, 'again'),
    'body of 100 MB': cell(SAYS.unreadable, 'again'),
  },
}

/** At the form that needs a code, filled in and sent: the dialog is open. */
async function atCode(page: Page, sandbox: Sandbox): Promise<Lead> {
  const lead = await sandbox.register('secured', { PhoneNumber: PHONE })
  await sandbox.setPassword(lead, PASSWORD)
  await page.goto(lead.link)
  await expect(heading(page)).toHaveText('Bank details')
  await field(page, 'IBAN').fill(IBAN)
  await sendButton(page).click()
  await expect(stepUp(page)).toBeVisible()
  return lead
}

const filled = (page: Page) => expect(field(page, 'IBAN')).toHaveValue(IBAN)

/** The form went out once, after the code. */
async function sentOnce(page: Page, sandbox: Sandbox) {
  await expect(heading(page)).toHaveText('You are all done')
  expect((await sandbox.completions()).filter(({ Status }) => Status === 200)).toHaveLength(1)
}

/** Types the newest code that was sent to a lead. */
async function typeNewest(page: Page, sandbox: Sandbox, lead: Lead) {
  await expect.poll(async () => (await codesTo(sandbox, lead.email)).length).toBeGreaterThan(0)
  await typeCode(page, (await codesTo(sandbox, lead.email)).at(-1)!)
}

/** A code that was sent before another one counts as well: whoever asks twice can use either. */
const codeSent: Row<'again' | 'logs in' | 'again, after the wait'> = {
  call: 'POST sessions/{id} (send a code)',
  method: 'POST',
  path: ACCOUNT,
  contains: 'codeOrigin',
  keeps: 'the form that waits for the code',
  async come(page, sandbox) {
    const lead = await atCode(page, sandbox)
    return {
      call: () => byMail(page).click(),
      told: page.locator('body'),
      kept: () => filled(page),
      ways: {
        'again': () => byMail(page).click(),
        'again, after the wait': async () => {
          await page.clock.fastForward(3_000)
          await byMail(page).click()
        },
        'logs in': async () => {
          await logIn(page, lead.email)
          await byMail(page).click()
        },
      },
      arrived: async () => {
        await expect(codeField(page)).toBeVisible()
        await filled(page)
        await typeNewest(page, sandbox, lead)
        await sentOnce(page, sandbox)
      },
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again', 2),
    '400 Bad Request': cell(SAYS.notAccepted, 'again'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell(SAYS.notAccepted, 'again'),
    '409 Conflict': cell(SAYS.notAccepted, 'again'),
    '410 Gone': cell(SAYS.notAccepted, 'again'),
    '413 Content Too Large': cell(SAYS.notAccepted, 'again'),
    '422 Unprocessable': cell(SAYS.notAccepted, 'again'),
    '429, Retry-After 2 s': cell('Too many tries. Please wait a little.', 'again, after the wait'),
    '500 Server Error': cell(SAYS.broken, 'again'),
    '502, an HTML page': cell(SAYS.broken, 'again', 2),
    '503, Retry-After 2 s': cell(SAYS.busy, 'again'),
    'silence of 30 s': cell(SAYS.tooLong, 'again', 2),
    'body cut': cell(SAYS.noConnection, 'again', 2),
    'body not JSON': cell(null, 'goes on'),
    'body of wrong shape': cell(null, 'goes on'),
    'body of 100 MB': cell(null, 'goes on'),
  },
}

const NOT_THE_CODE = 'That is not the code'

/** A verified code gives the session another id: where the answer was lost with its cookie, only logging in helps. */
const codeVerified: Row<'again' | 'logs in' | 'again, after the wait' | 'again, and logs in'> = {
  call: 'POST sessions/{id} (verify a code)',
  method: 'POST',
  path: ACCOUNT,
  contains: '"code"',
  keeps: 'the form that waits for the code',
  async come(page, sandbox) {
    const lead = await atCode(page, sandbox)
    await byMail(page).click()
    await expect(codeField(page)).toBeVisible()
    const again = () => confirmCode(page).click()
    const logsIn = async () => {
      await logIn(page, lead.email)
      await byMail(page).click()
      await expect(codeField(page)).toBeVisible()
      await typeNewest(page, sandbox, lead)
    }
    return {
      call: () => typeNewest(page, sandbox, lead),
      told: page.locator('body'),
      kept: () => filled(page),
      ways: {
        again,
        'again, after the wait': async () => {
          await page.clock.fastForward(3_000)
          await again()
        },
        'again, and logs in': async () => {
          await again()
          await logsIn()
        },
        'logs in': logsIn,
      },
      arrived: () => sentOnce(page, sandbox),
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again, and logs in', 2),
    '400 Bad Request': cell(SAYS.notAccepted, 'again'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell(SAYS.notAccepted, 'again'),
    '409 Conflict': cell(SAYS.notAccepted, 'again'),
    '410 Gone': cell(SAYS.notAccepted, 'again'),
    '413 Content Too Large': cell(SAYS.notAccepted, 'again'),
    '422 Unprocessable': cell(NOT_THE_CODE, 'again'),
    '429, Retry-After 2 s': cell('Too many tries. Please wait a little.', 'again, after the wait'),
    '500 Server Error': cell(SAYS.broken, 'again'),
    '502, an HTML page': cell(SAYS.broken, 'again'),
    '503, Retry-After 2 s': cell(SAYS.busy, 'again'),
    'silence of 30 s': cell(SAYS.tooLong, 'again, and logs in', 2),
    'body cut': cell(SAYS.noConnection, 'again'),
    'body not JSON': cell(null, 'goes on'),
    'body of wrong shape': cell(null, 'goes on'),
    'body of 100 MB': cell(null, 'goes on'),
  },
}

const STILL_IN = 'You are still logged in on this device.'

/** Whoever logs out is told the truth: where the back-end has not heard it, they are still here. */
const logOut: Row<'again'> = {
  call: 'DELETE sessions/{id} (log-out)',
  method: 'DELETE',
  path: ACCOUNT,
  async come(page, sandbox) {
    await open(page, sandbox)
    return {
      call: () => chooseInMenu(page, 'Log out'),
      told: page.locator('body'),
      ways: { again: () => page.getByRole('button', { name: 'Try again to log out' }).click() },
      arrived: () => expect(heading(page)).toHaveText(LOGGED_OUT),
    }
  },
  cells: {
    'network gone before': cell(`${STILL_IN} ${SAYS.noConnection}`, 'again'),
    'network gone after': cell(`${STILL_IN} ${SAYS.noConnection}`, 'again'),
    '400 Bad Request': cell(STILL_IN, 'again'),
    '401 Unauthorized': cell(LOGGED_OUT, 'goes on', 0),
    '403 Forbidden': cell(STILL_IN, 'again'),
    '404 Not Found': cell(LOGGED_OUT, 'goes on', 0),
    '409 Conflict': cell(STILL_IN, 'again'),
    '410 Gone': cell(LOGGED_OUT, 'goes on', 0),
    '413 Content Too Large': cell(STILL_IN, 'again'),
    '422 Unprocessable': cell(STILL_IN, 'again'),
    '429, Retry-After 2 s': cell(`${STILL_IN} ${SAYS.busy}`, 'again'),
    '500 Server Error': cell(`${STILL_IN} ${SAYS.broken}`, 'again'),
    '502, an HTML page': cell(`${STILL_IN} ${SAYS.broken}`, 'again'),
    '503, Retry-After 2 s': cell(`${STILL_IN} ${SAYS.busy}`, 'again'),
    'silence of 30 s': cell(`${STILL_IN} ${SAYS.tooLong}`, 'again'),
    'body cut': cell(`${STILL_IN} ${SAYS.noConnection}`, 'again'),
    'body not JSON': cell(LOGGED_OUT, 'goes on'),
    'body of wrong shape': cell(LOGGED_OUT, 'goes on'),
    'body of 100 MB': cell(LOGGED_OUT, 'goes on'),
  },
}

const NOT_ENDED = 'This session has not ended.'

const endAnother: Row<'again' | 'logs in'> = {
  call: 'DELETE sessions/{id} (another one)',
  method: 'DELETE',
  path: ACCOUNT,
  async come(page, sandbox) {
    const lead = await open(page, sandbox)
    const uuid = new URL(await sandbox.newLink(lead.userId)).searchParams.get('UUID')
    await sandbox.call('POST', AUTOLOGIN, { UUID: uuid }, { 'user-agent': 'Mozilla/5.0 (Android 16; Mobile; rv:146.0) Gecko/146.0 Firefox/146.0' })
    await chooseInMenu(page, 'Your sessions')
    const other = rows(page).filter({ hasText: 'Firefox on Android' })
    const end = other.getByRole('button', { name: /^End this session/ })
    await expect(end).toBeVisible()
    return {
      call: () => end.click(),
      told: page.locator('body'),
      ways: {
        'again': () => end.click(),
        'logs in': async () => {
          await logIn(page, lead.email)
          await end.click()
        },
      },
      arrived: async () => {
        await expect(other).toHaveCount(0)
        await expect(rows(page).filter({ hasText: 'This one' })).toHaveCount(1)
      },
    }
  },
  cells: {
    'network gone before': cell(`${NOT_ENDED} ${SAYS.noConnection}`, 'again'),
    'network gone after': cell(`${NOT_ENDED} ${SAYS.noConnection}`, 'again'),
    '400 Bad Request': cell(`${NOT_ENDED} ${SAYS.notAccepted}`, 'again'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(`${NOT_ENDED} ${SAYS.notAllowed}`, 'again'),
    '404 Not Found': cell(null, 'goes on', 0),
    '409 Conflict': cell(`${NOT_ENDED} ${SAYS.notAccepted}`, 'again'),
    '410 Gone': cell(null, 'goes on', 0),
    '413 Content Too Large': cell(`${NOT_ENDED} ${SAYS.notAccepted}`, 'again'),
    '422 Unprocessable': cell(`${NOT_ENDED} ${SAYS.notAccepted}`, 'again'),
    '429, Retry-After 2 s': cell(`${NOT_ENDED} ${SAYS.busy}`, 'again'),
    '500 Server Error': cell(`${NOT_ENDED} ${SAYS.broken}`, 'again'),
    '502, an HTML page': cell(`${NOT_ENDED} ${SAYS.broken}`, 'again'),
    '503, Retry-After 2 s': cell(`${NOT_ENDED} ${SAYS.busy}`, 'again'),
    'silence of 30 s': cell(`${NOT_ENDED} ${SAYS.tooLong}`, 'again'),
    'body cut': cell(`${NOT_ENDED} ${SAYS.noConnection}`, 'again'),
    'body not JSON': cell(null, 'goes on'),
    'body of wrong shape': cell(null, 'goes on'),
    'body of 100 MB': cell(null, 'goes on'),
  },
}

const GONE = 'We cannot find your journey'

const choice: Row<'again' | 'logs in'> = {
  call: 'POST session/journey',
  method: 'POST',
  path: '/internal/v1/session/journey',
  async come(page) {
    await page.goto('/login')
    await logIn(page, SAM.email)
    await expect(heading(page)).toHaveText(CHOICE)
    const choose = () => main(page).getByRole('listitem').filter({ hasText: 'One question' }).getByRole('button').click()
    return {
      call: choose,
      told: main(page),
      ways: {
        'again': choose,
        'logs in': async () => {
          await main(page).getByRole('link', { name: 'Log in' }).click()
          await logIn(page, SAM.email)
          await choose()
        },
      },
      arrived: () => atQuestion(page),
    }
  },
  cells: {
    'network gone before': cell(SAYS.noConnection, 'again'),
    'network gone after': cell(SAYS.noConnection, 'again', 2),
    '400 Bad Request': cell(NOT_LOADED, 'again'),
    '401 Unauthorized': cell(SAYS.sessionEnded, 'logs in'),
    '403 Forbidden': cell(SAYS.notAllowed, 'again'),
    '404 Not Found': cell(GONE, 'again'),
    '409 Conflict': cell(NOT_LOADED, 'again'),
    '410 Gone': cell(GONE, 'again'),
    '413 Content Too Large': cell(NOT_LOADED, 'again'),
    '422 Unprocessable': cell(NOT_LOADED, 'again'),
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

export const ACCOUNT_ROWS: Row[] = [login, afterLogIn, list, codeSent, codeVerified, logOut, endAnother, choice]
