/**
 * The first promise, tried the hard way: the browser is killed again and again, at moments drawn from a seed, in the
 * middle of a long journey. A fresh browser on the same profile goes on each time.
 */

import { join } from 'node:path'
import { Lives } from '../support/kills/browser'
import { Chance } from '../support/kills/chance'
import { Fate } from '../support/kills/fate'
import { InterruptedLead } from '../support/kills/lead'
import { Ledger } from '../support/kills/ledger'
import { REF, writeScript } from '../support/kills/script'
import { report } from '../support/kills/summary'
import { leftBehind, verdict } from '../support/kills/verdict'
import { expect, test as base } from '../support/test'

const SEED = Number(process.env.FRONT_OFFICE_KILL_SEED ?? 20261122)
const KILLS = Number(process.env.FRONT_OFFICE_KILLS ?? 50)
/** Some more than are asked for: one that is drawn for after the end never comes. */
const SPARE = 1.2

const test = base.extend<{ lives: Lives }>({
  lives: async ({}, use) => {
    const lives = await Lives.prepare()
    await use(lives)
    await lives.over()
  },
})

test('a browser that is killed again and again loses nothing that was given, and completes nothing twice', { tag: '@alone' }, async ({ sandbox, landing, lives }, testInfo) => {
  test.setTimeout(1_200_000)
  const begun = Date.now()
  const chance = new Chance(SEED)
  const [ledger, fate] = [new Ledger(), new Fate(chance.branch(), Math.ceil(KILLS * SPARE))]
  const errors: string[] = []
  const script = await writeScript(join(lives.folder, 'files'))
  const lead = await sandbox.register(REF, { RedirectURL: landing.url })
  const person = new InterruptedLead(lead, script, sandbox, landing, ledger, fate, chance.branch())
  landing.open = false

  for (let arrived = false; !arrived; ) {
    const browser = await lives.begin()
    fate.begin(await person.toDo(), () => browser.kill())
    try {
      await person.goOn(browser)
      arrived = true
    } catch (error) {
      // Whatever was under way when the browser died has failed, as it must.
      if (!browser.isDead) throw error
    } finally {
      fate.end()
      browser.kill()
      await browser.gone()
      ledger.killed(browser.killedAt!)
      errors.push(...browser.errors)
    }
  }

  const last = await lives.begin()
  await last.page.goto(`${sandbox.url}/internal/v1/session`)
  const left = await leftBehind(last.page, lead)
  last.kill()
  await last.gone()

  const found = await verdict(sandbox, lead, script)
  await report(testInfo, { seed: SEED, seconds: (Date.now() - begun) / 1000, fate, ledger, verdict: found, left })
  expect.soft(ledger.losses.length, 'values lost').toBe(0)
  expect.soft(found.wrong, 'answers that are not the script’s').toEqual([])
  expect.soft(found.open, 'activities that were not completed').toEqual([])
  expect.soft(found.twice, 'activities that were completed twice').toEqual([])
  expect.soft(found.severalKeys, 'activities that were handed in under several keys').toEqual([])
  expect.soft(left, 'what the browser still has of the lead').toEqual([])
  expect.soft(errors, 'errors that no code of the page caught').toEqual([])
  expect.soft(fate.count, 'kills').toBeGreaterThanOrEqual(KILLS)
})
