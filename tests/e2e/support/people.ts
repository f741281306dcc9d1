/** Those who are there from the start (`crates/sandbox/seed`), and how people come in, prove themselves and go. */

import { expect, type BrowserContext, type Page } from '@playwright/test'

/** Somebody who can log in. */
export interface Somebody {
  name: string
  email: string
  /** The address as pages show it. */
  masked: string
  userId: bigint
  phone?: string
}

/** The password of all of them. */
export const PASSWORD = 'example password'

export const JOHN: Somebody = { name: 'John Doe', email: 'johndoe@gmail.com', masked: 'j•••@gmail.com', userId: 74590868830731162n, phone: '+33687654321' }
/** Takes part in three journeys, in one of them as a stakeholder. */
export const SAM: Somebody = { name: 'Sam Several', email: 'sam.several@acme.test', masked: 's•••@acme.test', userId: 74590868830731168n, phone: '+33623456789' }
/** A stakeholder of Mary's, in `two-at-once`. */
export const JANE: Somebody = { name: 'Jane Partner', email: 'jane.partner@acme.test', masked: 'j•••@acme.test', userId: 74590868830731166n, phone: '+33612345678' }
export const CLOSED = 'closed@acme.test'
export const NOTHING_TO_OPEN = 'nothing@acme.test'

export const LOG_IN = '/internal/v1/sessions'
export const ACCOUNT = '/internal/v1/sessions/*'
export const EXTENSION = '/internal/v1/session/extension'

/** The mark that somebody has come in in this browser before. */
export const MARK = { name: 'front-office.known', value: '1' }

/** The cookies that scripts do not see: the session's. */
export const sessionCookies = async (context: BrowserContext) => (await context.cookies()).filter(({ httpOnly }) => httpOnly)

/** From now on the page asks who is here before it opens a link. */
export const knowBrowser = (page: Page, url: string) => page.context().addCookies([{ ...MARK, url }])

/** The form by which one logs in: on its own page, or in a dialog over another. */
export const logInForm = (page: Page) => ({
  email: page.getByLabel('E-mail address', { exact: true }),
  password: page.getByLabel('Password', { exact: true }),
  send: page.locator('form:has([autocomplete=current-password])').getByRole('button', { name: 'Log in', exact: true }),
})

/** Types both and sends them. */
export async function logIn(page: Page, email: string, password = PASSWORD) {
  const form = logInForm(page)
  await form.email.fill(email)
  await form.password.fill(password)
  await form.send.click()
}

/** What opens the menu about the session: who is here. */
export const account = (page: Page) => page.getByRole('banner').locator('button[aria-expanded]')

/** The menu about the session, opened. */
export async function openMenu(page: Page) {
  if ((await account(page).getAttribute('aria-expanded')) === 'false') await account(page).click()
  await expect(account(page)).toHaveAttribute('aria-expanded', 'true')
  return page.getByRole('banner').getByRole('list')
}

/** An entry of the menu. */
export async function chooseInMenu(page: Page, entry: string) {
  const menu = await openMenu(page)
  await menu.getByRole('button', { name: entry, exact: true }).or(menu.getByRole('link', { name: entry, exact: true })).click()
}

/** The headings of the pages at the doors. */
export const CHOICE = 'Your journeys'
export const SWITCHING = /^You are already here as /
export const OPEN_LINK = 'Open the link'
export const LOGGED_OUT = 'You are logged out'
export const REPLACED = 'Somebody else has logged in'

export const dialog = (page: Page) => page.getByRole('dialog')

/** The question whose page this is, where a wide screen asks it. */
export const notYou = (page: Page) => page.getByRole('banner').getByRole('button', { name: 'Not you?' }).filter({ visible: true }).first()

/** The way back in, over whatever is on the page. */
export const sessionEnded = (page: Page) => page.getByRole('dialog', { name: 'Your session has ended' })
