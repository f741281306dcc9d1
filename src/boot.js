// Runs before anything else: takes the link's UUID out of the address (query or fragment), so that no request, no log of
// ours and, unless the page breaks down first, no history entry holds it; and sees to it that a failed start is not a
// blank page.
(() => {
  const here = new URL(location.href)
  const fragment = new URLSearchParams(here.hash.slice(1))
  // Mail programs and people change the case of what they copy.
  const uuid = (parameters) => [...parameters].find(([name]) => name.toUpperCase() === 'UUID')?.[1] ?? null
  const link = uuid(here.searchParams) ?? uuid(fragment)
  if (link !== null) history.replaceState(null, '', here.pathname)
  // As the app chooses (onboarding::text::Locale), as far as it is known without it; English is written in the page.
  const tongue = (given) => {
    let kept = null
    try {
      kept = localStorage.getItem('front-office.language')
    } catch {}
    const tags = [kept, given, ...navigator.languages].map((tag) => String(tag).split(/[-_]/)[0].toLowerCase())
    return tags.find((tag) => ['en', 'fr', 'de', 'es', 'ar'].includes(tag)) ?? 'en'
  }
  let language = 'en'
  const translate = (root) => {
    for (const element of root.querySelectorAll('[data-fr]')) element.textContent = element.dataset[language] ?? element.textContent
  }
  // A link that has let nobody in yet must still be there afterwards; a fragment is sent nowhere.
  let unspent = link
  const reload = () => {
    if (unspent !== null) history.replaceState(null, '', `#UUID=${encodeURIComponent(unspent)}`)
    location.reload()
  }
  // The company's own from the first paint on. What of it cannot be used, the app says.
  const wear = () => {
    let given = {}
    try {
      given = JSON.parse(document.getElementById('front-office-config').textContent)
    } catch {}
    const { Name: name, LogoURL: logo, PrimaryColor: color, Locale: locale } = given ?? {}
    language = tongue(locale)
    Object.assign(document.documentElement, { lang: language, dir: language === 'ar' ? 'rtl' : 'ltr' })
    if (/^#([\da-f]{3}){1,2}$/i.test(color)) document.documentElement.style.setProperty('--brand-mark', color)
    const brand = document.querySelector('#shell .header__name')
    if (brand && typeof name === 'string' && !logo) brand.textContent = name
  }
  let shown
  // Whether that is what is shown: what went wrong first says it all, and what follows comes of that.
  const show = (id) => {
    const page = document.getElementById(id)?.content.firstElementChild?.cloneNode(true)
    if (!page || shown?.isConnected) return false
    // The app may speak another one by now.
    language = document.documentElement.lang
    translate(page)
    page.querySelector('.header__brand')?.replaceWith(document.querySelector('body > .page .header__brand') ?? '')
    page.querySelector('.skeleton')?.remove()
    for (const other of document.querySelectorAll('body > .page')) other.remove()
    document.body.append(page)
    shown = page
    const heading = page.querySelector('h1')
    page.querySelector('button')?.addEventListener('click', reload)
    document.title = heading.textContent
    heading.focus()
    return true
  }
  // Before any module runs, and may fail.
  const whenRead = (act) =>
    document.readyState === 'loading' ? document.addEventListener('readystatechange', act, { once: true }) : act()
  // A module with a reference type, the newest of what the app is made of.
  const NEWEST = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0])
  const runsWasm = typeof WebAssembly === 'object' && WebAssembly.validate(NEWEST)
  const crash = () => whenRead(() => show(runsWasm ? 'crashed' : 'outdated'))
  // Where only the connection is missing, the page begins anew as soon as its host has the file again: once in a while,
  // since what looks like the connection may be something else. In milliseconds.
  const LOOKS_EVERY = 10_000
  const BEGINS_ANEW_EVERY = 60_000
  const BEGUN = 'front-office.begun-anew'
  const mayBeginAnew = () => {
    try {
      return Date.now() - Number(sessionStorage.getItem(BEGUN)) > BEGINS_ANEW_EVERY
    } catch {
      return false
    }
  }
  let looking
  let asking
  const look = async (file) => {
    asking?.abort()
    asking = new AbortController()
    const { ok } = await fetch(file, { method: 'HEAD', cache: 'no-store', credentials: 'omit', signal: asking.signal })
    if (!ok || !looking) return
    looking = clearInterval(looking)
    sessionStorage.setItem(BEGUN, Date.now())
    reload()
  }
  const interrupt = (file = '/') => {
    if (!mayBeginAnew()) return crash()
    whenRead(() => {
      if (!show('interrupted')) return
      const again = () => looking && look(file).catch(() => {})
      looking = setInterval(again, LOOKS_EVERY)
      addEventListener('online', again)
    })
  }
  const fail = () => (started || navigator.onLine ? crash() : interrupt())
  // The one script that the app adds by its address (src/effects/service_worker.rs), and so the only one that the
  // page's Trusted Types know: whatever asks for another, or for markup, is refused by the browser.
  let policy
  const keepWorker = () => {
    const address = '/service-worker.js'
    policy ??= globalThis.trustedTypes?.createPolicy('front-office', { createScriptURL: () => address })
    return navigator.serviceWorker.register(policy?.createScriptURL(address) ?? address)
  }
  // Whether an earlier visit can have left something (src/effects/storage.rs).
  const isStored = (async () => (await indexedDB.databases()).some(({ name }) => name === 'front-office'))().catch(() => true)
  globalThis.frontOffice = { link, runsWasm, isStored, forgetLink: () => (unspent = null), crash, interrupt, keepWorker }
  const isTrap = (error) => runsWasm && error instanceof WebAssembly.RuntimeError
  let started = false
  addEventListener('TrunkApplicationStarted', () => {
    started = true
    // The app is here after all: what went wrong on the way was somebody else's.
    if (document.querySelectorAll('body > .page').length > 1) shown?.remove()
    if (!shown?.isConnected) looking = clearInterval(looking)
  })
  // Scripts and the WASM that do not load or do not run, and traps that no panic hook sees.
  addEventListener('error', (event) => {
    const file = event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement
    const ours = file || event instanceof ErrorEvent
    if ((!started && ours) || isTrap(event.error)) fail()
  }, true)
  addEventListener('unhandledrejection', (event) => {
    if (!started || isTrap(event.reason)) fail()
  })
  whenRead(() => {
    wear()
    translate(document)
    if (!runsWasm) crash()
    // Browsers take long over the first number that they write. That is over before the app asks for it.
    requestAnimationFrame(() => setTimeout(() => new Intl.NumberFormat(language).format(0)))
  })
})()
