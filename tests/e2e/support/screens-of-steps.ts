/** The screens of the steps that are more than a form, and how one gets there: providers' pages, documents, signatures, films. */

import { loseTheNetwork, expectScreen, field } from './page'
import { here, openStep, there } from './providers'
import type { Screens } from './screens'
import { CERTIFICATE, expectReceived, hold, openForm, OTHERS, pdf, text } from './uploads'
import { expect, type Page } from './test'

const MEBIBYTE = 1024 * 1024

/** Places on the pad, as parts of its width and height: something like a name. */
const SCRAWL = [[0.12, 0.62], [0.2, 0.25], [0.24, 0.7], [0.33, 0.45], [0.38, 0.62], [0.47, 0.42], [0.52, 0.64], [0.62, 0.4], [0.7, 0.66], [0.88, 0.5]]

async function draw(page: Page) {
  const pad = page.locator('#signature-pad')
  await pad.scrollIntoViewIfNeeded()
  const box = (await pad.boundingBox())!
  const [first, ...others] = SCRAWL.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height])
  await page.mouse.move(first[0], first[1])
  await page.mouse.down()
  for (const [x, y] of others) await page.mouse.move(x, y, { steps: 6 })
  await page.mouse.up()
}

export const SCREENS_OF_STEPS: Screens = {
  'a step at a provider, before the visit': async ({ page, sandbox }) => {
    await openStep(page, sandbox, 'veriff-frame')
  },
  'a step at a provider, in a frame': async ({ page, sandbox }) => {
    await openStep(page, sandbox, 'calendly')
    await expect(there(page, 'Schedule event')).toBeVisible()
  },
  'a step at a provider, covering a phone': async ({ page, sandbox }) => {
    await page.setViewportSize({ width: 360, height: 740 })
    await openStep(page, sandbox, 'veriff-frame')
    await here(page, 'Verify my identity').click()
    await expect(there(page, 'Start')).toBeEnabled()
  },
  'a step at a provider, in another tab': async ({ page, sandbox }) => {
    await openStep(page, sandbox, 'veriff-frame')
    await here(page, 'Open in a new tab').click()
    await expect(page.getByText('Veriff is open in another tab.')).toBeVisible()
    await page.bringToFront()
  },
  'a step at a provider, on the phone': async ({ page, sandbox }) => {
    await openStep(page, sandbox, 'veriff-frame')
    await here(page, 'Continue on your phone').click()
    await expect(page.locator('.qr')).toBeVisible()
  },
  'a step at a provider, not confirmed': async ({ page, sandbox }) => {
    await openStep(page, sandbox, 'sign-documenso')
    await here(page, 'I have signed').click()
    await expect(page.getByText('Not confirmed yet')).toBeVisible()
  },
  'a step at a provider, declined': async ({ page, sandbox }) => {
    await openStep(page, sandbox, 'sign-documenso')
    await here(page, 'Sign the document').click()
    await there(page, 'Reject').click()
    await expect(here(page, 'Begin again')).toBeVisible()
  },
  'a step on a provider’s own page': async ({ page, sandbox }) => {
    await openStep(page, sandbox, 'sign-docuseal')
  },
  'documents to give': async ({ page, sandbox }) => {
    await openForm(page, sandbox)
  },
  'documents on their way, received and refused': async ({ page, sandbox }) => {
    await openForm(page, sandbox)
    const gate = await hold(page, (request) => request.method() === 'PATCH' && request.headers()['upload-offset'] !== '0')
    await page.setInputFiles(CERTIFICATE, pdf('Certificate of incorporation.pdf', MEBIBYTE))
    await page.setInputFiles(OTHERS, [pdf('empty.pdf', 0), text('Articles.txt', 'fine')])
    await expectReceived(page, 'Articles.txt')
    await expect.poll(() => gate.held.length).toBe(1)
  },
  'documents to read': async ({ page, sandbox }) => {
    await page.goto((await sandbox.register('read-document')).link)
    await expectScreen(page, 'Read our terms')
    await expect(page.getByRole('link', { name: /^Download/ }).first()).toBeVisible()
  },
  'a signature by name': async ({ page, sandbox }) => {
    await page.goto((await sandbox.register('sign-native')).link)
    await expectScreen(page, 'Sign the agreement')
    await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(2)
    await field(page, 'Your full name').fill('Jane Doe')
  },
  'a signature by hand': async ({ page, sandbox }) => {
    await page.goto((await sandbox.register('sign-native')).link)
    await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(2)
    await page.getByLabel('Draw my signature').check()
    await draw(page)
    await expect(page.locator('.signature-pad__line').first()).toBeAttached()
  },
  'a signature that is missing': async ({ page, sandbox }) => {
    await page.goto((await sandbox.register('sign-native')).link)
    await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(2)
    await page.getByRole('button', { name: 'Sign and continue' }).click()
    await expect(page.getByRole('alert')).toContainText('There is a problem')
  },
  'a film in a file': async ({ page, sandbox }) => {
    await page.goto((await sandbox.register('video-file')).link)
    await expectScreen(page, 'Watch how it works')
    await expect(page.getByRole('progressbar', { name: /^0 of \d+ seconds watched$/ })).toBeVisible()
  },
  'a film at a provider': async ({ page, sandbox }) => {
    await page.goto((await sandbox.register('video-youtube')).link)
    await expectScreen(page, 'Watch the tour')
    await expect(page.getByRole('progressbar', { name: /watched/ })).toBeVisible()
  },
  'a form without a network': async ({ page, sandbox }) => {
    await page.goto((await sandbox.register('one-question')).link)
    await expectScreen(page, 'One question')
    await field(page, 'Your answer').fill('An answer')
    await loseTheNetwork(page)
    await expect(page.locator('.offline')).toContainText('You are offline')
  },
}
