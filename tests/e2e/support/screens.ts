/** Every screen of the app and how one gets there, as data: for the checks that hold on each of them, and for its pictures. */

import { KNOWN, TITLE } from './every-field'
import { pass } from './clocks'
import { expectScreen, field, heading, hidePage, sendButton, typeDate } from './page'
import { ACCOUNT, CHOICE, chooseInMenu, dialog, JOHN, LOG_IN, LOGGED_OUT, logIn, notYou, OPEN_LINK, openMenu, PASSWORD, REPLACED, SAM, sessionEnded, SWITCHING } from './people'
import { AUTOLOGIN, COMPLETION, SESSION, type Sandbox } from './sandbox'
import { SCREENS_OF_STEPS } from './screens-of-steps'
import { byMail, bySms, codeField, codeTo, otherThan, secured, stepUp, typeCode } from './step-up'
import { expect, type Page } from './test'

/** What a way to a screen is walked with: those fixtures of a test. */
export interface Tools {
  page: Page
  sandbox: Sandbox
  configure: (configuration: object) => Promise<void>
  landing: { url: string; open: boolean }
}

/** Registers a lead on the journey of that reference, and opens their link. */
export async function open(page: Page, sandbox: Sandbox, ref: string, more = {}) {
  const lead = await sandbox.register(ref, more)
  await page.goto(lead.link)
  return lead
}

async function answerTheQuestion(page: Page) {
  await field(page, 'Your answer').fill('An answer')
  await sendButton(page).click()
}

/** Screens by name, and how one gets to each; what is returned are axe's rules that do not fit the screen. */
export type Screens = Record<string, (tools: Tools) => Promise<void | string[]>>

/** Each screen of the app. */
export const SCREENS: Screens = {
  'the task list': async ({ page, sandbox }) => {
    await open(page, sandbox, 'two-at-once')
    await expectScreen(page, 'Two at once')
  },
  'a form beside its journey': async ({ page, sandbox }) => {
    await open(page, sandbox, 'acme-onboarding')
    await expectScreen(page, 'Tell us about your company')
  },
  'a form with every kind of field': async ({ page, sandbox }) => {
    await open(page, sandbox, 'every-field')
    await expectScreen(page, TITLE)
  },
  'a form with all its errors': async ({ page, sandbox }) => {
    await open(page, sandbox, 'every-field')
    await sendButton(page).click()
    await expect(page.getByRole('alert')).toContainText('There is a problem')
  },
  'a form that was not sent': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await sandbox.fault({ Path: COMPLETION, Status: 400 })
    await answerTheQuestion(page)
    await expect(page.getByRole('alert')).toContainText('Everything is still here')
  },
  'a form that is sent again by itself': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await sandbox.fault({ Path: COMPLETION, Status: 500, Times: null })
    await answerTheQuestion(page)
    await expect(page.getByRole('status').filter({ hasText: 'The service has a problem' })).toBeVisible()
  },
  'a form after another one was completed': async ({ page, sandbox }) => {
    await open(page, sandbox, 'two-at-once')
    await page.getByRole('link', { name: 'First form' }).click()
    await field(page, 'First answer').fill('An answer')
    await sendButton(page).click()
    await expectScreen(page, 'Second form')
  },
  'a form under way': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await sandbox.fault({ Path: COMPLETION, Delay: 20_000 })
    await answerTheQuestion(page)
    await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible()
  },
  'a review': async ({ page, sandbox }) => {
    const lead = await sandbox.register('acme-onboarding')
    for (const name of ['Tell us about your company', 'Check the company', 'Tell us what you need', 'Look up the company']) {
      await sandbox.completeByHand(await sandbox.openActivity(lead, name))
    }
    await page.goto(lead.link)
    await typeDate(page, 'When do you want to start?', '2', '1', '2027')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(heading(page)).toHaveText('Check your answers')
  },
  'a form that is done': async ({ page, sandbox }) => {
    await open(page, sandbox, 'every-field', { JourneyData: KNOWN })
    await sendButton(page).click()
    await page.getByRole('link', { name: 'Look at your steps' }).click()
    await page.getByRole('main').getByRole('link', { name: TITLE }).click()
    await expect(page.getByText('You have completed this step.')).toBeVisible()
  },
  'a form that is being checked': async ({ page, sandbox }) => {
    const lead = await open(page, sandbox, 'checked-afterwards')
    await page.getByRole('link', { name: 'A colleague checks this' }).click()
    await field(page, 'To be checked by hand').fill('An answer')
    await sendButton(page).click()
    await expectScreen(page, 'A machine checks this')
    await page.goto(`/activities/${(await sandbox.activity(lead, 'A colleague checks this')).Id}`)
    await expect(page.getByText('You have done your part.')).toBeVisible()
  },
  'an activity that is not open yet': async ({ page, sandbox }) => {
    const lead = await open(page, sandbox, 'two-at-once')
    await expectScreen(page, 'Two at once')
    await page.goto(`/activities/${(await sandbox.activity(lead, 'Last form')).Id}`)
    await expectScreen(page, 'Last form')
  },
  'an activity of an unknown kind': async ({ page, sandbox }) => {
    await open(page, sandbox, 'two-at-once')
    await page.getByRole('link', { name: 'Meet us in the virtual lobby' }).click()
    await expectScreen(page, 'Meet us in the virtual lobby')
  },
  'the wait for an automatic activity': async ({ page, sandbox, configure }) => {
    await configure({ Settle: 600 })
    await open(page, sandbox, 'automatic-first')
    await expectScreen(page, 'Just a moment…')
  },
  'the closing page': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await answerTheQuestion(page)
    await expectScreen(page, 'You are all done')
  },
  'the closing page while others are at work': async ({ page, sandbox }) => {
    await open(page, sandbox, 'nothing-to-do')
    await expectScreen(page, 'Nothing to do right now')
  },
  'the way to RedirectURL': async ({ page, sandbox, landing }) => {
    landing.open = false
    await open(page, sandbox, 'already-done', { RedirectURL: landing.url })
    await expectScreen(page, 'All done')
  },
  'a page in the company’s French': async ({ page, sandbox }) => {
    const lead = await sandbox.register('ouverture', {}, 'dupont-workspace-key')
    await page.goto(lead.link)
    await expectScreen(page, 'Présentez votre entreprise')
  },
  'a link being opened': async ({ page, sandbox }) => {
    await hidePage(page, 'hidden')
    await open(page, sandbox, 'one-question')
    await expect(page.getByRole('main').getByRole('status')).toHaveText('Opening your link…')
    // A heading would be read out, and be gone again in a moment.
    return ['page-has-heading-one']
  },
  'a link that asks for a click': async ({ page, sandbox, configure }) => {
    await configure({ Autologin: 'confirm' })
    await open(page, sandbox, 'one-question')
    await expectScreen(page, 'Welcome')
  },
  'an unknown link': async ({ page }) => {
    await page.goto(`${AUTOLOGIN}?UUID=00000000-0000-4000-8000-000000000000`)
    await expectScreen(page, 'We do not know this link')
  },
  'an expired link': async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await sandbox.advance(301)
    await page.goto(lead.link)
    await expectScreen(page, 'This link has expired')
  },
  'a new link on its way': async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await sandbox.advance(301)
    await page.goto(lead.link)
    await page.getByRole('button', { name: 'Send me a new link' }).click()
    await expectScreen(page, 'Check your e-mail')
  },
  'a back-end that is busy': async ({ page, sandbox }) => {
    await sandbox.fault({ Path: SESSION, Status: 503, Headers: { 'Retry-After': '600' } })
    await page.goto('/')
    await expectScreen(page, 'Just a moment, please')
  },
  'a back-end that fails': async ({ page, sandbox }) => {
    await sandbox.fault({ Path: SESSION, Status: 500, Times: null })
    await page.goto('/')
    await expectScreen(page, 'The service has a problem')
  },
  'a visit without a session': async ({ page }) => {
    await page.goto('/')
    await expectScreen(page, 'Open your link to begin')
  },
  'the log-in page': async ({ page }) => {
    await page.goto('/login')
    await expectScreen(page, 'Log in')
  },
  'a log-in that was refused': async ({ page }) => {
    await page.goto('/login')
    await logIn(page, JOHN.email, 'wrong')
    await expect(page.getByRole('alert')).toContainText('is not right')
  },
  'a log-in that has to wait': async ({ page, sandbox }) => {
    await sandbox.fault({ Method: 'POST', Path: LOG_IN, Status: 429, Headers: { 'Retry-After': '600' } })
    await page.goto('/login')
    await logIn(page, JOHN.email)
    await expect(page.getByText(/You can try again in (10:00|9:\d\d)/)).toBeVisible()
  },
  'a question before somebody else’s link is opened': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await expectScreen(page, 'One question')
    await open(page, sandbox, 'one-question')
    await expectScreen(page, SWITCHING)
  },
  'a choice of journeys': async ({ page }) => {
    await page.goto('/login')
    await logIn(page, SAM.email)
    await expectScreen(page, CHOICE)
  },
  'the menu about the session': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    // A page that comes closes what was opened over the one before.
    await expect(field(page, 'Your answer')).toBeVisible()
    await openMenu(page)
  },
  'the question whose page it is': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await notYou(page).click()
    await expect(dialog(page)).toBeVisible()
  },
  'the question before something unsent is lost': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await field(page, 'Your answer').fill('An answer')
    await chooseInMenu(page, 'Log out')
    await expect(dialog(page)).toBeVisible()
  },
  'a log-out that failed': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await sandbox.fault({ Method: 'DELETE', Path: ACCOUNT, Status: 500 })
    await chooseInMenu(page, 'Log out')
    await expect(page.getByText('You are not logged out')).toBeVisible()
  },
  'the page after logging out': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await chooseInMenu(page, 'Log out')
    await expectScreen(page, LOGGED_OUT)
  },
  'the list of sessions': async ({ page, sandbox }) => {
    for (let count = 0; count < 12; count += 1) await sandbox.call('POST', LOG_IN, { email: JOHN.email, password: PASSWORD })
    await page.goto('/login')
    await logIn(page, JOHN.email)
    await chooseInMenu(page, 'Your sessions')
    await expect(page.getByRole('main').getByRole('article')).toHaveCount(10)
  },
  'the ways to send a code': async ({ page, sandbox }) => {
    await open(page, sandbox, 'secured')
    await field(page, 'IBAN').fill('GB33BUKB20201555555555')
    await sendButton(page).click()
    await expect(bySms(page)).toBeVisible()
  },
  'a code that was wrong': async ({ page, sandbox }) => {
    const lead = await open(page, sandbox, 'secured')
    await field(page, 'IBAN').fill('GB33BUKB20201555555555')
    await sendButton(page).click()
    await byMail(page).click()
    await typeCode(page, otherThan([await codeTo(sandbox, lead.email)]))
    await expect(codeField(page)).toHaveAttribute('aria-invalid', 'true')
  },
  'a code after too many': async ({ page, sandbox }) => {
    await open(page, sandbox, 'secured')
    await field(page, 'IBAN').fill('GB33BUKB20201555555555')
    await sendButton(page).click()
    await sandbox.fault({ Method: 'POST', Path: ACCOUNT, Status: 429, Headers: { 'Retry-After': '600' } })
    await byMail(page).click()
    await expect(stepUp(page)).toContainText('You can go on in')
  },
  'a secured session that ends soon': async ({ page, sandbox }) => {
    await page.clock.install()
    const lead = await open(page, sandbox, 'secured-twice')
    await page.getByRole('link', { name: 'First secret' }).click()
    await field(page, 'First secret answer').fill('One')
    await sendButton(page).click()
    await byMail(page).click()
    await typeCode(page, await codeTo(sandbox, lead.email))
    await expect(secured(page)).toBeVisible()
    await pass(sandbox, 3_500, page)
    await expect(page.getByRole('button', { name: 'Stay logged in' })).toBeVisible()
  },
  'a session that has ended': async ({ page, sandbox }) => {
    const lead = await open(page, sandbox, 'one-question')
    await field(page, 'Your answer').fill('An answer')
    await sandbox.endSessions(lead)
    await sendButton(page).click()
    await expect(sessionEnded(page)).toBeVisible()
  },
  'a page after somebody else came in': async ({ page, sandbox }) => {
    await open(page, sandbox, 'one-question')
    await expectScreen(page, 'One question')
    const other = await page.context().newPage()
    await other.goto((await sandbox.register('one-question')).link)
    await other.getByRole('button', { name: OPEN_LINK }).click()
    await expectScreen(page, REPLACED)
  },
  'an unknown address': async ({ page }) => {
    await page.goto('/no/such/page')
    await expectScreen(page, 'There is no such page')
  },
  'a bad configuration': async ({ page, configure }) => {
    await configure({ Settle: -1 })
    await page.goto('/')
    await expectScreen(page, 'The configuration key “Settle” cannot be used')
  },
  ...SCREENS_OF_STEPS,
}
