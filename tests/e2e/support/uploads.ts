/** Files to give, and what became of them. */

import { createHash } from 'node:crypto'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Browser, type Locator, type Page, type Request } from '@playwright/test'
import { expectScreen } from './page'
import type { Lead, Sandbox } from './sandbox'

export const DOCUMENTS = '/internal/v1/documents'
export const DOCUMENT = '/internal/v1/documents/*'
export const CERTIFICATE = '#field-3002'
export const OTHERS = '#field-3003'
const SEND_DOCUMENTS = 'Send your documents'

/** A file as Playwright gives it to an input. */
export interface Given {
  name: string
  mimeType: string
  buffer: Buffer
}

/** A PDF of so many bytes, each of which depends on where it stands, so that none can be missing or twice. */
export function pdf(name: string, size: number): Given {
  const buffer = Buffer.alloc(size)
  for (let at = 0; at + 4 <= size; at += 4) buffer.writeUInt32LE(Math.imul(at, 2_654_435_761) >>> 0, at)
  buffer.write('%PDF-1.7\n')
  return { name, mimeType: 'application/pdf', buffer }
}

export const text = (name: string, words: string): Given => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) })

/** Opens the form that asks for documents. */
export async function openForm(page: Page, sandbox: Sandbox): Promise<Lead> {
  const lead = await sandbox.register('upload')
  await page.goto(lead.link)
  await expectScreen(page, SEND_DOCUMENTS)
  return lead
}

/** The row of a file. */
export const row = (page: Page, name: string): Locator => page.locator('.upload__file', { hasText: name })

export async function expectReceived(page: Page, name: string, options?: { timeout: number }) {
  await expect(row(page, name)).toContainText('Received.', options)
}

/** A button about one file. */
export const button = (page: Page, words: string, name: string): Locator =>
  page.getByRole('button', { name: `${words} “${name}”`, exact: true })

export const sha256 = (bytes: Buffer | Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The hash of what the back-end has of a document. */
export async function hashThere(sandbox: Sandbox, id: number | bigint | string): Promise<string> {
  const response = await fetch(`${sandbox.url}/sandbox/documents/${id}`)
  expect(response.status).toBe(200)
  const hash = createHash('sha256')
  for await (const piece of response.body!) hash.update(piece)
  return hash.digest('hex')
}

/** A PDF on disk, too large to be passed around. */
export async function largeFile(size: number) {
  const folder = await mkdtemp(join(tmpdir(), 'front-office-file-'))
  const path = join(folder, 'large.pdf')
  const hash = createHash('sha256')
  const piece = pdf('', 8_000_000).buffer
  const file = await open(path, 'w')
  for (let at = 0; at < size; at += piece.length) {
    piece.writeUInt32LE(at, 16)
    const part = piece.subarray(0, Math.min(piece.length, size - at))
    hash.update(part)
    await file.write(part)
  }
  await file.close()
  return { path, hash: hash.digest('hex'), remove: () => rm(folder, { recursive: true }) }
}

/** The most memory, in bytes, that any page of the browser has ever had in hand at once (Linux: `VmHWM`). */
export async function peakMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, 'utf8')
    return Number(status.match(/VmHWM:\s+(\d+) kB/)![1]) * 1024
  })
  return Math.max(...(await Promise.all(peaks)))
}

/** The documents that a completion handed in, by data point. */
export async function handedIn(sandbox: Sandbox): Promise<Record<string, any[]>> {
  const completions = (await sandbox.completions()).filter((call) => call.Status === 200)
  expect(completions).toHaveLength(1)
  const entries = completions[0].Body.JourneyData.map((entry: any) => [entry.DataPoint.Id, entry.Documents])
  return Object.fromEntries(entries)
}

/** The offsets of the pieces that the page sends from now on. */
export function watchOffsets(page: Page): number[] {
  const offsets: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })
  return offsets
}

/** Holds back the calls on documents that fit, until `release`. */
export async function hold(page: Page, fits: (request: Request) => boolean) {
  const held: Request[] = []
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const pattern = /\/internal\/v1\/documents(\/\w+)?$/
  await page.route(pattern, async (route) => {
    if (!fits(route.request())) return route.fallback()
    held.push(route.request())
    await released
    // A call that was broken off meanwhile cannot go on.
    await route.continue().catch(() => {})
  })
  return {
    held,
    release: async () => {
      release()
      await page.unroute(pattern)
    },
  }
}

/** Drops files on an element. */
export async function drop(page: Page, selector: string, files: Given[]) {
  const sent = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }))
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer()
    for (const { name, mimeType, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
      transfer.items.add(new File([bytes], name, { type: mimeType }))
    }
    return transfer
  }, sent)
  await page.dispatchEvent(selector, 'dragover', { dataTransfer: transfer })
  await page.dispatchEvent(selector, 'drop', { dataTransfer: transfer })
}
