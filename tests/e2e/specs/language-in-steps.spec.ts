/** Another language in the middle of what must not begin anew: a drawing, an upload, a film, a provider's page, a review, a sending. */

import { write } from '../support/json'
import { speak } from '../support/languages'
import { expectScreen, field, heading, sendButton } from '../support/page'
import { frameElement, openStep, standing, there } from '../support/providers'
import { COMPLETION } from '../support/sandbox'
import { SCREENS } from '../support/screens'
import { expect, test, type Locator, type Page } from '../support/test'
import { CERTIFICATE, DOCUMENTS, handedIn, hashThere, hold, openForm, pdf, row, sha256, watchOffsets } from '../support/uploads'

const MEBIBYTE = 1024 * 1024

/** Marks an element of the page, to be known again: one made anew has no mark. */
const mark = (element: Locator) => element.evaluate((element) => void ((element as any).seenBefore = true))
const expectSame = (element: Locator) => expect(element).toHaveJSProperty('seenBefore', true)

/** What the page asks for from now on that fits. */
function asked(page: Page, pattern: RegExp): string[] {
  const urls: string[] = []
  page.on('request', (request) => pattern.test(request.url()) && urls.push(request.url()))
  return urls
}

test('a drawn signature keeps its strokes, and is sent with all of them', async ({ page, sandbox }) => {
  await page.goto((await sandbox.register('sign-native')).link)
  await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(2)
  const fetched = asked(page, /\.pdf$/)
  await page.getByLabel('Draw my signature').check()
  const pad = page.locator('#signature-pad')
  await pad.scrollIntoViewIfNeeded()
  const box = (await pad.boundingBox())!
  for (const [from, to] of [[0.1, 0.4], [0.5, 0.9]]) {
    await page.mouse.move(box.x + from * box.width, box.y + 0.7 * box.height)
    await page.mouse.down()
    await page.mouse.move(box.x + to * box.width, box.y + 0.2 * box.height, { steps: 8 })
    await page.mouse.up()
  }
  await page.getByRole('checkbox').check()
  const strokes = () => page.locator('.signature-pad__line').evaluateAll((lines) => lines.map((line) => line.getAttribute('d')))
  const drawn = await strokes()
  expect(drawn.join('')).not.toBe('')
  for (const tag of ['de', 'ar', 'en']) {
    await speak(page, tag)
    expect(await strokes()).toEqual(drawn)
    await expect(page.getByRole('checkbox')).toBeChecked()
  }
  expect(fetched).toEqual([])
  // The known name may stand beside it.
  if (await page.getByLabel('Your full name').isVisible()) await page.getByLabel('Your full name').fill('Jane Doe')
  await page.getByRole('button', { name: 'Sign and continue' }).click()
  await expectScreen(page, 'You are all done')
  const completions = await sandbox.completions()
  expect(completions).toHaveLength(1)
  expect(completions[0].Body.Signature).toMatchObject({ Method: 'Drawn' })
  expect(completions[0].Body.Signature.Strokes).toHaveLength(2)
})

test('why a file was not taken stays, in each language', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  await page.setInputFiles(CERTIFICATE, pdf('empty.pdf', 0))
  const refusal = page.locator('.upload__refusals')
  await expect(refusal).toHaveText('“empty.pdf” is empty. Choose another file.')
  await speak(page, 'de')
  await expect(refusal).toHaveText(/empty\.pdf.* leer/)
  await page.setInputFiles(CERTIFICATE, pdf('fine.pdf', 9))
  await expect(refusal).toHaveCount(0)
})

test('an upload goes on where it is, and each of its bytes is sent once', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  const offsets = watchOffsets(page)
  const gate = await hold(page, (request) => request.method() === 'PATCH' && request.headers()['upload-offset'] !== '0')
  const file = pdf('Certificate.pdf', 3 * MEBIBYTE)
  await page.setInputFiles(CERTIFICATE, file)
  await expect.poll(() => gate.held.length).toBe(1)
  const progress = row(page, file.name).getByRole('progressbar')
  const value = async () => (await progress.getAttribute('aria-valuenow')) ?? (await progress.getAttribute('value'))
  const before = await value()
  expect(Number(before)).toBeGreaterThan(0)
  for (const tag of ['es', 'ar', 'fr']) {
    await speak(page, tag)
    await expect(row(page, file.name)).toHaveCount(1)
    expect(await value()).toBe(before)
  }
  await gate.release()
  await expect(row(page, file.name)).toContainText('Reçu.')
  await page.getByRole('button', { name: 'Envoyer et continuer' }).click()
  await expect(heading(page)).toHaveText('Vous avez terminé')
  const { 3002: [document] } = await handedIn(sandbox)
  expect(await hashThere(sandbox, document.Id)).toBe(sha256(file.buffer))
  expect(await sandbox.calls('POST', DOCUMENTS)).toHaveLength(1)
  expect(new Set(offsets).size).toBe(offsets.length)
})

test('a film in a file plays on, and what was watched of it stays', async ({ page, sandbox }) => {
  await page.goto((await sandbox.register('video-file')).link)
  const film = page.locator('video')
  const progress = page.getByRole('progressbar')
  await expect(progress).toHaveAccessibleName(/^0 of \d+ seconds watched$/)
  await mark(film)
  await film.click()
  await expect(progress).toHaveAccessibleName(/^[2-9] of/)
  for (const [tag, words] of [['de', /^[2-9]\d* von \d+\sSekunden angesehen$/], ['ar', /الثواني التي شوهدت/], ['en', /^[2-9]\d* of \d+ seconds watched$/]] as const) {
    const before = await film.evaluate((video: HTMLVideoElement) => video.currentTime)
    await speak(page, tag)
    await expectSame(film)
    await expect(progress).toHaveAccessibleName(words)
    expect(await film.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThanOrEqual(before)
  }
  await expect(page.getByRole('status').filter({ hasText: 'You have watched enough.' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Continue' }).click()
  await expectScreen(page, 'You are all done')
  const [{ Body }] = await sandbox.completions()
  expect(Body.WatchedRanges).toHaveLength(1)
  expect(Body.WatchedRanges[0][0]).toBeLessThan(0.2)
})

test('a film in a provider’s frame is not loaded again, and what was watched of it counts', async ({ page, sandbox }) => {
  await page.goto((await sandbox.register('video-youtube')).link)
  const progress = page.getByRole('progressbar', { name: /40/ })
  await expect(progress).toHaveAccessibleName('0 of 40 seconds watched')
  const film = page.frames().find((frame) => frame.parentFrame())!
  const advance = (seconds: number) => film.evaluate((seconds) => (window as any).advance(seconds), seconds)
  const loads: string[] = []
  page.on('framenavigated', (frame) => frame.parentFrame() && loads.push(frame.url()))
  await page.frameLocator('iframe').getByRole('button', { name: 'Play', exact: true }).click()
  await advance(20)
  await expect(progress).toHaveAccessibleName('20 of 40 seconds watched')
  await speak(page, 'de')
  await expect(progress).toHaveAccessibleName('20 von 40 Sekunden angesehen')
  await advance(12)
  await expect(progress).toHaveAccessibleName('32 von 40 Sekunden angesehen')
  await page.getByRole('button', { name: 'Weiter', exact: true }).click()
  await expect(heading(page)).toHaveText('Sie haben alles erledigt')
  expect(loads).toEqual([])
  const [{ Body }] = await sandbox.completions()
  expect(Body).toMatchObject({ WatchedRanges: [[0, 32]], Duration: 40 })
})

test('a provider’s page in its frame stays as it is, with what was chosen there', async ({ page, sandbox }) => {
  const lead = await openStep(page, sandbox, 'calendly')
  await there(page, 'Choose 10:00').click()
  await expect(there(page, 'Schedule event')).toBeEnabled()
  await mark(frameElement(page))
  const loads: string[] = []
  page.on('framenavigated', (frame) => frame.parentFrame() && loads.push(frame.url()))
  for (const tag of ['fr', 'ar', 'en']) {
    await speak(page, tag)
    await expectSame(frameElement(page))
  }
  expect(loads).toEqual([])
  await there(page, 'Schedule event').click()
  await expectScreen(page, 'You are all done')
  expect(await standing(sandbox, lead)).toBe('Completed')
  expect(await sandbox.completions()).toHaveLength(1)
})

test('a review stays one, says its dates anew, and is sent once', async ({ page, sandbox, configure, landing }) => {
  await SCREENS['a review']({ page, sandbox, configure, landing })
  for (const [tag, title, date] of [
    ['de', 'Prüfen Sie Ihre Angaben', '2. Januar 2027'],
    ['es', 'Revise sus respuestas', '2 de enero de 2027'],
    ['ar', 'مراجعة إجاباتك', '2 يناير 2027'],
    ['fr', 'Vérifiez vos réponses', '2 janvier 2027'],
  ]) {
    await speak(page, tag)
    await expect(heading(page)).toHaveText(title)
    await expect(page.locator('dl').getByText(date)).toBeVisible()
  }
  await page.getByRole('button', { name: 'Envoyer et continuer' }).click()
  await expect(heading(page)).not.toHaveText('Vérifiez vos réponses')
  const sent = (await sandbox.completions()).filter(({ Body }) => write(Body.JourneyData ?? null).includes('2027-01-02'))
  expect(sent).toHaveLength(1)
})

test('what is on its way arrives once', async ({ page, sandbox }) => {
  await page.goto((await sandbox.register('one-question')).link)
  await field(page, 'Your answer').fill('An answer')
  await sandbox.fault({ Path: COMPLETION, Delay: 3000 })
  await sendButton(page).click()
  await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible()
  await speak(page, 'es')
  await expect(page.getByRole('button', { name: 'Enviando…' })).toBeVisible()
  await expect(heading(page)).toHaveText('Ya ha terminado')
  expect(await sandbox.completions()).toHaveLength(1)
})
