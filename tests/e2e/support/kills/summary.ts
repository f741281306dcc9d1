/** The figures of a run, in a line for each of the things that are promised. */

import type { TestInfo } from '@playwright/test'
import type { Fate } from './fate'
import { GRACE, type Ledger, type Loss } from './ledger'
import type { Verdict } from './verdict'

/** The name of the attachment. */
export const KILLS = 'kills'

export interface Run {
  seed: number
  seconds: number
  fate: Fate
  ledger: Ledger
  verdict: Verdict
  /** What the browser still had of the lead at the end. */
  left: string[]
}

export interface Figures extends Verdict {
  seed: number
  seconds: number
  kills: number
  /** How often the browser was killed in which phase. */
  phases: Record<string, number>
  /** Values that had to be there after a kill, and those of them that were not. */
  owed: number
  losses: Loss[]
  /** Values that were so young that they need not have been there, and those that were all the same. */
  young: number
  youngKept: number
  left: string[]
}

/** Hands the figures to the reporter. */
export async function report(testInfo: TestInfo, { seed, seconds, fate, ledger, verdict, left }: Run) {
  const { owed, losses, young, youngKept } = ledger
  const phases = Object.fromEntries([...fate.kills].sort(([, a], [, b]) => b - a))
  const figures: Figures = { seed, seconds: Math.round(seconds), kills: fate.count, phases, owed, losses, young, youngKept, left, ...verdict }
  await testInfo.attach(KILLS, { body: JSON.stringify(figures, null, 2), contentType: 'application/json' })
}

export function lines(figures: Figures): string[] {
  const { seed, seconds, kills, phases, owed, losses, young, youngKept, wrong, twice, open, severalKeys, attempts, submissions, left } = figures
  const fate = ({ late, kept }: Loss) => (late === undefined ? `; the browser had ${kept?.join(', ') || 'nothing'}` : `, and there after ${late} ms`)
  const lost = losses.map((loss) =>
    `  ${loss.piece}: ${JSON.stringify(loss.owed)}, given ${loss.age} ms before the kill, was ${JSON.stringify(loss.found)}${fate(loss)}`)
  return [
    `Kills: ${kills} survived, ${losses.length + wrong.length} values lost, ${twice.length} activities completed twice (seed ${seed}, ${seconds} s).`,
    `  killed: ${Object.entries(phases).map(([phase, count]) => `${phase} ${count}`).join(', ')}`,
    `  values that had to be there after a kill: ${owed}; given less than ${GRACE} ms before one: ${young}, there all the same: ${youngKept}`,
    `  submissions: ${submissions}, in ${attempts} attempts, ${severalKeys.length} under several keys; activities not completed: ${open.length}; left in the browser: ${left.length}`,
    ...lost,
    ...wrong.map((answer) => `  ${answer}`),
  ]
}
