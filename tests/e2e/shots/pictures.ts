/** Where the pictures are and what they are called. */

import { join } from 'node:path'
import { SCREENS } from '../support/screens'

export const LOCALES = ['en', 'ar'] as const
export const SCHEMES = ['light', 'dark'] as const
export const WIDTHS = [1280, 360] as const

/** What only a page that is broken on purpose shows. */
export const CRASHED = 'a page that has stopped working'
export const INTERRUPTED = 'a page whose network went while it loaded'

/** Every screen that a picture is taken of, in the order of the sheets. */
export const ALL = [...Object.keys(SCREENS), CRASHED, INTERRUPTED]

/** Where `cargo xtask shots` wants them. */
export function folder(): string {
  const path = process.env.FRONT_OFFICE_SHOTS
  if (!path) throw new Error('FRONT_OFFICE_SHOTS is not set: take the pictures by `cargo xtask shots`.')
  return path
}

/** The file of one picture, in the folder. */
export function fileOf(screen: string, locale: string, scheme: string, width: number): string {
  const words = screen.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return `${words}.${locale}.${scheme}.${width}.png`
}

export const pathOf = (...picture: Parameters<typeof fileOf>) => join(folder(), fileOf(...picture))
