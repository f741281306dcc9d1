/** What a lead does at providers: in the frame of their page, or on it. */

import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import jsQR from 'jsqr'
import type { Lead, Sandbox } from './sandbox'

export const HANDOVER = '/internal/v1/activities/*/handover'
export const OUTCOME = '/internal/v1/activities/*/outcome'

/** The heading of the step at a provider, which takes focus when its place changes. */
export const visitTitle = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 })

/** The frame that the lead sees. */
export const frameElement = (page: Page) => page.getByRole('main').locator('iframe')
export const frame = (page: Page): FrameLocator => page.getByRole('main').frameLocator('iframe')

/** A button of the provider's page in the frame. */
export const there = (page: Page, name: string) => frame(page).getByRole('button', { name, exact: true })
/** A button of our own page. */
export const here = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name })

/** A lead whose only step is at a provider, on the page of that step. */
export async function openStep(page: Page, sandbox: Sandbox, ref: string): Promise<Lead> {
  const lead = await sandbox.register(ref)
  await page.goto(lead.link)
  await expect(visitTitle(page)).toBeVisible()
  return lead
}

/** What the back-end was told of visits, in order. */
export async function outcomes(sandbox: Sandbox): Promise<string[]> {
  return (await sandbox.calls('POST', OUTCOME)).map((call) => call.Body.Message)
}

/** How the only step of a lead stands, for the back-end. */
export async function standing(sandbox: Sandbox, lead: Lead): Promise<string> {
  const journey = await sandbox.journey(lead)
  const [activity] = journey.Stages.flatMap((stage: any) => stage.Activities)
  return activity.AwaitingResult ? 'AwaitingResult' : activity.Status
}

/** Goes to a control, of this page or of the frame in it, by the tab key alone. */
export async function tabInto(page: Page, control: Locator, key = 'Tab') {
  await expect(control).toBeVisible()
  for (let stops = 0; stops < 40; stops += 1) {
    if (await control.evaluate((element) => element === element.ownerDocument.activeElement && element.ownerDocument.hasFocus())) return
    await page.keyboard.press(key)
  }
  throw new Error(`${control} was not reached by the tab key.`)
}

/** What a camera reads in a picture on the page: a QR code, read by a decoder that knows nothing of ours. */
export async function scan(page: Page, picture: Locator): Promise<string | undefined> {
  const png = (await picture.screenshot()).toString('base64')
  const { pixels, width, height } = await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
    canvas.drawImage(bitmap, 0, 0)
    const { data, width, height } = canvas.getImageData(0, 0, bitmap.width, bitmap.height)
    return { pixels: [...data], width, height }
  }, png)
  const read = (jsQR as any).default ?? jsQR
  return read(Uint8ClampedArray.from(pixels), width, height)?.data
}
