/** A host of the built app, in front of a sandbox: it goes away and comes back, deploys, and breaks as hosts do. */

import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { TYPES } from './app-server'
import { withConfiguration } from './configuration'
import { dist } from './environment'
import { headersOf } from './headers'

const CALLS = /^\/(api|internal\/v1\/(?!autologin$)|sandbox|openapi\.yaml)/
const HASHED = /-([0-9a-f]{12,16})((_bg)?\.(css|js|wasm))$/

export class Host {
  /** How a file that is not there is answered: as such, or, as many hosts of such apps do, with the page. */
  missing: 'not found' | 'the page' = 'not found'
  /** The page itself is answered like this, while it is set. */
  page: { status: number } | 'silence' | null = null
  /** What was asked of the files, and with which query. */
  readonly asked: string[] = []
  private server: Server | null = null
  private readonly connections = new Set<Socket>()
  private port = 0

  private constructor(readonly folder: string, private readonly backEnd: string) {}

  /** Serves a copy of the built app. */
  static async start(backEnd: string): Promise<Host> {
    const host = new Host(await mkdtemp(join(tmpdir(), 'front-office-host-')), backEnd)
    await cp(dist(), host.folder, { recursive: true })
    await host.comeBack()
    return host
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`
  }

  /** Nothing listens any more, and what is open breaks off. */
  async goAway() {
    const closed = new Promise((resolve) => this.server!.close(resolve))
    for (const connection of this.connections) connection.destroy()
    await closed
  }

  /** At the same port as before. */
  async comeBack() {
    this.server = createServer((request, response) => void this.answer(request, response))
    this.server.on('connection', (connection) => {
      this.connections.add(connection)
      connection.once('close', () => this.connections.delete(connection))
    })
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve))
    this.port = (this.server.address() as AddressInfo).port
  }

  async stop() {
    await this.goAway()
    await rm(this.folder, { recursive: true })
  }

  /** The names of the files that are named by their content, as addresses. */
  async files(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => HASHED.test(name)).map((name) => `/${name}`).sort()
  }

  /** Another version in place of this one: every file under a name that none had before, and a page that says which it is. */
  async deploy(version: string) {
    let html = await this.html()
    for (const path of await this.files()) {
      const renamed = path.replace(HASHED, (_, hash: string, rest: string) => `-${hash.slice(1)}${hash[0]}${rest}`)
      await rename(join(this.folder, path), join(this.folder, renamed))
      html = html.replaceAll(path, renamed)
    }
    await this.setHtml(html.replace(/<html lang="?en"?[^>]*>/, `<html lang="en" data-version="${version}">`))
  }

  /** A file of the version is not there (yet). */
  async lose(path: string) {
    await rm(join(this.folder, path))
  }

  async configure(configuration: object) {
    await this.setHtml(withConfiguration(await this.html(), configuration))
  }

  private async html() {
    return (await readFile(join(this.folder, 'index.html'))).toString()
  }

  private async setHtml(html: string) {
    await writeFile(join(this.folder, 'index.html'), html)
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, search } = new URL(request.url!, 'http://host')
    if (CALLS.test(pathname) || (request.method !== 'GET' && request.method !== 'HEAD')) return this.pass(request, response)
    this.asked.push(pathname + search)
    const type = TYPES[extname(pathname)]
    const file = type && (await readFile(join(this.folder, pathname)).catch(() => null))
    if (file) {
      const caching = HASHED.test(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache'
      return response.writeHead(200, { ...headersOf(await this.html()), 'content-type': type, 'cache-control': caching, vary: 'Accept-Encoding, Origin' }).end(file)
    }
    if (type && this.missing === 'not found') return response.writeHead(404).end()
    if (this.page === 'silence') return
    if (this.page) return response.writeHead(this.page.status, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
    const html = await this.html()
    response.writeHead(200, { ...headersOf(html), 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', vary: 'Accept-Encoding' })
    response.end(html)
  }

  /** To the back-end, as a gateway does it. */
  private pass(request: IncomingMessage, response: ServerResponse) {
    const options = { method: request.method, headers: request.headers }
    const passed = ask(this.backEnd + request.url, options, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    request.pipe(passed)
  }
}
