/** The stand-ins themselves, in a frame such as the app's but without the app: what they post, and how they misbehave. */

import { expect, test, type Page } from '../support/test'
import type { Behaviour, Lead, Sandbox } from '../support/sandbox'

const AROUND = '/sandbox/clock'
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox'

/** A message as the page around the frame got it. */
interface Heard {
  data: any
  origin: string
  fromFrame: boolean
}

/** A page of the front-office's origin that frames an address and notes what it hears. */
async function frame(page: Page, url: string) {
  // Any page that the sandbox really serves and that has no policy: a made-up one would be no page of this machine, and
  // the browser keeps such pages from framing what is on it.
  await page.goto(AROUND)
  await page.evaluate(({ url, SANDBOX }) => {
    document.title = 'around'
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', SANDBOX)
    Object.assign(window, { heard: [], frame })
    addEventListener('message', ({ data, origin, source }) =>
      (window as any).heard.push({ data, origin, fromFrame: source === frame.contentWindow }))
    frame.src = url
    document.body.append(frame)
  }, { url, SANDBOX })
  return page.frameLocator('iframe').first()
}

const heard = async (page: Page): Promise<Heard[]> => JSON.parse(await page.evaluate(() => JSON.stringify((window as any).heard)))
const data = async (page: Page) => (await heard(page)).map((message) => message.data)
const send = (page: Page, message: unknown) =>
  page.evaluate((message) => (window as any).frame.contentWindow.postMessage(message, '*'), message)

/** A lead with a session, and the address minted for their activity. */
async function handOver(page: Page, sandbox: Sandbox, ref: string) {
  const lead = await sandbox.register(ref)
  await page.request.post('/internal/v1/autologin', { data: { UUID: lead.uuid } })
  const activity = (await sandbox.journey(lead)).Stages[0].Activities[0]
  const mint = async (): Promise<string> => (await (await page.request.post(`/internal/v1/activities/${activity.Id}/handover`)).json()).URL
  return { lead, activity, mint, url: await mint() }
}

async function status(sandbox: Sandbox, lead: Lead) {
  const { Status, AwaitingResult } = (await sandbox.journey(lead)).Stages[0].Activities[0]
  return AwaitingResult ? 'AwaitingResult' : Status
}

test('Veriff shakes hands in plain strings before anything can be done', async ({ page, sandbox }) => {
  const { lead, url } = await handOver(page, sandbox, 'veriff-frame')
  const inside = await frame(page, `${url}?lang=fr`)
  await expect(inside.getByText('Language: fr.')).toBeVisible()
  await expect(inside.getByRole('button', { name: 'Finish' })).toBeDisabled()
  await expect.poll(() => data(page)).toEqual(['VERIFF_HANDSHAKE'])
  const payload = { version: '2.5.0', isReloadHandled: true, isVeriffIframeMobile: false, embeddedConfigured: true, embedded: true }
  await send(page, { name: 'VERIFF_RENDER', payload: { ...payload, embedded: 'yes' } })
  await expect(inside.getByText('The answer to the handshake is wrong.')).toBeVisible()
  await send(page, { name: 'VERIFF_RENDER', payload })
  await inside.getByRole('button', { name: 'Start' }).click()
  await inside.getByRole('button', { name: 'Reload', exact: true }).click()
  await inside.getByRole('button', { name: 'Cancel' }).click()
  expect(await status(sandbox, lead)).toBe('InProgress')
  await inside.getByRole('button', { name: 'Finish' }).click()
  await expect(inside.getByText('Finished.')).toBeVisible()
  expect(await data(page)).toEqual([
    'VERIFF_HANDSHAKE', 'VERIFF_STARTED', 'VERIFF_RELOAD_REQUEST', 'VERIFF_CANCELED', 'VERIFF_SUBMITTED', 'VERIFF_FINISHED',
  ])
  expect((await heard(page)).every(({ origin, fromFrame }) => origin === sandbox.standInsUrl && fromFrame)).toBe(true)
  expect(await status(sandbox, lead)).toBe('AwaitingResult')
})

test('Veriff opened by itself goes back, on finish and on cancel', async ({ page, sandbox }) => {
  const { lead, activity, url } = await handOver(page, sandbox, 'veriff-redirect')
  await page.goto(url)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.waitForURL(`**/activities/${activity.Id}`)
  await page.goto(url)
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.waitForURL(`**/activities/${activity.Id}`)
  expect(await status(sandbox, lead)).toBe('AwaitingResult')
})

test('Calendly says nothing to a page that does not name its domain, and books under the utm parameters', async ({ page, sandbox }) => {
  const { lead, activity } = await handOver(page, sandbox, 'calendly')
  const inside = await frame(page, `${activity.Settings.URL}?embed_type=Inline&name=Jane`)
  await inside.getByRole('button', { name: 'Schedule event' }).click()
  await expect(inside.getByText('You are scheduled.')).toBeVisible()
  expect(await heard(page)).toEqual([])

  await frame(page, `${activity.Settings.URL}?embed_type=Inline&embed_domain=1&utm_content=${activity.Id}&name=Jane&email=j@e.test`)
  await expect(inside.getByText('A meeting with Jane, j@e.test.')).toBeVisible()
  await inside.getByRole('button', { name: 'Schedule event' }).click()
  await expect(inside.getByText('You are scheduled.')).toBeVisible()
  const said = await data(page)
  expect(said.map(({ event }) => event)).toEqual(['event_type_viewed', 'page_height', 'event_scheduled', 'page_height'].map((event) => `calendly.${event}`))
  expect(said[1].payload).toEqual({ height: '720px' })
  const { event, invitee } = said[2].payload
  expect(invitee.uri.startsWith(`${event.uri}/invitees/`)).toBe(true)
  expect(await status(sandbox, lead)).toBe('InProgress')
  const completion = await page.request.post(`/internal/v1/activities/${activity.Id}/completion`, {
    headers: { 'idempotency-key': 'k' }, data: { Event: { URI: event.uri }, Invitee: { URI: invitee.uri } },
  })
  expect(completion.status()).toBe(200)
})

test('Documenso reads who signs from the fragment and says what became of the document', async ({ page, sandbox }) => {
  const { lead, url } = await handOver(page, sandbox, 'sign-documenso')
  const known = Buffer.from(encodeURIComponent(JSON.stringify({ name: 'Zoë' }))).toString('base64')
  const inside = await frame(page, `${url}#${known}`)
  await expect(inside.getByText('To be signed by Zoë.')).toBeVisible()
  await inside.getByRole('button', { name: 'Reject' }).click()
  await inside.getByRole('button', { name: 'Complete' }).click()
  await expect(inside.getByText('Signed.')).toBeVisible()
  const said = await data(page)
  expect(said.map(({ action }) => action)).toEqual(['document-ready', 'document-rejected', 'field-signed', 'document-completed'])
  expect(said[3].data.token).toBe(url.split('/').pop())
  expect(await status(sandbox, lead)).toBe('Completed')
})

for (const [ref, query] of [['sign-docuseal', ''], ['sign-docusign', '?event=signing_complete'], ['sign-signeasy', '']]) {
  test(`${ref} goes back when all is signed`, async ({ page, sandbox }) => {
    const { lead, activity, url } = await handOver(page, sandbox, ref!)
    await page.goto(url)
    // The app may tidy its address at once, so it is the request that counts.
    const back = page.waitForRequest(`${sandbox.url}/activities/${activity.Id}${query}`)
    await page.getByRole('button', { name: 'Sign' }).click()
    await back
    expect(await status(sandbox, lead)).toBe('Completed')
  })
}

test('an address of DocuSign opens once, any within five minutes', async ({ page, sandbox }) => {
  const { url, mint } = await handOver(page, sandbox, 'sign-docusign')
  const late = await mint()
  await page.goto(url)
  await expect(page.getByRole('button', { name: 'Sign' })).toBeVisible()
  await page.goto(url)
  await expect(page.getByRole('heading')).toHaveText('This link has expired')
  await sandbox.advance(300)
  await page.goto(late)
  await expect(page.getByRole('heading')).toHaveText('This link has expired')
})

test('YouTube is silent until somebody listens, then tells the film in parts', async ({ page, sandbox }) => {
  const { activity } = await handOverless(page, sandbox, 'video-youtube')
  const inside = await frame(page, `${activity.Settings.URL}?enablejsapi=1&origin=${sandbox.url}`)
  await inside.getByRole('button', { name: 'Play', exact: true }).click()
  expect(await heard(page)).toEqual([])
  await inside.getByRole('button', { name: 'Pause' }).click()
  const call = (message: object) => send(page, JSON.stringify({ id: 1, channel: 'widget', ...message }))
  await call({ event: 'listening' })
  await expect.poll(() => data(page)).toHaveLength(3)
  const [first, ready] = (await data(page)).map((text) => JSON.parse(text))
  expect(first).toMatchObject({ event: 'initialDelivery', id: 1, channel: 'widget', info: { duration: 40, currentTime: 0, playerState: 2 } })
  expect(ready.event).toBe('onReady')
  await call({ event: 'command', func: 'playVideo', args: [] })
  await expect.poll(() => data(page)).toHaveLength(5)
  await page.frames()[1]!.evaluate(() => (window as any).advance(100))
  const said = (await data(page)).slice(5).map((text) => JSON.parse(text))
  expect(said.filter(({ event }) => event === 'infoDelivery').map(({ info }) => info.currentTime).slice(0, 40)).toEqual([...Array(40).keys()].map((second) => second + 1))
  expect(said.at(-2)).toMatchObject({ event: 'onStateChange', info: 0 })
  await call({ event: 'command', func: 'seekTo', args: [20, true] })
  await expect.poll(async () => JSON.parse((await data(page)).at(-1)).info.currentTime).toBe(20)
})

test('Vimeo tells only what was asked for', async ({ page, sandbox }) => {
  const { activity } = await handOverless(page, sandbox, 'video-vimeo')
  const inside = await frame(page, `${activity.Settings.URL}&dnt=1`)
  await expect.poll(() => data(page)).toEqual(['{"event":"ready"}'])
  await inside.getByRole('button', { name: 'Play 10 seconds' }).click()
  await send(page, { method: 'ping' })
  await send(page, { method: 'getDuration' })
  await send(page, { method: 'addEventListener', value: 'timeupdate' })
  await send(page, { method: 'addEventListener', value: 'ended' })
  await send(page, { method: 'getCurrentTime' })
  await expect.poll(async () => (await data(page)).slice(1)).toEqual([{ method: 'ping' }, { method: 'getDuration', value: 40 }, { method: 'getCurrentTime', value: 10 }])
  await page.frames()[1]!.evaluate(() => (window as any).advance(100))
  const said = (await data(page)).slice(4)
  expect(said).toHaveLength(31)
  expect(said[0]).toEqual({ event: 'timeupdate', data: { seconds: 11, percent: 11 / 40, duration: 40 } })
  expect(said[30]).toEqual({ event: 'ended', data: { seconds: 40, percent: 1, duration: 40 } })
})

/** An activity whose address nobody mints. */
async function handOverless(page: Page, sandbox: Sandbox, ref: string) {
  const lead = await sandbox.register(ref)
  return { lead, activity: (await sandbox.journey(lead)).Stages[0].Activities[0] }
}

test('each way to misbehave is what it says', async ({ page, sandbox }) => {
  const claimed = ({ data }: Heard) => data?.action === 'document-completed'
  const complete = async (behaviour: Behaviour) => {
    await sandbox.standIns(behaviour)
    const { lead, url } = await handOver(page, sandbox, 'sign-documenso')
    const inside = await frame(page, url)
    await inside.getByRole('button', { name: 'Complete' }).click()
    await expect(inside.getByText('Signed.')).toBeVisible()
    expect(page.url()).toBe(sandbox.url + AROUND)
    expect(await page.title()).toBe('around')
    return { said: await heard(page), status: await status(sandbox, lead) }
  }
  const silent = await complete('Silent')
  expect([silent.said, silent.status]).toEqual([[], 'Completed'])

  const origin = await complete('ForgedOrigin')
  expect(origin.said.some((message) => claimed(message) && message.fromFrame)).toBe(true)
  expect(origin.said.filter((message) => message.origin === sandbox.standInsUrl)).toEqual([])
  expect(origin.status).toBe('InProgress')

  const source = await complete('ForgedSource')
  expect(source.said.some((message) => claimed(message) && message.origin === sandbox.standInsUrl)).toBe(true)
  expect(source.said.filter((message) => message.fromFrame)).toEqual([])
  expect(source.status).toBe('InProgress')

  const flood = await complete('Flood')
  expect(flood.said.length).toBeGreaterThan(5000)
  expect([flood.said.filter(claimed).length, flood.status]).toEqual([1, 'Completed'])

  const twice = await complete('Twice')
  expect([twice.said.filter(claimed).length, twice.status]).toEqual([2, 'Completed'])

  const no = await complete('ServerSaysNo')
  expect([no.said.filter(claimed).length, no.status]).toEqual([1, 'InProgress'])

  const wrong = await complete('WrongTypes')
  expect(wrong.said.length).toBeGreaterThan(30)
  expect([wrong.said.filter((message) => claimed(message) && typeof message.data.data?.token === 'string'), wrong.status]).toEqual([[], 'InProgress'])

  const hostile = await complete('Hostile')
  expect(hostile.said.some(({ data }) => data === 'VERIFF_FINISHED')).toBe(true)
  expect(hostile.status).toBe('InProgress')
})

test('what does not load in a frame opens by itself', async ({ page, sandbox }) => {
  await sandbox.standIns('NotLoading')
  const { lead, activity, url } = await handOver(page, sandbox, 'sign-documenso')
  const inside = await frame(page, url)
  await expect(inside.getByRole('heading', { name: 'Documenso' })).toHaveCount(0)
  expect(await heard(page)).toEqual([])
  await page.goto(url)
  await page.getByRole('button', { name: 'Complete' }).click()
  await expect(page.getByText('Signed.')).toBeVisible()
  expect([await status(sandbox, lead), activity.Status]).toEqual(['Completed', 'InProgress'])
})

test('the film plays, seeks and has captions, seen from the front-office’s origin', async ({ page, sandbox }) => {
  await page.goto(AROUND)
  const film = await page.evaluate(async (standIns) => {
    const video = Object.assign(document.createElement('video'), { crossOrigin: 'anonymous', muted: true })
    const track = Object.assign(document.createElement('track'), { kind: 'captions', srclang: 'fr', src: `${standIns}/media/welcome.fr.vtt`, default: true })
    const happens = (target: EventTarget, name: string) => new Promise((resolve) => target.addEventListener(name, resolve, { once: true }))
    const captions = happens(track, 'load')
    video.append(track)
    document.body.append(video)
    video.src = `${standIns}/media/welcome.webm`
    await Promise.all([happens(video, 'canplay'), captions])
    const duration = video.duration
    video.currentTime = 5
    await happens(video, 'seeked')
    const sought = video.currentTime
    void video.play()
    await happens(video, 'ended')
    const played = [...Array(video.played.length).keys()].map((index) => [video.played.start(index), video.played.end(index)])
    return { duration, sought, played, cues: track.track.cues!.length }
  }, sandbox.standInsUrl)
  expect(film.duration).toBeCloseTo(6, 0)
  expect(film.sought).toBe(5)
  expect(film.cues).toBe(3)
  expect(film.played).toHaveLength(1)
  expect(film.played[0]![0]).toBe(5)
})
