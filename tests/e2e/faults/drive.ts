/** Drives a row of the table through the sandbox, cell by cell, and says what was not as the table says. */

import { expect, type Page, type TestInfo } from '@playwright/test'
import * as json from '../support/json'
import type { Sandbox } from '../support/sandbox'
import { FAULTS, FAULT_NAMES, HUGE, type FaultName } from './faults'
import type { Cell, Row, Scene } from './table'

/** A sentence has to be there by then, in milliseconds. */
const SOON = { timeout: 5_000 }

/** What became of a cell. */
export interface Outcome {
  call: string
  keeps: string | null
  fault: FaultName
  sees: string | null
  then: string
  done: number | null
  /** `right`, `cannot occur`, or what was wrong. */
  verdict: string
}

/** The attachment that the summary is made of. */
export const OUTCOMES = 'fault table'

/** All cells of a row, on one page. */
export async function drive(row: Row, page: Page, sandbox: Sandbox, info: TestInfo) {
  await page.clock.install()
  await page.addInitScript(recordWhatIsTold)
  const outcomes: Outcome[] = []
  for (const fault of FAULT_NAMES.filter((name) => name.includes(process.env.FAULT ?? ''))) {
    outcomes.push(await outcome(row, fault, page, sandbox))
  }
  await info.attach(OUTCOMES, { body: JSON.stringify(outcomes), contentType: 'application/json' })
  const wrong = outcomes.filter(({ verdict }) => verdict !== 'right' && verdict !== 'cannot occur')
  expect(wrong.map(({ fault, verdict }) => `${fault}: ${verdict}`), `cells of ${row.call} that are wrong`).toEqual([])
}

async function outcome(row: Row, fault: FaultName, page: Page, sandbox: Sandbox): Promise<Outcome> {
  const cell = row.cells[fault]
  const about = { call: row.call, keeps: row.keeps ?? null, fault }
  if ('never' in cell) return { ...about, sees: null, then: cell.never, done: null, verdict: 'cannot occur' }
  let verdict = 'right'
  try {
    await begin(page, sandbox)
    await driveCell(row, fault, cell, page, sandbox)
  } catch (error) {
    verdict = plain((error as Error).message)
  }
  return { ...about, ...cell, done: row.reads ? null : cell.done, verdict }
}

/** Nobody is here, and nothing goes wrong. */
async function begin(page: Page, sandbox: Sandbox) {
  await sandbox.noMoreFaults()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.goto('about:blank')
  await page.context().clearCookies()
}

async function driveCell(row: Row, name: FaultName, cell: Exclude<Cell<string>, { never: string }>, page: Page, sandbox: Sandbox) {
  const scene = await row.come(page, sandbox)
  await sandbox.call('DELETE', '/sandbox/log')
  const { method, path, contains, skip = 0 } = row
  await sandbox.fault({ Method: method, Path: path, Contains: contains, Skip: skip, ...FAULTS[name] })
  await page.evaluate(() => (globalThis as any).told?.splice(0))
  await scene.call()
  await expect.poll(async () => (await sandbox.lastFault()).Played, { message: 'the fault was played', ...SOON }).toBe(1)
  if (name === 'silence of 30 s') {
    const isDone = async () => (await sandbox.calls(method, path)).some(({ Faulted, Status }) => Faulted && Status !== null)
    await expect.poll(isDone, { message: 'the back-end is done, and silent', ...SOON }).toBe(true)
    await page.clock.fastForward(31_000)
  }
  if (cell.sees !== null) await expectTold(scene, cell.sees, cell.then, page)
  if (cell.then !== 'goes on' && cell.then !== 'is over') await scene.kept?.()
  await goOn(scene, cell.then, page)
  if (!row.reads) {
    const times = scene.carriedOut ?? (() => carriedOut(row, sandbox))
    await expect.poll(times, { message: 'how often it was carried out', ...SOON }).toBe(cell.done)
  }
  if (name === 'body of 100 MB') expect((await sandbox.lastFault()).HandedOut, 'bytes that went out before the app hung up').toBeLessThan(HUGE)
}

/** What goes on by itself may have gone on before the test looks: then it counts that the lead was told meanwhile. */
async function expectTold(scene: Scene<string>, sentence: string, then: string, page: Page) {
  if (then !== 'by itself') return expect(scene.told, 'what the lead is told').toContainText(sentence, SOON)
  const told = () => page.evaluate(() => (globalThis as any).told.join('\n'))
  await expect.poll(told, { message: 'what the lead is told', ...SOON }).toContain(sentence)
}

/** In the page: every text that it has shown. */
function recordWhatIsTold() {
  const told: string[] = ((globalThis as any).told = [])
  const record = () => {
    const text = (document.body?.innerText ?? '').replace(/\s+/g, ' ')
    if (text !== told.at(-1)) told.push(text)
  }
  new MutationObserver(record).observe(document, { subtree: true, childList: true, characterData: true })
}

async function goOn(scene: Scene<string>, then: string, page: Page) {
  if (then === 'stays' || then === 'is over') return
  if (then === 'by itself') {
    await expect(async () => {
      await page.clock.fastForward(3_000)
      await scene.arrived()
    }).toPass({ timeout: 15_000, intervals: [150] })
    return
  }
  if (then !== 'goes on') await scene.ways[then]()
  await scene.arrived()
}

async function carriedOut({ method, path, contains = '' }: Row, sandbox: Sandbox): Promise<number> {
  const calls = await sandbox.calls(method, path)
  const fits = ({ Status, Body }: (typeof calls)[0]) => Status !== null && Status < 300 && json.write(Body ?? null).includes(contains)
  return calls.filter(fits).length
}

/** The first lines of an error, without the colours that terminals show. */
function plain(message: string): string {
  const lines = message.replace(/\u001b\[\d+m/g, '').split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '').slice(0, 8).join(' | ')
}
