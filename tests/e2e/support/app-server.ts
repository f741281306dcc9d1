import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { withConfiguration } from './configuration'
import { dist } from './environment'
import { deployedHeaders } from './headers'

/** Media types of the files that a build names by their content. */
export const TYPES: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css' }

/** A host of static files that knows no back-end: the built app, its page at every address, with its headers unless others are given. */
export async function serveApp(configurationOf: () => object, { headers } = { headers: deployedHeaders() }) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, 'http://app').pathname
    const type = TYPES[extname(path)]
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    try {
      const file = await readFile(join(dist(), type ? path : 'index.html'))
      response.setHeader('content-type', type ?? 'text/html; charset=utf-8')
      response.end(type ? file : withConfiguration(file.toString(), configurationOf()))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
