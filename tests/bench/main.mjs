/** Run by `cargo xtask bench`: measures the app and its peers by turns, and writes `results.md` and `results.json`. */

import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { chromium } from 'playwright-core'
import { serve } from './host.mjs'
import { formOf, journeyOf } from './journeys.mjs'
import { bundle, PEERS } from './peers.mjs'
import { comparison, growth, medians } from './tables.mjs'
import { CPU_SLOWDOWN, fields, oneField, rows, SLOW_4G, visit } from './visit.mjs'

const given = (name) => process.env[name] ?? fail(`${name} is not set: run this by \`cargo xtask bench\`.`)
const fail = (sentence) => {
  throw new Error(sentence)
}

const RUNS = Number(given('FRONT_OFFICE_BENCH_RUNS'))
/** Each of them takes long, and what grows is told by sizes, not by shades. */
const GROWTH_RUNS = Math.ceil(RUNS / 2)
const NAMES = { app: 'this app', ...PEERS }
const SIZES = [
  ...[10, 100, 1000].map((size) => ({ what: `a form of ${size} fields`, journey: formOf(size), wanted: fields(size) })),
  ...[10, 1000, 10000].map((size) => ({ what: `a journey of ${size} activities`, journey: journeyOf(size), wanted: rows(size) })),
]

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const hosts = { app: await serve(given('FRONT_OFFICE_DIST')) }
for (const peer of Object.keys(PEERS)) hosts[peer] = await serve(await bundle(peer, given('FRONT_OFFICE_PEERS')))
const browser = await chromium.launch({ executablePath: given('FRONT_OFFICE_CHROMIUM'), args: [...quiet, ...asRoot] })
const version = browser.version()

const first = await byTurns(Object.keys(hosts), RUNS, formOf(8), oneField, SLOW_4G)
const figures = Object.fromEntries(Object.entries(first).map(([name, visits]) => [name, visits.length ? medians(visits) : undefined]))
const sizes = []
for (const { what, journey, wanted } of SIZES) {
  const visits = await byTurns(['app', 'react'], GROWTH_RUNS, journey, wanted)
  if (visits.app.length && visits.react.length) sizes.push({ what, app: medians(visits.app), react: medians(visits.react), visits })
}
await browser.close()
for (const host of Object.values(hosts)) host.stop()

const machine = `${availableParallelism()} × ${cpus()[0].model.trim()}, Chromium ${version}`
const text = `# Measured

${machine}, slowed down ${CPU_SLOWDOWN} times. Medians of ${RUNS} visits each (${GROWTH_RUNS} in the second table), all by turns in one run, each in a browser that was never here, after one that does not count. Compare figures within a table only. \`cargo xtask bench\` measures anew.

## One form, from the link

A link is opened on slow 4G (1.6 Mbit/s, 150 ms): it is spent, the journey is fetched, its one form of eight fields is shown. Kilobytes are those on the wire until then, headers included, everything in brotli 11.

${comparison(NAMES, figures)}

## How cost grows

This app : React by hand, and the ratio, without a slow network. *Shown*: the first field or row is on the screen; *all there*: every one is in the page. Keys are typed into the first field of a form, and go from link to link of a journey; *work* is all that the page does meanwhile, saving included. Memory is JavaScript's, the DOM's and WebAssembly's, after a collection.

${growth(sizes)}
`
console.log(text)
await writeFile(new URL('results.md', import.meta.url), text)
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify({ machine, runs: RUNS, comparison: first, growth: sizes.map(({ what, visits }) => ({ what, ...visits })) }, null, 1)}\n`)

/** Visits by turns, so that whatever else the machine does falls on all alike. The first turn does not count. */
async function byTurns(names, runs, journey, wanted, network) {
  const visits = Object.fromEntries(names.map((name) => [name, []]))
  for (let turn = 0; turn <= runs; turn++) {
    for (const name of names) {
      hosts[name].show(journey)
      try {
        const measured = await visit(browser, hosts[name].origin, wanted, network)
        if (turn > 0) visits[name].push(measured)
      } catch (error) {
        console.error(`${NAMES[name]}: ${error.message.split('\n')[0]}`)
      }
    }
  }
  return visits
}
