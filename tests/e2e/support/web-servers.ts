/** Real web servers, each configured as `cargo xtask dist` says: started on loopback, with a folder of its own. */

import { spawn } from 'node:child_process'
import { access, cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { serveApp } from './app-server'
import { withConfiguration } from './configuration'
import { dist, hosting, program } from './environment'

export interface WebServer {
  origin: string
  stop(): Promise<void>
}

/** Serves the app with this configuration. */
type Start = (configuration: object) => Promise<WebServer>

/** The places where Debian puts the modules of nginx and the lines that load them. */
const NGINX_MODULES = '/usr/lib/nginx/modules'
const NGINX_ENABLED = '/etc/nginx/modules-enabled'

export const nginx: Start = (configuration) =>
  serve(configuration, async (folder, port) => {
    if (await exists(NGINX_MODULES)) await symlink(NGINX_MODULES, join(folder, 'modules'))
    const modules = (await exists(NGINX_ENABLED)) ? `include ${NGINX_ENABLED}/*.conf;` : ''
    // The worker must read a folder that is its owner's alone.
    const user = process.getuid?.() === 0 ? 'user root;' : ''
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`)
    const file = join(folder, 'nginx.conf')
    await writeFile(file, `${modules} ${user} daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr error;
      events {} http { access_log off; ${paths.join(' ')}
      server { listen 127.0.0.1:${port}; root ${folder}/public; include "${hosting()}/nginx.conf"; } }`)
    return { command: program('nginx'), args: ['-p', folder, '-c', file, '-e', 'stderr'], env: {} }
  })

export const caddy: Start = (configuration) =>
  serve(configuration, async (folder, port) => {
    const file = join(folder, 'Caddyfile')
    await writeFile(file, `{\n\tadmin off\n}\n${await readFile(join(hosting()!, 'Caddyfile'), 'utf8')}`)
    const env = {
      FRONT_OFFICE_ADDRESS: `http://127.0.0.1:${port}`, FRONT_OFFICE_ROOT: join(folder, 'public'),
      XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder,
    }
    return { command: program('caddy'), args: ['run', '--adapter', 'caddyfile', '--config', file], env }
  })

/** Files, and the page at every other address; nothing else is said about them. */
export const plainFileServer: Start = async (configuration) => {
  const app = await serveApp(() => configuration, { headers: {} })
  return { origin: app.origin, stop: app.close }
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

interface Program {
  command: string
  args: string[]
  env: Record<string, string>
}

async function serve(configuration: object, prepare: (folder: string, port: number) => Promise<Program>): Promise<WebServer> {
  const folder = await mkdtemp(join(tmpdir(), 'front-office-web-'))
  await cp(dist(), join(folder, 'public'), { recursive: true })
  await configureBuild(join(folder, 'public'), configuration)
  const port = await freePort()
  const { command, args, env } = await prepare(folder, port)
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => (said += text))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let isOver = false
  void ended.then(() => (isOver = true))
  child.once('error', (error) => (said += error.message))
  while (!(await listens(port))) if (isOver) throw new Error(`${command} ended: ${said}`)
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true })
    },
  }
}

/** As `cargo xtask dist --from` does it: the page in all its forms. */
async function configureBuild(folder: string, configuration: object) {
  for (const name of (await readdir(folder)).filter((name) => name.endsWith('.html'))) {
    const html = withConfiguration(await readFile(join(folder, name), 'utf8'), configuration)
    await writeFile(join(folder, name), html)
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(html))
    await writeFile(join(folder, `${name}.gz`), gzipSync(html))
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve((socket.destroy(), true)))
    socket.once('error', () => setTimeout(resolve, 20, false))
  })
}

const exists = (path: string) => access(path).then(() => true, () => false)
