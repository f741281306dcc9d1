/** The headers that the built app is deployed with, as `cargo xtask dist` describes them. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hosting } from './environment'

export const POLICY = 'Content-Security-Policy'

/** What a browser writes when one of these policies keeps a page from something. */
export const REFUSAL = /Content Security Policy|Trusted(HTML|Script|ScriptURL|Type)/

/** The file of all of them; none beside a build for development, which is served without. */
export function headersFile(): string | null {
  const folder = hosting()
  return folder && join(folder, 'headers.json')
}

/** Names and values for every answer of a host. */
export function deployedHeaders(): Record<string, string> {
  const file = headersFile()
  return file ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** The same for a page whose scripts a test has changed: another build has other digests. */
export function headersOf(html: string): Record<string, string> {
  const headers = deployedHeaders()
  if (!headers[POLICY]) return headers
  const scripts = [...html.matchAll(/<script(?: type="?module"?)?>([\s\S]*?)<\/script>/g)].map(([, script]) => script!)
  const digests = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  return { ...headers, [POLICY]: headers[POLICY].replace(/( 'sha256-[^']+')+/, ` ${digests.join(' ')}`) }
}
