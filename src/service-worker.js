// Lets the app open without a network. It stores the page, under '/', and the files that the page names, each under a
// name made of its content; nothing else ever: no answer of the back-end, and no address, since one may hold a link.
//
// The page is stored last, once all its files are there: a version is stored whole or not at all, and the one before
// stays until then. Other content has another name, so the files of two versions cannot mix.
//
// A new worker takes over at once (`skipWaiting`): it treats every page as the one before did. It claims no open page
// (no `clients.claim`): that one has all its files already.

const STORE = 'front-office'
/** How long a page waits for the host, in milliseconds, before it opens as it is stored. */
const PATIENCE = 3_000
/** The app's own addresses, as `route.rs` knows them. Any other is none of our business. */
const ROUTE = /^\/(internal\/v1\/autologin|activities\/\d+|login|journeys|sessions|done)?\/?$/
/** A file named by its content, as Trunk does it: `/front-office-1a2b3c4d5e6f7a8b_bg.wasm`, of this origin. */
const FILE = /^\/(?!\/)[\w./-]*-[0-9a-f]{12,16}(_bg)?\.(css|js|wasm)$/
const TYPES = { css: /^text\/css\b/i, js: /\b(java|ecma)script\b/i, wasm: /^application\/(wasm|octet-stream)\b/i }

addEventListener('install', (event) => {
  skipWaiting()
  // Fails, and is tried again with the next visit, unless the version is stored whole.
  event.waitUntil(keep())
})

// Told by the app once it has started and rests (src/effects/service_worker.rs).
addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keep().catch(() => {}))
  if (event.data === 'leave') event.waitUntil(Promise.all([caches.delete(STORE), registration.unregister()]))
})

addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || request.headers.has('range')) return
  if (request.mode === 'navigate') {
    if (ROUTE.test(pathname)) event.respondWith(page(request))
  } else if (FILE.test(pathname)) {
    event.respondWith(file(request, pathname))
  }
})

/** The page as the host has it now. Where that is out of reach, slow, or not all there, as it is stored. */
async function page(request) {
  const stored = await storedAs('/')
  if (!stored) return fetch(request)
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, stored))
  return Promise.race([whole(request).catch(() => stored), patience])
}

/** The page as the host has it; refused while the host is down, or its files are being replaced. */
async function whole(request) {
  const response = await fetch(request)
  if (response.status >= 500) throw new Error('The host is down.')
  // A redirect, or an answer that is about something else, is for the browser to judge.
  if (!response.ok) return response
  const names = [...filesOf(await response.clone().text()).keys()]
  await Promise.all(names.map(async (name) => {
    if (await storedAs(name)) return
    const head = await fetch(name, { method: 'HEAD' })
    if (head.status === 404 || head.status === 410 || isMarkup(head)) throw new Error(`${name} is missing.`)
  }))
  return response
}

/** A file never changes under its name. */
async function file(request, name) {
  return (await storedAs(name)) ?? fetch(request)
}

let keeping = Promise.resolve()

/** Stores the version that the host has now, after whatever is being stored already. */
function keep() {
  keeping = keeping.catch(() => {}).then(keepNow)
  return keeping
}

async function keepNow() {
  // By this address and no other; HTTP caches are asked whether theirs still holds.
  const response = await fetch('/', { cache: 'no-cache' })
  const copy = response.clone()
  const html = await response.text()
  const files = filesOf(html)
  if (!isOwn(response) || !isMarkup(response) || files.size === 0) throw new Error('This is not the page.')
  const store = await caches.open(STORE)
  const before = await (await storedAs('/'))?.text()
  const stored = (await store.keys()).map((request) => new URL(request.url).pathname)
  const missing = [...files].filter(([name]) => !stored.includes(name))
  const kept = await Promise.allSettled(missing.map(([name, integrity]) => keepFile(store, name, integrity)))
  const failed = kept.find(({ status }) => status === 'rejected')
  if (failed) {
    await Promise.all(missing.map(([name]) => store.delete(name)))
    throw failed.reason
  }
  if (before === html) return
  await store.put('/', plain(copy))
  // A page that is still open may be of the version before, and none is of an older one that would need its files.
  const used = new Set(['/', ...files.keys(), ...filesOf(before ?? '').keys()])
  await Promise.all(stored.filter((name) => !used.has(name)).map((name) => store.delete(name)))
}

async function keepFile(store, name, integrity) {
  const response = await fetch(name, { integrity })
  const type = response.headers.get('content-type') ?? ''
  // A host that answers whatever it does not know with the page must not have that taken for a script.
  if (!isOwn(response) || !TYPES[name.split('.').pop()].test(type)) throw new Error(`${name} is missing.`)
  await store.put(name, plain(response))
}

/** The files that a page names, each with its digest where the page tells it (Subresource Integrity). */
function filesOf(html) {
  const files = new Map()
  for (const [, name] of html.matchAll(/["'=](\/[\w./-]+)/g)) if (FILE.test(name)) files.set(name, '')
  for (const [link] of html.matchAll(/<link\b[^>]*>/g)) {
    const [, name] = link.match(/\bhref=["']?([\w./-]+)/) ?? []
    const [, integrity] = link.match(/\bintegrity=["']?([\w+/=-]+)/) ?? []
    if (integrity && files.has(name)) files.set(name, integrity)
  }
  return files
}

function storedAs(name) {
  return caches.match(name, { cacheName: STORE })
}

/** Whole, of this origin, and from the address that was asked for. */
function isOwn(response) {
  return response.status === 200 && response.type === 'basic' && !response.redirected
}

function isMarkup(response) {
  return /\bhtml\b/i.test(response.headers.get('content-type') ?? '')
}

/** The same without what could keep it from being stored or found (`Vary`): its name says all there is to say. */
function plain(response) {
  const headers = new Headers(response.headers)
  headers.delete('vary')
  return new Response(response.body, { headers })
}
