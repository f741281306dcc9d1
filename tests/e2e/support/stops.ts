/** Where the keyboard stops and where a finger lands: size, ring and place of everything that can be used. */

import type { Page } from '@playwright/test'

/** Everything that can be used and is smaller than 24 by 24 px, links within a sentence aside (WCAG 2.5.8). */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST = 24
    const used = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]'
    const scope = document.querySelector('dialog:modal') ?? document.body
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
    // Until it has focus it is out of sight, and no target.
    const isSkipLink = (element: Element) => element.matches('.skip-link:not(:focus)')
    const isInSentence = (element: Element) =>
      element.matches('a') && getComputedStyle(element).display === 'inline' && (element.parentElement?.textContent?.trim().length ?? 0) > (element.textContent?.trim().length ?? 0)
    // What is drawn over a whole row belongs to the link in it, so a finger is tried as well.
    const isHit = (element: Element) => {
      element.scrollIntoView({ block: 'center' })
      const { left, top, width, height } = element.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const half = LEAST / 2 - 0.5
      return [[-half, 0], [half, 0], [0, -half], [0, half]].every(([across, down]) => element.contains(document.elementFromPoint(x + across, y + down)))
    }
    const extent = (element: Element) => {
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
      const rects = [element, ...labels].map((part) => part.getBoundingClientRect())
      const across = Math.max(...rects.map((rect) => rect.width))
      const down = Math.max(...rects.map((rect) => rect.height))
      return [across, down]
    }
    return [...scope.querySelectorAll(used)]
      .filter((element) => isShown(element) && !isSkipLink(element) && !isInSentence(element))
      // Half a pixel is what browsers round away.
      .filter((element) => extent(element).some((length) => length < LEAST - 0.5) && !isHit(element))
      .map((element) => `${extent(element).map(Math.round).join(' × ')} px: ${element.outerHTML.slice(0, 120)}`)
  })
}

/** Goes through the page by the tab key; the stops that cannot be seen, or that something lies over (WCAG 2.4.7, 2.4.11). */
export async function unseenStops(page: Page, most = 60): Promise<string[]> {
  const faults: string[] = []
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (let stops = 0; stops < most; stops += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement | null
      // The page has just put it there, as it does on arrival: no key leads to it.
      if (focused?.matches('h1[tabindex="-1"]')) return []
      if (!focused || focused === document.body || focused.dataset.visited !== undefined) return null
      focused.dataset.visited = ''
      const html = focused.outerHTML.slice(0, 120)
      // What is in a frame shows its own focus, and so do the browser's buttons in a film.
      if (focused instanceof HTMLIFrameElement || (focused instanceof HTMLVideoElement && !focused.matches(':focus-visible'))) return []
      const faults: string[] = []
      const parts = [focused, focused.parentElement!, ...focused.parentElement!.children]
      const look = () => parts.flatMap((part) => [undefined, '::before', '::after'].map((pseudo) => {
        const { outline, boxShadow } = getComputedStyle(part, pseudo)
        return outline + boxShadow
      })).join()
      const withFocus = look()
      const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : []
      const isOwn = (other: Element | null) =>
        other !== null && [focused, ...labels].some((part) => part.contains(other) || (other.contains(part) && other !== document.body && other !== document.documentElement && !other.matches('main, .page, .page__body, form')))
      const seen = [...focused.getClientRects()].some((rect) => {
        const grid = [0.1, 0.3, 0.5, 0.7, 0.9]
        // Of what is taller than the page, the part that is on it.
        const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, innerWidth)]
        const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)]
        return grid.some((x) => grid.some((y) => isOwn(document.elementFromPoint(left + x * (right - left), top + y * (bottom - top)))))
      })
      if (!seen) faults.push(`hidden while it has focus: ${html}`)
      focused.blur()
      const without = look()
      focused.focus({ preventScroll: true })
      if (withFocus === without) faults.push(`focus cannot be seen: ${html}`)
      return faults
    })
    if (stop === null) break
    faults.push(...stop)
  }
  await page.evaluate(() => document.querySelectorAll('[data-visited]').forEach((element) => element.removeAttribute('data-visited')))
  return faults
}

/** Headings that skip a level or are not one first level, and landmarks that are missing or there twice. */
export function structureFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const shown = (selector: string) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility())
    const levels = shown('h1, h2, h3, h4, h5, h6').filter((heading) => !heading.closest('dialog')).map((heading) => Number(heading.tagName[1]))
    if (levels.filter((level) => level === 1).length !== 1) faults.push(`headings of the first level: ${levels}`)
    // The journey beside an activity comes before its heading, as a list of its own.
    levels.forEach((level, index) => {
      if (index > 0 && level > levels[index - 1] + 1) faults.push(`a level is skipped: ${levels}`)
    })
    if (shown('main').length !== 1) faults.push('not one main part')
    // What is told to the integrator, before anybody's page is there, has none.
    if (shown('header.header').length > 1) faults.push('more than one banner')
    return faults
  })
}
