// The calls with which visits begin, under way while the app still loads: whether somebody is here, and their journey. It
// takes the answers where it asks for the same (src/effects/http/early.rs) and decides alone what they mean; what it does
// not take is given up. A link is left to the app: it works once, and an app that never arrives would have wasted it.
(() => {
  // An answer that the app comes for later than this, in milliseconds, may not hold any more.
  const FRESH = 30_000
  // Characters of a session. What is longer, the app may judge.
  const LONGEST = 65_536
  const calls = new Map()
  let agrees = true
  const call = (url) => {
    const controller = new AbortController()
    const how = { cache: 'no-store', credentials: 'include', referrerPolicy: 'no-referrer', signal: controller.signal }
    const answer = fetch(url, { headers: { Accept: 'application/json, application/problem+json' }, ...how })
    calls.set(`GET ${url}`, { answer, controller, begun: performance.now() })
    return answer
  }
  // The first call of the app's own that is not here: from then on it goes its own way, and nothing more is begun.
  frontOffice.early = (key) => {
    const found = calls.get(key)
    calls.delete(key)
    agrees &&= found !== undefined && performance.now() - found.begun < FRESH
    if (!agrees) for (const { controller } of calls.values()) controller.abort()
    return agrees ? found : undefined
  }
  const textOf = async (response) => {
    const reader = response.clone().body.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (let read = await reader.read(); !read.done && text.length < LONGEST; read = await reader.read()) text += read.value
    reader.cancel()
    return text
  }
  const begin = async () => {
    const { ApiURL = '', TokenStore } = JSON.parse(document.getElementById('front-office-config').textContent)
    const isSeen = document.visibilityState === 'visible' && !document.prerendering
    if (!isSeen || TokenStore === 'tab' || location.pathname === '/login') return
    const api = ApiURL.replace(/\/+$/, '')
    const isFromLink = frontOffice.link !== null
    // Where nobody has come in before (src/effects/known.rs), the link is opened without that question.
    if (isFromLink && !document.cookie.split('; ').includes('front-office.known=1')) return
    const session = await call(`${api}/internal/v1/session`)
    if (isFromLink || !session.ok) return
    // Not as a number, which would lose its last digits.
    const journey = /"Journey":\s*{\s*"Id":\s*(\d+)/.exec(await textOf(session))
    if (journey && agrees) await call(`${api}/api/v1/journeys/${journey[1]}`)
  }
  begin().catch(() => {})
})()
