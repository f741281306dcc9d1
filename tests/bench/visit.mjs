/** One visit: the link is opened in a browser that has never been here, and what is seen and typed is timed. */

/** Slow 4G as Lighthouse has it (bytes per second, milliseconds), and a phone's processor by that of this machine. */
export const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 }
export const CPU_SLOWDOWN = 4
/** Event Timing tells of nothing that is shorter; for what it does not tell, half of that is counted. */
const SHORTEST_EVENT = 16
const LINK = '/internal/v1/autologin?UUID=2bb35288-f2ac-4c68-b7aa-51acd82af485'
const TYPED = 'Acme & Sons'
const PATIENCE = 90_000

/** Where the first of what is waited for is found, and how many there are in the end. */
const FIELD = 'input:not([type=hidden]), textarea'
export const oneField = { first: FIELD, each: FIELD, count: 1 }
export const fields = (count) => ({ first: FIELD, each: 'label', count })
export const rows = (count) => ({ first: 'main li', each: 'main li', count })

/**
 * Opens the link and answers what was measured; times in milliseconds since the address was entered:
 * `bytes` sent until the first of `wanted` was on the screen, `paint` (first contentful), `shown` (the first of `wanted`
 * is on the screen), `whole` (all of them are), `key` (slowest, until the next frame), `busy` (work of the page per key,
 * whatever it is for), `memory` (bytes, after a collection, WebAssembly's own included).
 */
export async function visit(browser, origin, wanted, network) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, locale: 'en-GB' })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Performance.enable', { timeDomain: 'timeTicks' })
  if (network) await devtools.send('Network.emulateNetworkConditions', network)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  const sent = []
  devtools.on('Network.loadingFinished', ({ timestamp, encodedDataLength }) => sent.push({ timestamp, bytes: encodedDataLength }))
  await page.addInitScript(watch, wanted)
  try {
    await page.goto(origin + LINK, { waitUntil: 'commit' })
    await page.waitForFunction(() => globalThis.bench.whole, null, { timeout: PATIENCE })
    await page.evaluate(() => globalThis.frontOffice?.whole)
    // What begins when the page has come to rest is none of the keys', nor is what comes behind the first screen, and the browser tells of its paints late.
    await page.waitForTimeout(1000)
    const seen = await page.evaluate(() => ({ ...globalThis.bench, paint: performance.getEntriesByName('first-contentful-paint')[0].startTime }))
    const bytes = await bytesUntil(devtools, sent, seen.shown)
    const keys = await type(page, devtools, wanted)
    return { bytes, ...seen, ...keys, memory: await memory(devtools) }
  } finally {
    await context.close()
  }
}

/** In the page, before anything else: notes when what is wanted is on the screen. */
function watch({ first, each, count }) {
  const times = (globalThis.bench = {})
  const isThere = { shown: () => document.querySelector(first)?.getClientRects().length, whole: () => document.querySelectorAll(each).length >= count }
  const look = () => {
    for (const [name, there] of Object.entries(isThere)) {
      if (!there()) continue
      delete isThere[name]
      // A message that is sent in a frame arrives after it.
      const channel = new MessageChannel()
      channel.port1.onmessage = () => (times[name] = performance.now())
      channel.port2.postMessage(null)
    }
    waits = false
  }
  let waits = false
  const changed = () => {
    if (waits) return
    waits = true
    requestAnimationFrame(look)
  }
  new MutationObserver(changed).observe(document, { childList: true, subtree: true, attributes: true })
}

/** Types into the first field, or goes from link to link where there is none. */
async function type(page, devtools, { first }) {
  await page.evaluate((shortest) => {
    globalThis.bench.keys = []
    const note = (list) => globalThis.bench.keys.push(...list.getEntries().filter(({ name }) => name.startsWith('key') || name === 'input').map(({ duration }) => duration))
    new PerformanceObserver(note).observe({ type: 'event', durationThreshold: shortest })
  }, SHORTEST_EVENT)
  const isForm = first.startsWith('input')
  if (isForm) await page.locator(first).first().focus()
  await page.waitForTimeout(300)
  const before = await workOf(devtools)
  for (const key of isForm ? TYPED : Array(TYPED.length).fill('Tab')) {
    await page.keyboard.press(key)
    await page.waitForTimeout(40)
  }
  await page.waitForTimeout(300)
  const busy = ((await workOf(devtools)) - before) / TYPED.length
  const key = await page.evaluate((least) => Math.max(least, ...globalThis.bench.keys), SHORTEST_EVENT / 2)
  return { key, busy }
}

const metrics = async (devtools) => Object.fromEntries((await devtools.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]))
const workOf = async (devtools) => (await metrics(devtools)).TaskDuration * 1000

/** Of what had arrived by then. */
async function bytesUntil(devtools, sent, time) {
  const { NavigationStart } = await metrics(devtools)
  return sent.filter(({ timestamp }) => (timestamp - NavigationStart) * 1000 <= time).reduce((sum, { bytes }) => sum + bytes, 0)
}

async function memory(devtools) {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await devtools.send('Runtime.getHeapUsage')
  return usedSize + embedderHeapUsedSize + backingStorageSize
}
