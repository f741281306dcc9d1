/** Whatever eyes and hands somebody has: large text, other spacing, colours of their own, no motion, no sight at all. */

import { axTree } from '../support/ax-tree'
import { sidewaysFaults } from '../support/axe'
import { loseTheNetwork, expectScreen, field, heading, sendButton } from '../support/page'
import { COMPLETION } from '../support/sandbox'
import { open, SCREENS } from '../support/screens'
import { smallTargets, structureFaults, unseenStops } from '../support/stops'
import { expect, test, type Page } from '../support/test'

/** One screen of each build: lists, fields, errors, dialogs, cards, one message. */
const SAMPLE = ['the task list', 'a form with all its errors', 'a review', 'the closing page', 'the log-in page', 'the list of sessions', 'a choice of journeys', 'a code that was wrong']

/** A style of the lead's own, as a browser's extension or a reader's stylesheet brings it. */
async function restyle(page: Page, css: string) {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, css)
}

/** Texts of which a part is cut off; fields scroll, and what the header shortens is in its menu in full. */
const cutOff = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('main *, dialog *, header *, footer *')]
    .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden, .skip-link, svg, input, select, textarea, .header__brand, .account__toggle, [inert]'))
    .filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element)
      const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
      return (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1) || (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1)
    })
    .map((element) => element.outerHTML.slice(0, 120)))

for (const screen of SAMPLE) {
  test(`${screen} is whole with text twice as large, and with other spacing`, async ({ page, sandbox, configure, landing }) => {
    await SCREENS[screen]({ page, sandbox, configure, landing })
    // WCAG 1.4.4: nothing is lost, on a desk and on a phone; nobody reads a phone of 320 px at twice the size.
    await restyle(page, ':root { font-size: 200% !important }')
    for (const width of [1280, 640]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await cutOff(page), `200 %, ${width} px wide`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    }
    // WCAG 1.4.12.
    await restyle(page, '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }')
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await cutOff(page), `spaced, ${width} px wide`).toEqual([])
    }
    expect(await sidewaysFaults(page)).toEqual([])
  })

  test(`${screen} has its headings in order, targets of 24 px and focus that can be seen, in forced colours too`, async ({ page, sandbox, configure, landing }) => {
    await SCREENS[screen]({ page, sandbox, configure, landing })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await structureFaults(page)).toEqual([])
    expect(await smallTargets(page)).toEqual([])
    expect(await unseenStops(page)).toEqual([])
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    expect(await unseenStops(page)).toEqual([])
    // Backgrounds are gone: what is pressed or filled in needs an edge.
    const edgeless = await page.evaluate(() => [...document.querySelectorAll('.button:not(.button--link), .input')]
      .filter((element) => element.checkVisibility())
      .filter((element) => ['none', 'hidden'].includes(getComputedStyle(element).borderBlockEndStyle) || parseFloat(getComputedStyle(element).borderBlockEndWidth) === 0)
      .map((element) => element.outerHTML.slice(0, 120)))
    expect(edgeless).toEqual([])
  })
}

for (const screen of ['a link being opened', 'the wait for an automatic activity', 'a form under way', 'the closing page']) {
  test(`nothing moves on ${screen} for those who want no motion`, async ({ page, sandbox, configure, landing }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await SCREENS[screen]({ page, sandbox, configure, landing })
    const moving = await page.evaluate(() => document.getAnimations()
      .filter(({ playState, effect }) => {
        const { duration, iterations } = effect!.getComputedTiming()
        // What lasts as long as a frame is a change, not motion.
        return playState === 'running' && (Number(duration) > 20 || iterations === Infinity)
      })
      .map((animation) => ((animation.effect as KeyframeEffect).target as Element).outerHTML.slice(0, 120)))
    expect(moving).toEqual([])
  })
}

interface Told {
  how: string
  text: string
}

/** From now on: what a screen reader would be told by itself, and how urgently. */
async function listen(page: Page): Promise<() => Promise<Told[]>> {
  await page.evaluate(() => {
    const told: { how: string; text: string }[] = []
    Object.assign(globalThis, { told })
    const live = '[role=status], [role=alert], [aria-live]'
    const how = (region: Element) => region.getAttribute('aria-live') ?? (region.matches('[role=alert]') ? 'assertive' : 'polite')
    const regionOf = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest(live)
    new MutationObserver((records) => {
      const regions = new Set<Element>()
      for (const record of records) {
        const own = regionOf(record.target)
        if (own) regions.add(own)
        for (const added of record.addedNodes) if (added instanceof Element) for (const region of added.matches(live) ? [added] : added.querySelectorAll(live)) regions.add(region)
      }
      for (const region of regions) {
        const text = region.textContent!.replace(/\s+/g, ' ').trim()
        if (text && !region.closest('[aria-hidden=true]')) told.push({ how: how(region), text })
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => (globalThis as any).told)
}

test('what is saved is told politely, once typing rests, and focus stays', async ({ page, sandbox }) => {
  await open(page, sandbox, 'one-question')
  await expectScreen(page, 'One question')
  const told = await listen(page)
  await field(page, 'Your answer').pressSequentially('An answer')
  await expect.poll(told).toContainEqual({ how: 'polite', text: expect.stringMatching(/^Saved/) })
  expect((await told()).filter(({ how }) => how === 'assertive')).toEqual([])
  expect((await told()).length).toBeLessThan(4)
  await expect(field(page, 'Your answer')).toBeFocused()
})

test('that something is being sent is told politely, and focus stays on the button', async ({ page, sandbox }) => {
  await open(page, sandbox, 'one-question')
  await sandbox.fault({ Path: COMPLETION, Status: 500, Times: null })
  await field(page, 'Your answer').fill('An answer')
  const told = await listen(page)
  await sendButton(page).focus()
  await page.keyboard.press('Enter')
  await expect.poll(told).toContainEqual({ how: 'polite', text: expect.stringContaining('The service has a problem') })
  await expect(page.getByRole('button', { name: 'Sending…' })).toBeFocused()
})

test('mistakes are told at once, where focus goes to', async ({ page, sandbox }) => {
  await open(page, sandbox, 'one-question')
  await expectScreen(page, 'One question')
  const told = await listen(page)
  await sendButton(page).click()
  await expect.poll(told).toContainEqual({ how: 'assertive', text: 'There is a problemFill in “Your answer”.' })
  await expect(page.locator(':focus')).toContainText('There is a problem')
  await expect(page).toHaveTitle(/^Error: /)
})

test('that the network is gone and back is told politely, and focus stays', async ({ page, sandbox, context }) => {
  await open(page, sandbox, 'one-question')
  await field(page, 'Your answer').focus()
  const told = await listen(page)
  await loseTheNetwork(page)
  await expect.poll(told).toContainEqual({ how: 'polite', text: expect.stringMatching(/^You are offline/) })
  await context.setOffline(false)
  await expect.poll(told).toContainEqual({ how: 'polite', text: 'You are online again.' })
  await expect(field(page, 'Your answer')).toBeFocused()
})

test('news and the end of the session are live regions that tell politely', async ({ page, sandbox }) => {
  await open(page, sandbox, 'nothing-to-do')
  await expect(heading(page)).toHaveText('Nothing to do right now')
  const regions = (await axTree(page)).filter(({ role, live }) => live !== '' || ['status', 'alert'].includes(role))
  expect(regions.filter(({ role, live }) => role === 'status' && live === 'polite').length).toBeGreaterThan(1)
  expect(regions.filter(({ live }) => live === 'assertive')).toEqual([])
})
