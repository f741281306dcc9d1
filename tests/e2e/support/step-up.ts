/** The dialog that asks for a code. */

import { expect, type Page } from '@playwright/test'
import type { Sandbox } from './sandbox'

/** Whoever is registered with it gets codes by SMS there. */
export const PHONE = '+447700900123'

export const stepUp = (page: Page) => page.getByRole('dialog', { name: 'Confirm that it’s you' })
export const bySms = (page: Page) => stepUp(page).getByRole('button', { name: 'Send a code by SMS' })
export const byMail = (page: Page) => stepUp(page).getByRole('button', { name: 'Send a code by e-mail' })
export const sendAgain = (page: Page) => stepUp(page).getByRole('button', { name: 'Send it again' })
export const codeField = (page: Page) => stepUp(page).getByLabel('Security code', { exact: true })
export const confirmCode = (page: Page) => stepUp(page).getByRole('button', { name: 'Confirm', exact: true })
/** Until when the session is secured, at the head of the page. */
export const secured = (page: Page) => page.getByRole('banner').getByText(/^Secured until \d\d:\d\d$/)

export async function typeCode(page: Page, code: string) {
  await codeField(page).fill(code)
  await confirmCode(page).click()
}

/** The codes that were sent to an address or a phone, oldest first. */
export async function codesTo(sandbox: Sandbox, recipient: string): Promise<string[]> {
  const { Messages } = await sandbox.call('GET', '/sandbox/outbox')
  const texts: string[] = Messages.filter((message: any) => message.To === recipient).map((message: any) => message.Text)
  return texts.flatMap((text) => text.match(/Your code is (\d{5})\./)?.[1] ?? [])
}

/** The `count`th code that is sent there, once it is. */
export async function codeTo(sandbox: Sandbox, recipient: string, count = 1): Promise<string> {
  await expect.poll(async () => (await codesTo(sandbox, recipient)).length, 'codes sent').toBe(count)
  return (await codesTo(sandbox, recipient))[count - 1]
}

/** A code that is none of these. */
export const otherThan = (codes: string[]) => ['11111', '22222', '33333', '44444', '55555', '66666'].find((code) => !codes.includes(code))!
