/** Says at the end of all tests how the browser that was killed fared, and leaves the figures beside the results. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FullConfig, Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { KILLS, lines, type Figures } from './summary'

export default class Kills implements Reporter {
  private readonly runs: Figures[] = []
  private folder = ''

  onBegin(config: FullConfig) {
    this.folder = config.projects[0].outputDir
  }

  onTestEnd(_: TestCase, result: TestResult) {
    const attached = result.attachments.find(({ name }) => name === KILLS)
    if (attached?.body) this.runs.push(JSON.parse(attached.body.toString()))
  }

  onEnd() {
    if (this.runs.length === 0) return
    mkdirSync(this.folder, { recursive: true })
    writeFileSync(join(this.folder, 'kills.json'), JSON.stringify(this.runs, null, 1))
    for (const run of this.runs) console.log(['', ...lines(run)].join('\n'))
  }

  printsToStdio() {
    return false
  }
}
