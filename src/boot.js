// Runs before anything else: takes the link's UUID out of the address (query or fragment), so that no request,
// no history entry and no log of ours ever holds it, and sees to it that a failed start is not a blank page.
(() => {
  const here = new URL(location.href)
  const fragment = new URLSearchParams(here.hash.slice(1))
  // Mail programs and people change the case of what they copy.
  const uuid = (parameters) => [...parameters].find(([name]) => name.toUpperCase() === 'UUID')?.[1] ?? null
  const link = uuid(here.searchParams) ?? uuid(fragment)
  if (link !== null) history.replaceState(null, '', here.pathname)
  const french = navigator.language.startsWith('fr')
  const translate = (root) => {
    if (french) for (const element of root.querySelectorAll('[data-fr]')) element.textContent = element.dataset.fr
  }
  // A link that the app has not taken yet must still be there afterwards; a fragment is sent nowhere.
  const reload = () => {
    const untaken = globalThis.frontOffice.link
    if (untaken !== null) history.replaceState(null, '', `#UUID=${encodeURIComponent(untaken)}`)
    location.reload()
  }
  let shown
  const show = (id) => {
    const template = document.getElementById(id)
    if (!template || !template.content.firstElementChild) return
    const page = template.content.firstElementChild
    translate(page)
    for (const other of document.querySelectorAll('body > .page')) other.remove()
    document.body.append(page)
    shown = page
    const heading = page.querySelector('h1')
    page.querySelector('button')?.addEventListener('click', reload)
    document.title = heading.textContent
    heading.focus()
  }
  const whenRead = (act) => (document.readyState === 'loading' ? addEventListener('DOMContentLoaded', act) : act())
  const runsWasm = typeof WebAssembly === 'object'
  const crash = () => whenRead(() => show(runsWasm ? 'crashed' : 'outdated'))
  globalThis.frontOffice = { link, crash }
  const isTrap = (error) => runsWasm && error instanceof WebAssembly.RuntimeError
  let started = false
  addEventListener('TrunkApplicationStarted', () => {
    started = true
    // The app is here after all: what went wrong on the way was somebody else's.
    if (document.querySelectorAll('body > .page').length > 1) shown?.remove()
  })
  // Scripts and the WASM that do not load or do not run, and traps that no panic hook sees.
  addEventListener('error', (event) => {
    const file = event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement
    const ours = file || event instanceof ErrorEvent
    if ((!started && ours) || isTrap(event.error)) crash()
  }, true)
  addEventListener('unhandledrejection', (event) => {
    if (!started || isTrap(event.reason)) crash()
  })
  whenRead(() => {
    if (french) document.documentElement.lang = 'fr'
    translate(document)
    if (!runsWasm) crash()
  })
})()
