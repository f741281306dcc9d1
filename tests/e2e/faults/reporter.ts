/** Puts the outcomes of all cells together: a line on the console, and the whole table beside the tests' results. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FullConfig, Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { OUTCOMES, type Outcome } from './drive'

const isWrong = ({ verdict }: Outcome) => verdict !== 'right' && verdict !== 'cannot occur'

export default class FaultTable implements Reporter {
  private readonly outcomes: Outcome[] = []
  private folder = ''

  onBegin(config: FullConfig) {
    this.folder = config.projects[0].outputDir
  }

  onTestEnd(_: TestCase, result: TestResult) {
    const attached = result.attachments.find(({ name }) => name === OUTCOMES)
    if (attached?.body) this.outcomes.push(...JSON.parse(attached.body.toString()))
  }

  onEnd() {
    if (this.outcomes.length === 0) return
    const calls = [...new Set(this.outcomes.map(({ call }) => call))].sort()
    const byCall = calls.map((call) => ({ call, ...figures(this.outcomes.filter((outcome) => outcome.call === call)) }))
    const all = figures(this.outcomes)
    mkdirSync(this.folder, { recursive: true })
    writeFileSync(join(this.folder, 'fault-table.json'), JSON.stringify({ ...all, byCall, cells: this.outcomes }, null, 1))
    writeFileSync(join(this.folder, 'fault-table.md'), markdown(calls, this.outcomes))
    console.log(`\nFault table: ${calls.length} calls, ${all.driven} cells driven, ${all.right} right, ${all.never} that cannot occur.`)
    for (const { call, driven, right, never } of byCall) console.log(`  ${call}: ${right} of ${driven}${never ? `, ${never} cannot occur` : ''}`)
  }

  printsToStdio() {
    return false
  }
}

function figures(outcomes: Outcome[]) {
  const driven = outcomes.filter(({ verdict }) => verdict !== 'cannot occur')
  return { driven: driven.length, right: driven.filter((outcome) => !isWrong(outcome)).length, never: outcomes.length - driven.length }
}

function markdown(calls: string[], outcomes: Outcome[]): string {
  const line = ({ fault, sees, then, done, verdict }: Outcome) =>
    `| ${[fault, sees ?? '', then, done ?? '', verdict].map((part) => String(part).replaceAll('|', '\\|')).join(' | ')} |`
  const table = (call: string) => {
    const cells = outcomes.filter((outcome) => outcome.call === call)
    const kept = cells[0].keeps ? [`Kept whatever happens: ${cells[0].keeps}.`, ''] : []
    return [`## ${call}`, '', ...kept, '| fault | the lead sees | and then | carried out | verdict |', '|---|---|---|---|---|', ...cells.map(line), '']
  }
  return ['# The fault table', '', ...calls.flatMap(table)].join('\n')
}
