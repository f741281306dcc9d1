// Runs before anything else: takes the link's UUID out of the address (query or fragment), so that no request,
// no history entry and no log of ours ever holds it, and sees to it that a failed start is not a blank page.
(() => {
  const here = new URL(location.href)
  const fragment = new URLSearchParams(here.hash.slice(1))
  const link = here.searchParams.get('UUID') ?? fragment.get('UUID')
  if (link !== null) history.replaceState(null, '', here.pathname)
  const show = (id) => {
    const page = document.getElementById(id)
    if (!page || !page.hidden) return
    for (const other of document.querySelectorAll('.page')) other.hidden = other !== page
    document.getElementById('reload').onclick = () => location.reload()
    page.querySelector('h1').focus()
    document.title = page.querySelector('h1').textContent
  }
  const whenRead = (act) => (document.readyState === 'loading' ? addEventListener('DOMContentLoaded', act) : act())
  const crash = () => whenRead(() => show('crashed'))
  globalThis.frontOffice = { link, crash }
  let started = false
  addEventListener('TrunkApplicationStarted', () => { started = true })
  // Scripts and the WASM that do not load, and traps that no panic hook sees.
  addEventListener('error', (event) => {
    const ours = event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement
    if ((!started && ours) || event.error instanceof WebAssembly.RuntimeError) crash()
  }, true)
  addEventListener('unhandledrejection', (event) => {
    if (!started || event.reason instanceof WebAssembly.RuntimeError) crash()
  })
  whenRead(() => {
    if (typeof WebAssembly !== 'object') show('outdated')
    if (!navigator.language.startsWith('fr')) return
    document.documentElement.lang = 'fr'
    for (const element of document.querySelectorAll('[data-fr]')) element.textContent = element.dataset.fr
  })
})()
