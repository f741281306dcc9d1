/** Giving documents: chosen, dropped, cut, paused, reloaded, refused; there once and whole. */

import { expectAccessible, expectNoSideways } from '../support/axe'
import { loseTheNetwork, yourSteps, expectScreen, sendButton } from '../support/page'
import { expect, test, type Page } from '../support/test'
import {
  CERTIFICATE, DOCUMENT, DOCUMENTS, OTHERS, button, drop, expectReceived, handedIn, hashThere, hold, largeFile, openForm, pdf,
  peakMemory, row, sha256, text, watchOffsets,
} from '../support/uploads'

const MEBIBYTE = 1024 * 1024

async function send(page: Page) {
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
}

test('a document arrives whole and is handed in', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  const file = pdf('Kbis société.pdf', 3 * MEBIBYTE + 17)
  await page.setInputFiles(CERTIFICATE, file)
  await expectReceived(page, file.name)
  await send(page)
  const { 3002: [document] } = await handedIn(sandbox)
  expect(document).toEqual({ Id: document.Id, Name: file.name, Size: file.buffer.length, ContentType: 'application/pdf' })
  expect(await hashThere(sandbox, document.Id)).toBe(sha256(file.buffer))
  expect(await sandbox.calls('POST', DOCUMENTS)).toHaveLength(1)
})

test('several documents go out two at a time, in the order of choosing', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  const files = ['1', '2', '3', '4'].map((name) => pdf(`${name}.pdf`, 300_000 + Number(name)))
  const gate = await hold(page, () => true)
  await page.setInputFiles(OTHERS, files)
  await expect(page.locator('.upload__file')).toHaveCount(4)
  await expect.poll(() => gate.held.length).toBe(2)
  await expect(row(page, '3.pdf')).toContainText('Waiting for its turn.')
  await expect(row(page, '4.pdf')).toContainText('Waiting for its turn.')
  expect(gate.held.map((request) => request.headers()['upload-length'])).toEqual(['300001', '300002'])
  await gate.release()
  for (const { name } of files) await expectReceived(page, name)
  await page.setInputFiles(CERTIFICATE, pdf('kbis.pdf', 5000))
  await expectReceived(page, 'kbis.pdf')
  await send(page)
  const { 3003: documents } = await handedIn(sandbox)
  expect(documents.map(({ Name }: any) => Name)).toEqual(['1.pdf', '2.pdf', '3.pdf', '4.pdf'])
  for (const [at, { Id }] of documents.entries()) expect(await hashThere(sandbox, Id)).toBe(sha256(files[at].buffer))
})

test('files can be dropped, and one that misses its place does not take the page away', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  await drop(page, '.field:nth-of-type(2) .upload__drop', [text('a.txt', 'first'), text('b.txt', 'second')])
  await expectReceived(page, 'a.txt')
  await expectReceived(page, 'b.txt')
  const before = page.url()
  await drop(page, 'main', [text('c.txt', 'third')])
  await expectScreen(page, 'Send your documents')
  expect(page.url()).toBe(before)
  await expect(page.locator('.upload__file')).toHaveCount(2)
})

test('a paused document sends nothing, goes on where it was, and is deleted when it is removed', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  const file = pdf('kbis.pdf', 2 * MEBIBYTE)
  const gate = await hold(page, (request) => request.method() === 'PATCH' && request.headers()['upload-offset'] !== '0')
  await page.setInputFiles(CERTIFICATE, file)
  await expect.poll(() => gate.held.length).toBe(1)
  await button(page, 'Pause', 'kbis.pdf').click()
  await expect(row(page, 'kbis.pdf')).toContainText('Paused.')
  await expect(button(page, 'Continue', 'kbis.pdf')).toBeFocused()
  expect((await gate.held[0].failure())?.errorText, 'the piece was broken off').toBeTruthy()
  await gate.release()
  const offsets = watchOffsets(page)
  await button(page, 'Continue', 'kbis.pdf').click()
  await expectReceived(page, 'kbis.pdf')
  expect(offsets[0], 'the first piece is there already').toBe(256 * 1024)

  await button(page, 'Remove', 'kbis.pdf').click()
  await expect(row(page, 'kbis.pdf')).toContainText('Remove it all the same?')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(button(page, 'Remove', 'kbis.pdf')).toBeFocused()
  expect(await sandbox.calls('DELETE', DOCUMENT)).toEqual([])
  await button(page, 'Remove', 'kbis.pdf').click()
  await button(page, 'Remove', 'kbis.pdf').click()
  await expect(page.locator('.upload__file')).toHaveCount(0)
  await expect(page.locator(CERTIFICATE)).toBeFocused()
  await expect.poll(async () => (await sandbox.calls('DELETE', DOCUMENT)).map(({ Status }) => Status)).toEqual([204])
  await sendButton(page).click()
  await expect(page.locator('.error-summary')).toContainText('Add a file for “Registration certificate”.')
})

test('a document that is cut anywhere is there once and whole', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  // Always the same numbers, so that a failure can be seen again.
  let seed = 20_261_122
  const random = (most: number) => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) % most
  const file = pdf('kbis.pdf', 3 * MEBIBYTE + 1)
  for (let cut = 0; cut < 4; cut += 1) {
    await sandbox.fault({ Path: DOCUMENT, Method: 'PATCH', Skip: cut === 0 ? 1 : 0, Take: random(250_000) })
  }
  const offsets = watchOffsets(page)
  await page.setInputFiles(CERTIFICATE, file)
  const again = button(page, 'Try now', 'kbis.pdf')
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 500 }).catch(() => {})
    await expectReceived(page, 'kbis.pdf', { timeout: 300 })
  }).toPass({ timeout: 40_000 })
  expect((await sandbox.calls('PATCH', DOCUMENT)).filter(({ Faulted }) => Faulted)).toHaveLength(4)
  expect(await sandbox.calls('POST', DOCUMENTS), 'it was never begun anew').toHaveLength(1)
  expect(offsets.some((offset) => offset % 1024 !== 0), 'it went on in the middle of a piece').toBe(true)
  await send(page)
  const { 3002: [document] } = await handedIn(sandbox)
  expect(await hashThere(sandbox, document.Id)).toBe(sha256(file.buffer))
})

test('after a reload a document goes on from the byte that the back-end has', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  const [large, small] = [pdf('large.pdf', 4 * MEBIBYTE), pdf('small.pdf', 2000)]
  await page.setInputFiles(OTHERS, small)
  await expectReceived(page, 'small.pdf')
  const gate = await hold(page, (request) => request.method() === 'PATCH' && Number(request.headers()['upload-offset']) > MEBIBYTE)
  await page.setInputFiles(CERTIFICATE, large)
  await expect.poll(() => gate.held.length).toBe(1)
  const reached = Number(gate.held[0].headers()['upload-offset'])
  await page.reload()
  await gate.release()
  await expectScreen(page, 'Send your documents')
  await expectReceived(page, 'large.pdf')
  await expectReceived(page, 'small.pdf')
  expect(await sandbox.calls('POST', DOCUMENTS), 'nothing was begun anew').toHaveLength(2)
  expect((await sandbox.calls('HEAD', DOCUMENT)).length).toBeGreaterThan(0)
  const sent = (await sandbox.calls('PATCH', DOCUMENT)).length
  expect(reached).toBeGreaterThan(MEBIBYTE)
  await send(page)
  const { 3002: [document] } = await handedIn(sandbox)
  expect(await hashThere(sandbox, document.Id)).toBe(sha256(large.buffer))
  expect(sent, 'no piece went out twice').toBeLessThan(12)
  await expect.poll(() => keptThings(page), 'nothing is kept of what was handed in').toEqual({ files: 0, uploads: 0 })
})

test('the form waits for the documents of an earlier visit: nobody sees it empty and chooses them again', async ({ page, context, sandbox }) => {
  await openForm(page, sandbox)
  await page.setInputFiles(OTHERS, [pdf('b.pdf', 2000), pdf('a.pdf', 3000)])
  for (const name of ['a.pdf', 'b.pdf']) await expectReceived(page, name)
  // Another page of the same site, which is busy with the store.
  const other = await context.newPage()
  await other.goto('/internal/v1/session')
  await other.evaluate(() => new Promise<void>((resolve) => {
    indexedDB.open('front-office').onsuccess = ({ target }) => {
      const store = (target as IDBOpenDBRequest).result.transaction('files', 'readwrite').objectStore('files')
      const goOn = () => {
        resolve()
        if (!('release' in window)) store.get('nothing').onsuccess = goOn
      }
      goOn()
    }
  }))
  await page.reload()
  await expect(page.getByRole('status').filter({ hasText: 'Getting what you gave before…' })).toBeAttached()
  await expect(page.locator('main form')).toHaveCount(0)
  await other.evaluate(() => Object.assign(window, { release: true }))
  await page.locator('main form').waitFor()
  expect(await page.locator('.upload__name bdi').allTextContents(), 'at once, in the order in which they were chosen').toEqual(['b.pdf', 'a.pdf'])
})

test('without a network a document waits, and goes on by itself', async ({ page, context, sandbox }) => {
  await openForm(page, sandbox)
  const file = pdf('kbis.pdf', 2 * MEBIBYTE)
  const gate = await hold(page, (request) => request.method() === 'PATCH' && request.headers()['upload-offset'] !== '0')
  await page.setInputFiles(CERTIFICATE, file)
  await expect.poll(() => gate.held.length).toBe(1)
  await loseTheNetwork(page)
  await expect(row(page, 'kbis.pdf')).toContainText('No connection. This goes on by itself when the network is back.')
  await gate.release()
  await context.setOffline(false)
  await expectReceived(page, 'kbis.pdf')
  await send(page)
  const { 3002: [document] } = await handedIn(sandbox)
  expect(await hashThere(sandbox, document.Id)).toBe(sha256(file.buffer))
})

test('files keep going while the lead is elsewhere in the journey', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  const gate = await hold(page, (request) => request.method() === 'PATCH')
  await page.setInputFiles(CERTIFICATE, pdf('kbis.pdf', MEBIBYTE))
  await expect.poll(() => gate.held.length).toBe(1)
  await yourSteps(page).click()
  await expectScreen(page, 'Upload')
  await gate.release()
  await expect.poll(async () => (await sandbox.calls('PATCH', DOCUMENT)).length).toBeGreaterThan(1)
  await page.goBack()
  await expectScreen(page, 'Send your documents')
  await expectReceived(page, 'kbis.pdf')
  await send(page)
})

test('what cannot be taken is refused politely before a byte of it is sent, and the others go on', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  await expect(page.locator(CERTIFICATE)).toHaveAccessibleDescription(/^Not older than three months\. Accepted: PDF or pictures\. 256\sMB at most\. One file\.$/)
  await page.setInputFiles(OTHERS, [
    pdf('empty.pdf', 0),
    { ...pdf('large.pdf', 10 * MEBIBYTE + 1) },
    { ...pdf('program.pdf', 10), buffer: Buffer.from('MZ\x90\0\x03\0\0\0\x04\0') },
    { name: 'table.xlsx', mimeType: '', buffer: Buffer.from('PK\x03\x04') },
    text('fine.txt', 'fine'),
  ])
  await expectReceived(page, 'fine.txt')
  await expect(page.locator('.upload__refusals li')).toHaveText([
    '“empty.pdf” is empty. Choose another file.',
    /“large.pdf” is too large/,
    '“program.pdf” has a program inside, so it is not taken. Choose another file.',
    /“table.xlsx” is of a type that is not taken here/,
  ])
  await expect(page.locator('.upload__refusals').locator('..')).toHaveRole('status')
  await page.setInputFiles(CERTIFICATE, pdf('first.pdf', 2000))
  await expectReceived(page, 'first.pdf')
  await drop(page, '.upload__drop', [pdf('second.pdf', 2000), pdf('third.pdf', 2000)])
  await expectReceived(page, 'second.pdf')
  await expect(page.locator('.upload__refusals').first()).toContainText('“third.pdf” was not added')
  await expect(row(page, 'first.pdf')).toHaveCount(0)
  const names = (await sandbox.calls('POST', DOCUMENTS)).length
  expect(names, 'only what was taken was begun').toBe(3)
  expect(await sandbox.calls('DELETE', DOCUMENT), 'what was replaced is deleted').toHaveLength(1)
})

test('who sends the form too early is told which field still sends, and nothing is lost', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  const gate = await hold(page, (request) => request.method() === 'PATCH')
  await page.setInputFiles(CERTIFICATE, pdf('kbis.pdf', MEBIBYTE))
  await expect.poll(() => gate.held.length).toBe(1)
  await sendButton(page).click()
  const summary = page.locator('.error-summary')
  await expect(summary).toContainText('Files for “Registration certificate” are still being sent.')
  await summary.getByRole('link').click()
  await expect(page.locator(CERTIFICATE)).toBeFocused()
  await gate.release()
  await expectReceived(page, 'kbis.pdf')
  await expect(page.locator('.field__error'), 'the error goes with its reason').toHaveCount(0)
  expect(await sandbox.completions()).toEqual([])
  await send(page)
})

test('nobody sees the files of another lead who used the same browser, and who chose them finds them again', async ({ page, sandbox }) => {
  const first = await openForm(page, sandbox)
  const gate = await hold(page, (request) => request.method() === 'PATCH')
  await page.setInputFiles(CERTIFICATE, pdf('secret.pdf', MEBIBYTE))
  await expect.poll(() => gate.held.length).toBe(1)
  await expect.poll(() => keptThings(page)).toEqual({ files: 1, uploads: 1 })
  await gate.release()
  await page.context().clearCookies()
  await openForm(page, sandbox)
  await page.setInputFiles(CERTIFICATE, pdf('other.pdf', 1_000))
  await expectReceived(page, 'other.pdf')
  await expect(page.locator('.upload__file')).toHaveCount(1)
  await expect(page.getByText('secret.pdf')).toHaveCount(0)

  await page.context().clearCookies()
  await page.goto(await sandbox.newLink(first.userId))
  await expect(row(page, 'secret.pdf')).toBeVisible()
  await expect(page.getByText('other.pdf')).toHaveCount(0)
})

test('a browser that keeps nothing says what that means, and asks before the page is left', async ({ page, sandbox }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await openForm(page, sandbox)
  const gate = await hold(page, (request) => request.method() === 'PATCH')
  await page.setInputFiles(CERTIFICATE, pdf('kbis.pdf', MEBIBYTE))
  await expect(page.getByText('This browser cannot keep your files.')).toBeVisible()
  const questions: string[] = []
  page.on('dialog', async (dialog) => {
    questions.push(dialog.type())
    await dialog.dismiss()
  })
  await page.locator('h1').click()
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => questions).toEqual(['beforeunload'])
  await gate.release()
  await expectReceived(page, 'kbis.pdf')
  await expect(page.getByText('This browser cannot keep your files.')).toHaveCount(0)
  await send(page)
  expect(questions, 'whoever has lost nothing is not asked').toEqual(['beforeunload'])
})

test('by keyboard alone, on a phone, for everybody', async ({ page, sandbox }) => {
  await openForm(page, sandbox)
  const gate = await hold(page, (request) => request.method() === 'PATCH' && request.headers()['upload-offset'] !== '0')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    (async () => {
      await page.locator(CERTIFICATE).focus()
      await page.keyboard.press('Enter')
    })(),
  ])
  expect(chooser.isMultiple()).toBe(false)
  await chooser.setFiles(pdf('a long name of a file that nobody would want to read aloud.pdf', MEBIBYTE))
  await page.setInputFiles(OTHERS, [pdf('empty.pdf', 0), text('fine.txt', 'fine')])
  await expectReceived(page, 'fine.txt')
  await expect.poll(() => gate.held.length).toBe(1)
  const bar = page.getByRole('progressbar', { name: /a long name/ })
  await expect(bar).toHaveAttribute('value', '25')
  await expect(row(page, 'a long name')).toContainText('25%')
  await expectAccessible(page)
  await expectNoSideways(page)
  await page.locator(CERTIFICATE).focus()
  for (const words of [/^Pause/, /^Remove/]) {
    await page.keyboard.press('Tab')
    await expect(page.locator(':focus')).toHaveText(words)
  }
  await page.keyboard.press('Enter')
  await expect(page.locator(CERTIFICATE)).toBeFocused()
  await expect(page.locator('.upload__file')).toHaveCount(1)
  await gate.release()
})

test('a document of 200 MB goes through without being held in memory', async ({ page, browser, sandbox }) => {
  test.skip(process.platform !== 'linux', 'the peak of a process is read from /proc')
  test.slow()
  const file = await largeFile(200_000_000)
  try {
    await openForm(page, sandbox)
    const before = await peakMemory(browser)
    await page.setInputFiles(CERTIFICATE, file.path)
    await expectReceived(page, 'large.pdf', { timeout: 150_000 })
    const grown = (await peakMemory(browser)) - before
    console.log(`200 MB sent; the page's memory grew by ${Math.round(grown / 1e6)} MB at most`)
    // What was sealed or sent is given back when the browser finds time for it.
    expect(grown).toBeLessThan(100e6)
    await send(page)
    const { 3002: [document] } = await handedIn(sandbox)
    expect(document.Size).toBe(200_000_000)
    expect(await hashThere(sandbox, document.Id)).toBe(file.hash)
  } finally {
    await file.remove()
  }
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('a photo can be taken, and dropping is not spoken of', async ({ page, sandbox }) => {
    await openForm(page, sandbox)
    const camera = page.locator(`${CERTIFICATE}-photo`)
    await expect(page.getByText('Take a photo').first()).toBeVisible()
    await expect(camera).toHaveAttribute('capture', 'environment')
    await expect(page.getByText('or drop it here')).toBeHidden()
    await camera.setInputFiles({ name: 'image.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5000)]) })
    await expectReceived(page, 'image.jpg')
    await send(page)
  })
})

/** How many things the browser keeps for this site. */
function keptThings(page: Page): Promise<Record<string, number>> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('front-office')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const counting = ['files', 'uploads'].map((name) => {
            const request = database.transaction(name).objectStore(name).count()
            return new Promise<[string, number]>((counted) => (request.onsuccess = () => counted([name, request.result])))
          })
          void Promise.all(counting).then((counts) => {
            database.close()
            resolve(Object.fromEntries(counts))
          })
        }
      }),
  )
}
