/** A browser that can be killed: started by us on a profile of its own, so that its process is known. */

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium as playwright, expect, type Browser, type Page } from '@playwright/test'
import { chromium, chromiumArguments } from '../environment'

export class MortalBrowser {
  /** When it was killed, in milliseconds of `Date.now`. */
  killedAt: number | null = null
  /** Errors that no code of the page caught. */
  readonly errors: string[] = []

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    readonly page: Page,
  ) {}

  static async start(profile: string): Promise<MortalBrowser> {
    const child = spawn(chromium(), ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...FLAGS, ...chromiumArguments(), 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, TZ: 'Europe/London', LANGUAGE: 'en_GB' },
    })
    try {
      const browser = await playwright.connectOverCDP(await addressOf(child))
      await expectToBe(browser, child.pid!)
      const [context] = browser.contexts()
      context.setDefaultTimeout(15_000)
      const mortal = new MortalBrowser(child, profile, context.pages()[0] ?? (await context.newPage()))
      context.on('weberror', (error) => mortal.errors.push(error.error().message))
      return mortal
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
  }

  get isDead(): boolean {
    return this.killedAt !== null
  }

  /** SIGKILL: nothing is written any more, nobody is asked. */
  kill() {
    this.killedAt ??= Date.now()
    this.process.kill('SIGKILL')
  }

  /** Nothing of it is left: its own helpers see that it is gone, and go as well. */
  async gone() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      await new Promise((resolve) => this.process.once('exit', resolve))
    }
    await expect.poll(() => processesOf(this.profile), { message: 'processes of a killed browser', intervals: [20] }).toEqual([])
  }
}

/** One browser after the other on the same profile, which is gone at the end, however that comes. */
export class Lives {
  private constructor(
    /** A folder for the whole story. */
    readonly folder: string,
    private last?: MortalBrowser,
  ) {}

  static async prepare(): Promise<Lives> {
    return new Lives(await mkdtemp(join(tmpdir(), 'front-office-kills-')))
  }

  async begin(): Promise<MortalBrowser> {
    this.last = await MortalBrowser.start(join(this.folder, 'profile'))
    return this.last
  }

  async over() {
    this.last?.kill()
    await this.last?.gone()
    await rm(this.folder, { recursive: true })
  }
}

/** Besides those of all tests; what a profile says of the browser's last end is not asked about. */
const FLAGS = [
  '--window-size=1280,1000', '--lang=en-GB', '--accept-lang=en-GB', '--no-default-browser-check', '--disable-dev-shm-usage', '--disable-breakpad',
  '--disable-extensions', '--hide-crash-restore-bubble', '--mute-audio', '--password-store=basic', '--use-mock-keychain',
]

/** Where it listens for us. It says so on its standard error. */
async function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stderr! }).on('line', (line) => {
      const [, address] = line.match(/^DevTools listening on (ws:\S+)$/) ?? []
      if (address) resolve(address)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The browser ended with ${code} before it listened.`)))
  })
}

/** The process that we started is the browser itself, no wrapper that would leave it alive. */
async function expectToBe(browser: Browser, pid: number) {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  expect(processInfo.find(({ type }) => type === 'browser')?.id, 'the process that was started is the browser').toBe(pid)
}

/** The processes that were started for a profile, by their command lines. */
async function processesOf(profile: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
  return ids.filter((_, index) => lines[index].includes(profile))
}
