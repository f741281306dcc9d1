/** Videos: watched in the browser's own player or a provider's, counted honestly, and a way on when nothing plays. */

import { expectAccessible, expectNoSideways } from '../support/axe'
import { keptTexts, sealed } from '../support/kept-work'
import { yourSteps, expectScreen } from '../support/page'
import { COMPLETION, type Behaviour, type Sandbox } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

const TITLES: Record<string, string> = {
  'video-file': 'Watch how it works',
  'video-youtube': 'Watch the tour',
  'video-vimeo': 'Watch our story',
}
/** The stand-ins' films have 40 seconds, of which 80 % are needed. */
const NEEDED = 32

async function open(page: Page, sandbox: Sandbox, ref: string) {
  const lead = await sandbox.register(ref)
  await page.goto(lead.link)
  await expectScreen(page, TITLES[ref])
  return lead
}

const player = (page: Page) => page.frameLocator('iframe')
const press = (page: Page, name: string) => player(page).getByRole('button', { name, exact: true }).click()
const progress = (page: Page) => page.getByRole('progressbar', { name: /watched/ })
const film = (page: Page) => page.locator('video')
const continueButton = (page: Page) => page.getByRole('button', { name: 'Continue' })
const expectDone = (page: Page) => expectScreen(page, 'You are all done')
const expectWatched = (page: Page, seconds: number) =>
  expect(progress(page)).toHaveAccessibleName(`${seconds} of 40 seconds watched`)

/** The player is there and has answered: from then on it tells how long its film is. */
async function answered(page: Page) {
  await expectWatched(page, 0)
}

/** The film of a provider's stand-in runs for so many seconds. */
async function advance(page: Page, seconds: number) {
  const frame = page.frames().find((frame) => frame.parentFrame())!
  await frame.evaluate((seconds) => (window as any).advance(seconds), seconds)
}

/** These stretches are kept for the next visit: that takes a moment after they were watched. */
const isKept = (page: Page, stretches: string) =>
  expect.poll(() => keptTexts(page)).toContainEqual(expect.stringContaining(` ${stretches}"`))

async function lastCompletion(sandbox: Sandbox) {
  const completions = await sandbox.completions()
  return completions.at(-1)!.Body
}

/** The file runs at double speed, the fastest that counts. */
async function twiceAsFast(page: Page) {
  await film(page).evaluate((video: HTMLVideoElement) => {
    video.playbackRate = 2
  })
}

const expectEnough = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'You have watched enough.' })).toBeVisible({ timeout: 30_000 })

for (const ref of ['video-youtube', 'video-vimeo']) {
  test(`${ref}: watched by mouse, and exactly what was watched is sent`, async ({ page, sandbox }) => {
    await open(page, sandbox, ref)
    await answered(page)
    await press(page, 'Play')
    await advance(page, NEEDED)
    await expectEnough(page)
    await continueButton(page).click()
    await expectDone(page)
    expect(await lastCompletion(sandbox)).toMatchObject({ WatchedRanges: [[0, NEEDED]], Duration: 40 })
    expect(await sandbox.completions()).toHaveLength(1)
  })

  test(`${ref}: watched by keyboard alone`, async ({ page, sandbox }) => {
    await open(page, sandbox, ref)
    await answered(page)
    const focusOn = async (name: string) => {
      const inFrame = player(page).getByRole('button', { name })
      const onPage = page.getByRole('button', { name })
      for (let presses = 0; presses < 40; presses += 1) {
        const [framed, own] = await Promise.all([inFrame, onPage].map((button) =>
          button.evaluateAll((found) => found.some((element) => element === element.ownerDocument.activeElement && element.ownerDocument.hasFocus()))))
        if (framed || own) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`No way to ${name} by keyboard.`)
    }
    await focusOn('Play 10 seconds')
    for (let presses = 1; presses <= 4; presses += 1) {
      await page.keyboard.press('Enter')
      await expectWatched(page, 10 * presses)
    }
    await focusOn('Continue')
    await page.keyboard.press('Enter')
    await expectDone(page)
  })

  test(`${ref}: what is skipped does not count, and the way back to it is shown`, async ({ page, sandbox }) => {
    await open(page, sandbox, ref)
    await answered(page)
    await press(page, 'Play')
    await advance(page, 10)
    await press(page, 'Seek to 50%')
    await advance(page, 20)
    await expectWatched(page, 30)
    await continueButton(page).click()
    const refusal = page.getByRole('status').filter({ hasText: 'Not quite yet' })
    await expect(refusal).toHaveText('Not quite yet: please watch 2 seconds more, then continue.')
    await expect(continueButton(page)).toBeFocused()
    expect(await sandbox.completions()).toEqual([])
    await page.getByRole('button', { name: 'Go to the part that is missing' }).click()
    await press(page, 'Play')
    await advance(page, 2)
    await expectWatched(page, 32)
    await expect(refusal).toBeHidden()
    await continueButton(page).click()
    await expectDone(page)
    expect(await lastCompletion(sandbox)).toMatchObject({ WatchedRanges: [[0, 12], [20, 40]], Duration: 40 })
  })

  test(`${ref}: a reload, and going back and forth, lose nothing that was watched`, async ({ page, sandbox }) => {
    await open(page, sandbox, ref)
    await answered(page)
    await press(page, 'Play')
    await advance(page, 12)
    await expectWatched(page, 12)
    await isKept(page, '0-12000')
    await page.reload()
    await expectWatched(page, 12)
    await expect(player(page).getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await yourSteps(page).click()
    await page.getByRole('link', { name: TITLES[ref] }).click()
    await expectScreen(page, TITLES[ref])
    await expectWatched(page, 12)
    expect(await page.evaluate(() => Object.values(localStorage))).toEqual([])
    expect((await sealed(page, ['work'])).map(({ key }) => key.split('/').at(-1))).toContain('film')
  })

  test(`${ref}: nobody watches a page that nobody sees`, async ({ page, sandbox }) => {
    await open(page, sandbox, ref)
    await answered(page)
    await press(page, 'Play')
    await advance(page, 5)
    await expectWatched(page, 5)
    await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' }))
    await advance(page, 20)
    await page.evaluate(() => Reflect.deleteProperty(document, 'visibilityState'))
    await advance(page, 5)
    await expectWatched(page, 10)
  })

  test(`${ref}: a player that never answers leaves an honest way on`, async ({ page, sandbox }) => {
    await sandbox.standIns('Silent')
    await page.clock.install()
    await open(page, sandbox, ref)
    await expect(player(page).getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await expect(page.getByText('The video does not play here')).toBeHidden()
    await page.clock.runFor(10_000)
    await expect(page.getByRole('status').filter({ hasText: 'The video does not play here' })).toBeVisible()
    const elsewhere = page.getByRole('link', { name: 'Open the video in a new tab' })
    await expect(elsewhere).toHaveAttribute('href', new RegExp(`^${sandbox.standInsUrl}/`))
    await expect(elsewhere).toHaveAttribute('rel', 'noopener')
    await expect(progress(page)).toBeHidden()
    await page.getByRole('button', { name: 'I have watched it' }).click()
    await expectDone(page)
    expect(await lastCompletion(sandbox)).toMatchObject({ WatchedRanges: [], Duration: null })
  })

  for (const behaviour of ['ForgedOrigin', 'ForgedSource', 'WrongTypes', 'Hostile', 'Flood'] satisfies Behaviour[]) {
    test(`${ref}: a frame that goes for ${behaviour} completes nothing and moves nothing`, async ({ page, sandbox, complaints }) => {
      await sandbox.standIns(behaviour)
      await open(page, sandbox, ref)
      const address = page.url()
      await expect(player(page).getByRole('button', { name: 'Play', exact: true })).toBeVisible()
      await continueButton(page).click()
      await expect(page.getByRole('status').filter({ hasText: 'Not quite yet' })).toBeVisible()
      await expect(progress(page)).toHaveAccessibleName(/^0 /)
      expect(page.url()).toBe(address)
      expect(await sandbox.completions()).toEqual([])
      expect(complaints.filter((complaint) => !complaint.includes('more messages'))).toEqual([])
    })
  }
}

test('a video file is watched by keyboard alone, and what was played is sent', async ({ page, sandbox }) => {
  await open(page, sandbox, 'video-file')
  await expect(progress(page)).toHaveAccessibleName(/^0 of \d+ seconds watched$/)
  await twiceAsFast(page)
  await page.keyboard.press('Tab')
  while (!(await film(page).evaluate((video) => video === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expectEnough(page)
  await continueButton(page).focus()
  await page.keyboard.press('Enter')
  await expectDone(page)
  const { WatchedRanges, Duration } = await lastCompletion(sandbox)
  expect(WatchedRanges).toHaveLength(1)
  expect(WatchedRanges[0][0]).toBeLessThan(0.1)
  expect((WatchedRanges[0][1] - WatchedRanges[0][0]) / Duration).toBeGreaterThanOrEqual(0.9)
})

test('a video file is watched by hand on a phone, stopped, and gone on with after a reload', async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await open(page, sandbox, 'video-file')
  await expect(progress(page)).toHaveAccessibleName(/^0 of \d+ seconds watched$/)
  await twiceAsFast(page)
  await film(page).click()
  await expect(progress(page)).toHaveAccessibleName(/^[2-4] of/)
  await film(page).click()
  await expect(film(page)).toHaveJSProperty('paused', true)
  await page.reload()
  await expect(progress(page)).toHaveAccessibleName(/^[2-5] of \d+ seconds watched$/)
  await expect.poll(() => film(page).evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(1.9)
  await twiceAsFast(page)
  await film(page).click()
  await expectEnough(page)
  await continueButton(page).click()
  await expectDone(page)
  const { WatchedRanges, Duration } = await lastCompletion(sandbox)
  const watched = WatchedRanges.map(([from, to]: number[]) => to - from).reduce((sum: number, length: number) => sum + length)
  expect(watched / Duration).toBeGreaterThanOrEqual(0.9)
})

test('a video file that never comes is told after a while, and counts once it comes', async ({ page, sandbox }) => {
  let come = () => {}
  const waiting = new Promise<void>((resolve) => (come = resolve))
  await page.route('**/*.webm', async (route) => {
    await waiting
    await route.continue()
  })
  await page.clock.install()
  await open(page, sandbox, 'video-file')
  await expect(page.locator('video')).toBeAttached()
  await page.clock.runFor(9_000)
  await expect(page.getByText('The video does not play here')).toBeHidden()
  await page.clock.runFor(1_000)
  await expect(page.getByText('The video does not play here')).toBeVisible()
  come()
  await expect(progress(page)).toHaveAccessibleName(/^0 of \d+ seconds watched$/)
  await expect(page.getByText('The video does not play here')).toBeHidden()
  await expect(continueButton(page)).toBeVisible()
})

test('what is watched in two tabs comes together', async ({ page, context, sandbox }) => {
  await open(page, sandbox, 'video-youtube')
  await answered(page)
  await press(page, 'Play')
  await advance(page, 10)
  await expectWatched(page, 10)
  const other = await context.newPage()
  await other.goto(page.url())
  await expectWatched(other, 10)
  await press(other, 'Seek to 50%')
  await press(other, 'Play')
  await advance(other, 10)
  await expectWatched(other, 20)
  await page.bringToFront()
  await advance(page, 5)
  await expectWatched(page, 15)
  await isKept(page, '0-15000 20000-30000')
  await page.reload()
  await expectWatched(page, 25)
})

test('a video file that is skipped through is not watched', async ({ page, sandbox }) => {
  await open(page, sandbox, 'video-file')
  await expect(progress(page)).toHaveAccessibleName(/^0 of \d+ seconds watched$/)
  await film(page).evaluate(async (video: HTMLVideoElement) => {
    const moved = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
    video.currentTime = video.duration - 0.5
    await moved
    const ended = new Promise((resolve) => video.addEventListener('ended', resolve, { once: true }))
    video.muted = true
    await video.play()
    await ended
  })
  await expect(progress(page)).toHaveAccessibleName(/^0 of \d+ seconds watched$/)
  await continueButton(page).click()
  await expect(page.getByText('Not quite yet')).toBeVisible()
  expect(await sandbox.completions()).toEqual([])
})

test('a video file begins with nothing playing, and has its captions and its text beside it', async ({ page, sandbox }) => {
  await open(page, sandbox, 'video-file')
  const captions = film(page).locator('track')
  await expect(captions).toHaveCount(2)
  expect(await captions.evaluateAll((tracks: HTMLTrackElement[]) => tracks.map(({ kind, srclang, label }) => [kind, srclang, label]))).toEqual([
    ['captions', 'en', 'English'],
    ['captions', 'fr', 'français'],
  ])
  await expect(film(page)).not.toHaveAttribute('autoplay')
  await expect(film(page)).not.toHaveAttribute('crossorigin')
  expect(await film(page).evaluate((video: HTMLVideoElement) => video.paused)).toBe(true)
  await expect(film(page)).toHaveJSProperty('textTracks.length', 2)
  await expect.poll(() => film(page).evaluate((video: HTMLVideoElement) => video.textTracks[0].cues?.length)).toBeGreaterThan(0)
  await expect(page.getByText('Here is how your account works.')).toBeHidden()
  await page.getByText('Read what is said in the video').click()
  await expect(page.getByText('Here is how your account works.')).toBeVisible()
})

test('captions that cannot be had take nothing from the film', async ({ page, sandbox }) => {
  await page.route('**/*.vtt', (route) => route.abort())
  await open(page, sandbox, 'video-file')
  await expect(progress(page)).toHaveAccessibleName(/^0 of \d+ seconds watched$/)
  await expect(film(page).locator('track')).toHaveCount(0)
  await expect(page.getByText('The video does not play here')).toBeHidden()
})

test('a video file that is not there is told at once', async ({ page, sandbox }) => {
  await page.route('**/*.webm', (route) => route.fulfill({ status: 404 }))
  await open(page, sandbox, 'video-file')
  await expect(page.getByText('The video does not play here')).toBeVisible()
  await page.getByRole('button', { name: 'I have watched it' }).click()
  await expectDone(page)
})

test('a back-end that refuses takes nothing from what was watched', async ({ page, sandbox }) => {
  await open(page, sandbox, 'video-youtube')
  await answered(page)
  await press(page, 'Play')
  await advance(page, NEEDED)
  await expectEnough(page)
  const problem = { type: 'about:blank', title: 'Refused', status: 422, Errors: [{ Code: 'Range', Message: 'Please watch the whole video.' }] }
  await sandbox.fault({ Path: COMPLETION, Status: 422, Headers: { 'content-type': 'application/problem+json' }, Body: problem })
  await continueButton(page).click()
  await expect(page.getByRole('alert')).toContainText('Please watch the whole video.')
  await expectWatched(page, NEEDED)
  await advance(page, 8)
  await expectWatched(page, 40)
  await continueButton(page).click()
  await expectDone(page)
  expect(await lastCompletion(sandbox)).toMatchObject({ WatchedRanges: [[0, 40]] })
})

test('what was watched is forgotten here once the back-end has it, and can be seen again', async ({ page, sandbox }) => {
  const lead = await open(page, sandbox, 'video-vimeo')
  await answered(page)
  await press(page, 'Play')
  await advance(page, NEEDED)
  await expectEnough(page)
  await continueButton(page).click()
  await expectDone(page)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  const { Id } = await sandbox.activity(lead, TITLES['video-vimeo'])
  await page.goto(`/activities/${Id}`)
  await expect(page.getByText('You have completed this step.')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Watch the video again/ })).toHaveAttribute('target', '_blank')
})

for (const ref of ['video-file', 'video-youtube', 'video-vimeo']) {
  test(`${ref}: everybody can use it, on a phone too`, async ({ page, sandbox }) => {
    await page.setViewportSize({ width: 360, height: 780 })
    await open(page, sandbox, ref)
    await expect(progress(page)).toHaveAccessibleName(/^0 of \d+ seconds watched$/)
    if (ref !== 'video-file') {
      await press(page, 'Play')
      await advance(page, 10)
      await press(page, 'Seek to 50%')
      await advance(page, 5)
      await expectWatched(page, 15)
    }
    await continueButton(page).click()
    await expectAccessible(page)
    await expectNoSideways(page)
  })
}
