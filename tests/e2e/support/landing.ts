import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site of the integrator's, where leads arrive when they are done. */
export interface Landing {
  url: string
  /** Whether whoever comes is let in; otherwise they stay where they are (HTTP 204). */
  open: boolean
  close(): Promise<void>
}

export async function startLanding(): Promise<Landing> {
  const server = createServer((_, response) => {
    if (!landing.open) return response.writeHead(204).end()
    return response.setHeader('content-type', 'text/html').end('<!doctype html><title>Arrived</title><h1>Welcome back to Acme</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const landing: Landing = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/welcome?from=front-office`,
    open: true,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
  return landing
}
