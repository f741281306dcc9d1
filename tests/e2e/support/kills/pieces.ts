/** Pieces of what a lead gives, and how a person gives what is missing of each. */

import type { Page } from '@playwright/test'
import type { Phase } from './fate'
import type { Reaches } from './ledger'
import { CHOSEN, TICKED, look } from './look'

export interface Piece {
  /** By which `look` finds it. */
  key: string
  phase: Phase
  /** What it holds at the end; unknown for a drawing. */
  wanted: string | null
  /** The steps from what it holds to what is wanted. */
  missing(held: string): Step[]
  /** How many steps there are at most. */
  length: number
  reaches?: Reaches
}

export interface Step {
  /** What the piece holds afterwards; unknown while it is drawn. */
  text: string | null
  take(page: Page): Promise<void>
}

const named = (page: Page, key: string) => page.locator(`main [name="${key}"]`)

/** Text, key by key. */
export function typed(key: string, wanted: string): Piece {
  const key_ = (text: string): Step => ({ text, take: (page) => page.keyboard.type(text.slice(-1)) })
  return {
    key, wanted, phase: 'typing', length: wanted.length,
    missing(held) {
      if (held === wanted) return []
      const begun = wanted.startsWith(held) ? held.length : 0
      const clear: Step = { text: '', take: (page) => named(page, key).fill('') }
      const keys = [...wanted.slice(begun)].map((_, at) => key_(wanted.slice(0, begun + at + 1)))
      const first = keys[0]
      keys[0] = {
        ...first,
        async take(page) {
          await named(page, key).focus()
          await page.keyboard.press('Control+End')
          await first.take(page)
        },
      }
      return wanted.startsWith(held) ? keys : [clear, ...keys]
    },
  }
}

/** A date, in its three parts. */
export const date = (key: string, day: string, month: string, year: string) =>
  [typed(`${key}-day`, day), typed(`${key}-month`, month), typed(`${key}-year`, year)]

/** Anything that is given in one go. */
function atOnce(key: string, wanted: string, take: (page: Page) => Promise<unknown>, phase: Phase = 'choosing'): Piece {
  const step: Step = { text: wanted, take: async (page) => void (await take(page)) }
  return { key, wanted, phase, length: 1, missing: (held) => (held === wanted ? [] : [step]) }
}

/** A time of day, in the browser's own control. */
export const time = (key: string, wanted: string) => atOnce(key, wanted, (page) => named(page, key).fill(wanted))

/** One of a list that opens. */
export const picked = (key: string, wanted: string) => atOnce(key, wanted, (page) => named(page, key).selectOption(wanted))

/** One of several buttons. */
export const chosen = (key: string, wanted: string) =>
  atOnce(key, wanted, (page) => page.locator(`main input[name="${key}"][value="${wanted}"] + label`).click())

/** A box of a group. */
export const ticked = (key: string, value: string) =>
  atOnce(`${key}=${value}`, TICKED, (page) => page.locator(`main input[name="${key}"][value="${value}"] + label`).click())

/** A box that stands by itself. */
export const box = (key: string) => atOnce(`${key}=on`, TICKED, (page) => named(page, key).check())

/** The box that says yes to documents. */
export const agreed = () => atOnce('consent', TICKED, (page) => page.locator('#consent').check(), 'reading')

/** A file from the disk. */
export function file(key: string, path: string): Piece {
  const name = path.split('/').at(-1)!
  return atOnce(`file ${name}`, CHOSEN, async (page) => {
    await page.locator(`#field-${key}`).setInputFiles(path)
    await page.locator('.upload__file', { hasText: name }).waitFor()
  }, 'uploading')
}

/** Strokes on the pad, as places in parts of its width and height; one that a kill left unfinished is taken back first. */
export function drawn(strokes: [number, number][][]): Piece {
  /** What the pad held after each stroke that was finished. */
  const finished = ['']
  const length = strokes.flat().length
  return {
    key: 'strokes', wanted: null, phase: 'drawing', length,
    missing(held) {
      const done = finished.findLastIndex((points) => held.startsWith(points))
      const undo: Step = { text: finished[done], take: (page) => page.getByRole('button', { name: 'Undo the last stroke' }).click() }
      const rest = strokes.slice(done).flatMap((places, index) => stroke(places, (points) => (finished[done + index + 1] = points)))
      return held === finished[done] ? rest : [undo, ...rest]
    },
  }
}

function stroke(places: [number, number][], finish: (points: string) => void): Step[] {
  return places.map(([x, y], index) => ({
    text: null,
    async take(page) {
      const pad = page.locator('#signature-pad')
      if (index === 0) await pad.scrollIntoViewIfNeeded()
      const box = (await pad.boundingBox())!
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height)
      if (index === 0) await page.mouse.down()
      if (index < places.length - 1) return
      await page.mouse.up()
      finish((await look(page)).held.strokes)
    },
  }))
}

/** Seconds of a film, counted in milliseconds; they only grow. */
export const watched = (): Piece => ({
  key: 'watched', wanted: null, phase: 'watching', length: 30, missing: () => [],
  reaches: (found, owed) => Number(found) >= Number(owed),
})
