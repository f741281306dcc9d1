/** The contact sheets: one page with every picture, and pictures of a few screens each, for whoever has no browser at hand. */

import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import * as environment from '../support/environment'
import { ALL, fileOf, folder, LOCALES, pathOf, SCHEMES, WIDTHS } from './pictures'

const SCREENS_PER_SHEET = 3

const STYLE = `
  body { background: #6b7280; color: #fff; font: 15px/1.4 system-ui, sans-serif; margin: 16px; }
  h2 { font-size: 15px; margin: 0 0 6px; }
  section { margin-block-end: 20px; }
  div { align-items: start; display: flex; gap: 12px; margin-block-end: 12px; }
  img { box-shadow: 0 0 0 1px #0003; max-block-size: 520px; object-fit: cover; object-position: top; }
  .wide { inline-size: 530px; }
  .narrow { inline-size: 220px; }
`

/** Runs once, after the last picture. */
export default async function makeSheets() {
  const screens = ALL.filter((screen) => existsSync(pathOf(screen, 'en', 'light', 1280)))
  await writeFile(join(folder(), 'index.html'), page(screens.map((screen) => LOCALES.map((locale) => row(screen, locale)).join('')), true))

  const browser = await chromium.launch({ executablePath: environment.chromium(), args: environment.chromiumArguments() })
  const tab = await browser.newPage({ viewport: { width: 1568, height: 600 } })
  for (const locale of LOCALES) {
    const pictured = screens.filter((screen) => existsSync(pathOf(screen, locale, 'light', 1280)))
    for (let first = 0; first < pictured.length; first += SCREENS_PER_SHEET) {
      const rows = pictured.slice(first, first + SCREENS_PER_SHEET).map((screen) => row(screen, locale))
      // As a file, since a page without an address may not load files.
      const html = join(folder(), 'sheet.html')
      await writeFile(html, page(rows, false))
      await tab.goto(pathToFileURL(html).href, { waitUntil: 'load' })
      const number = String(first / SCREENS_PER_SHEET + 1).padStart(2, '0')
      await tab.screenshot({ path: join(folder(), `sheet-${locale}-${number}.png`), fullPage: true })
    }
  }
  await browser.close()
}

function row(screen: string, locale: string): string {
  const pictures = SCHEMES.flatMap((scheme) => WIDTHS.map((width) => ({ scheme, width, file: fileOf(screen, locale, scheme, width) })))
  const images = pictures.filter(({ file }) => existsSync(join(folder(), file))).map(({ scheme, width, file }) =>
    `<a href="${file}"><img class="${width > 600 ? 'wide' : 'narrow'}" alt="${scheme}, ${width} px wide" src="${file}"></a>`)
  return images.length === 0 ? '' : `<section><h2>${screen} (${locale})</h2><div>${images.join('')}</div></section>`
}

function page(rows: string[], lazy: boolean): string {
  const body = lazy ? rows.join('').replaceAll('<img ', '<img loading="lazy" ') : rows.join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every screen</title><style>${STYLE}</style><h1>Every screen</h1>${body}</html>`
}
