/** A host of static files as a CDN is one (brotli 11, types, lifetimes, the page at every address), and the few answers of a back-end that the journey needs. */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { session } from './journeys.mjs'

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}
const COOKIE = 'session=of-the-bench'
const OPENED = { status: 200, headers: { 'set-cookie': `${COOKIE}; Path=/; HttpOnly; SameSite=Strict` }, body: session('2bb35288-f2ac-4c68-b7aa-51acd82af485') }
const ENDED = { status: 401, body: '{"status":401,"Code":"SessionEnded"}' }
const FOREVER = 'public, max-age=31536000, immutable'

/** Serves `folder` and `journey`, on the same origin; answers its address, a setter of the journey, and how to stop. */
export async function serve(folder) {
  let journey = '{}'
  const packed = new Map()
  const file = (path) => {
    if (!packed.has(path)) packed.set(path, existsSync(`${path}.br`) ? readFileSync(`${path}.br`) : brotli(readFileSync(path)))
    return packed.get(path)
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host')
    const isIn = request.headers.cookie?.includes(COOKIE)
    const answer = answerOf(request.method, pathname, isIn, journey)
    if (answer) {
      response.writeHead(answer.status, { 'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json', 'cache-control': 'no-store', ...answer.headers })
      return response.end(answer.body)
    }
    const found = join(folder, normalize(pathname))
    const path = existsSync(found) && statSync(found).isFile() ? found : join(folder, 'index.html')
    const headers = { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'cache-control': path.endsWith('.html') || path.endsWith('service-worker.js') ? 'no-cache' : FOREVER, vary: 'accept-encoding' }
    const takesBrotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '')
    response.writeHead(200, takesBrotli ? { ...headers, 'content-encoding': 'br' } : headers)
    return response.end(takesBrotli ? file(path) : readFileSync(path))
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    show: (shown) => (journey = shown),
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** What brotli makes of it at its best. */
export const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })

/** The back-end: one lead, one link, one journey. `undefined` for what is a page or a file. */
function answerOf(method, path, isIn, journey) {
  if (path.startsWith('/api/v1/journeys/')) return isIn ? { status: 200, headers: { etag: '"1"' }, body: journey } : ENDED
  if (!path.startsWith('/internal/')) return undefined
  if (path === '/internal/v1/autologin') return method === 'POST' ? OPENED : undefined
  if (path === '/internal/v1/session') return ENDED
  return { status: 404, body: '{"status":404}' }
}
