// The calls with which visits begin, under way while the app still loads: whether somebody is here, the link where the
// configuration lets it be spent so early, and the journey. The app takes the answers where it asks for the same
// (src/effects/http/early.rs) and decides alone what they mean; what it does not take is given up. Otherwise a link is
// left to the app: it works once, and an app that never arrives would have wasted it where no cookie keeps who came in.
(async () => {
  // A read that the app comes for later than this, in milliseconds, may not hold any more; and characters of a session:
  // what is longer, the app may judge.
  const [FRESH, LONGEST] = [30_000, 65_536]
  const calls = new Map()
  let agrees = true
  const call = (url, body) => {
    const controller = new AbortController()
    const headers = { Accept: 'application/json, application/problem+json', ...(body && { 'Content-Type': 'application/json' }) }
    const how = { method: body ? 'POST' : 'GET', body, headers, credentials: 'include', signal: controller.signal }
    const answer = fetch(url, { cache: 'no-store', referrerPolicy: 'no-referrer', ...how })
    calls.set(`${how.method} ${url} ${body ?? ''}`, { answer, controller, begun: performance.now(), isRead: !body })
    return answer
  }
  // The first call of the app's own that is not here: from then on it goes its own way, and nothing more is begun.
  frontOffice.early = (key) => {
    const found = calls.get(key)
    calls.delete(key)
    agrees &&= found !== undefined && !(found.isRead && performance.now() - found.begun > FRESH)
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
  const { link, runsWasm } = frontOffice
  const { ApiURL = '', TokenStore, Autologin } = JSON.parse(document.getElementById('front-office-config').textContent)
  const isSeen = document.visibilityState === 'visible' && !document.prerendering
  if (!isSeen || TokenStore === 'tab' || location.pathname === '/login') return
  const api = ApiURL.replace(/\/+$/, '')
  // As the app knows links (onboarding::session::LinkId).
  const opens = Autologin === 'early' && runsWasm && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(link)
  // Where nobody has come in before (src/effects/known.rs), the link is opened without that question.
  const asks = link === null || document.cookie.split('; ').includes('front-office.known=1')
  let session = asks ? await call(`${api}/internal/v1/session`) : { status: 401 }
  if (opens && agrees && session.status === 401) session = await call(`${api}/internal/v1/autologin`, JSON.stringify({ UUID: link }))
  else if (link !== null) return
  const text = session.ok ? await textOf(session) : ''
  // Not as a number, which would lose its last digits. A token is the app's alone to send.
  const journey = /"Token"\s*:/.test(text) ? null : /"Journey":\s*{\s*"Id":\s*(\d+)/.exec(text)
  if (journey && agrees) await call(`${api}/api/v1/journeys/${journey[1]}`)
})().catch(() => {})
