/** What is on the page, all of it read in one go. */

import type { Page } from '@playwright/test'

export interface Sight {
  /** The address, without query. */
  address: string
  heading: string
  /** What each control holds: by its name, or by its id where it has none. Boxes are a piece for each of their values. */
  held: Record<string, string>
  /** Files whose bytes the back-end has. */
  received: string[]
  /** Whether there is something to do on this page, and whether its answers are on their way. */
  form: boolean
  sending: boolean
  /** Whether it is about a step that is completed. */
  completed: boolean
  /** The buttons that can be pressed. */
  buttons: string[]
  /** Links to what can be done now, on the page of all steps. */
  links: string[]
  /** What is told on the page, for whoever wonders. */
  told: string[]
}

export const TICKED = 'ticked'
export const CHOSEN = 'chosen'
export const FAILED = 'failed'

export async function look(page: Page): Promise<Sight> {
  return page.evaluate(readPage)
}

/** Runs in the page. */
function readPage(): Sight {
  const all = <E extends Element>(selector: string) => [...document.querySelectorAll<E>(selector)].filter((element) => element.checkVisibility())
  const text = (element: Element | null | undefined) => element?.textContent?.trim() ?? ''
  const held: Record<string, string> = {}
  for (const control of all<HTMLInputElement>('main :is(input, select, textarea)')) {
    const name = control.name || control.id
    if (control.type === 'radio') held[name] = control.checked ? control.value : (held[name] ?? '')
    else if (control.type === 'checkbox') held[control.name ? `${name}=${control.value}` : name] = control.checked ? 'ticked' : ''
    else if (control.type !== 'file') held[name] = control.value
  }
  const line = document.querySelector('.signature-pad__line')
  if (line) held.strokes = points(line.getAttribute('d') ?? '')
  const received = []
  for (const row of document.querySelectorAll('.upload__file')) {
    const [name, state] = [text(row.querySelector('.upload__name bdi')), row.querySelector('.upload__state')]
    held[`file ${name}`] = state?.classList.contains('upload__state--failed') ? 'failed' : 'chosen'
    if (text(state) === 'Received.') received.push(name)
  }
  const watched = document.querySelector<HTMLProgressElement>('.video__progress progress')
  if (watched) held.watched = String(watched.value)

  const buttons = all<HTMLButtonElement>('main button')
  return {
    address: location.origin + location.pathname,
    heading: text(all('h1')[0]),
    held,
    received,
    form: all('main form, main .visit').length > 0,
    sending: buttons.some((button) => button.type === 'submit' && button.getAttribute('aria-disabled') === 'true'),
    completed: all('main [role=status], main .notice').some((notice) => text(notice).startsWith('You have completed this step.')),
    buttons: buttons.map(text),
    links: all<HTMLAnchorElement>('main .task-list a[href^="/activities/"]').map((link) => text(link.querySelector('bdi') ?? link)),
    told: all('main :is([role=alert], [role=status])').map(text),
  }

  /** The points of a drawing, stroke by stroke, from a path that rounds the way between them. */
  function points(path: string): string {
    const numbers = (part: string) => part.trim().split(/\s+/).slice(0, 2).join(',')
    const stroke = (part: string) => {
      const steps = part.match(/[MQL][^MQL]*/g) ?? []
      const found = steps.map((step) => numbers(step.slice(1)))
      return (found.length === 2 && found[0] === found[1] ? [found[0]] : found).join(' ')
    }
    return (path.match(/M[^M]*/g) ?? []).map(stroke).join(' | ')
  }
}
