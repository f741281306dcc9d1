/** What the browser keeps of what a lead gave: sealed records, looked at as whoever opens its files would, or with the lead's key. */

import { expect, type Page } from '@playwright/test'

/** A sealed record: its key, and its bytes as text, in which nothing that was typed may be read. */
export interface Sealed {
  key: string
  text: string
}

/** All records on these shelves. A browser that keeps nothing has none. */
export async function sealed(page: Page, shelves = ['work', 'outbox', 'snapshots', 'keys']): Promise<Sealed[]> {
  return page.evaluate(async (shelves) => {
    const answer = (request: IDBRequest) => new Promise<any>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    if (!(await indexedDB.databases()).some(({ name }) => name === 'front-office')) return []
    const database: IDBDatabase = await answer(indexedDB.open('front-office'))
    const found = []
    for (const shelf of shelves.filter((shelf) => database.objectStoreNames.contains(shelf))) {
      const store = database.transaction(shelf).objectStore(shelf)
      const [keys, things] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())])
      const text = (thing: unknown) => (thing instanceof Uint8Array ? new TextDecoder().decode(thing) : String(thing))
      found.push(...keys.map((key: string, at: number) => ({ key: `${shelf}/${key}`, text: text(things[at]) })))
    }
    database.close()
    return found
  }, shelves)
}

/** From the next page on the browser takes so many milliseconds more to say what it keeps, on all shelves or one. */
export async function slowStorage(page: Page, pause: number, shelf: string | null = null) {
  await page.addInitScript(([pause, shelf]) => {
    const { getAll } = IDBObjectStore.prototype
    IDBObjectStore.prototype.getAll = function (this: IDBObjectStore, ...query: any[]) {
      // A transaction stays open as long as something is asked of it.
      const end = performance.now() + pause
      const keepAsking = () => performance.now() < end && (this.count().onsuccess = keepAsking)
      if (shelf === null || this.name === shelf) keepAsking()
      return getAll.apply(this, query as [])
    }
  }, [pause, shelf] as const)
}

/** From the next page on the browser does not open what it keeps before `release` is called in it; or fails to, so many times. */
export async function lateStorage(page: Page, failures = 0) {
  await page.addInitScript((failures) => {
    const { open } = IDBFactory.prototype
    const held: IDBOpenDBRequest[] = []
    let isHeld = failures === 0
    const release = () => {
      isHeld = false
      for (const request of held.splice(0)) request.dispatchEvent(new Event('success'))
    }
    Object.assign(window, { release })
    IDBFactory.prototype.open = function (this: IDBFactory, ...named) {
      if (failures > 0) {
        failures -= 1
        throw new DOMException('Internal error opening backing store', 'UnknownError')
      }
      const request = open.apply(this, named)
      request.addEventListener('success', (event) => {
        if (!isHeld) return
        event.stopImmediatePropagation()
        held.push(request)
      })
      return request
    }
  }, failures)
}

/** What the records say, opened with the lead's own key, as only a page of this origin can. */
export async function keptTexts(page: Page): Promise<string[]> {
  await readRecords(page)
  return page.evaluate(() => (window as any).keptTexts())
}

async function readRecords(page: Page) {
  await page.evaluate(() => {
    const answer = (request: IDBRequest) => new Promise<any>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const opened: Promise<IDBDatabase> = answer(indexedDB.open('front-office'))
    const keptTexts = async () => {
      const transaction = (await opened).transaction(['keys', 'work'])
      const [owners, keys, names, things] = await Promise.all([
        answer(transaction.objectStore('keys').getAllKeys()), answer(transaction.objectStore('keys').getAll()),
        answer(transaction.objectStore('work').getAllKeys()), answer(transaction.objectStore('work').getAll()),
      ])
      return Promise.all(names.map(async (name: string, at: number) => {
        const key = keys[owners.indexOf(`${name.split('/')[0]}/key`)]
        const thing: Uint8Array<ArrayBuffer> = things[at]
        const place = new TextEncoder().encode(`Work/${name}`)
        const bound = new Uint8Array([...thing.slice(0, 8), ...place])
        const secret = { name: 'AES-GCM', iv: thing.slice(8, 20), additionalData: bound }
        return new TextDecoder().decode(await crypto.subtle.decrypt(secret, key, thing.slice(20)))
      }))
    }
    ;(window as any).keptTexts ??= keptTexts
  })
}

/**
 * From now on the page measures how long each change of a field takes until the browser has it, by opening the records:
 * milliseconds from the event to the record that holds the new text.
 */
export async function measureWrites(page: Page) {
  await readRecords(page)
  await page.evaluate(() => {
    const measured: number[] = []
    let waiting: { typed: string; begun: number }[] = []
    Object.assign(window, { measured, stillWaiting: () => waiting.length })
    addEventListener('input', (event) => {
      // What is typed next holds this, too.
      const typed = JSON.stringify((event.target as HTMLInputElement).value).slice(0, -1)
      waiting.push({ typed, begun: performance.now() })
      if (waiting.length === 1) void look()
    }, true)
    const look = async () => {
      while (waiting.length > 0) {
        const found: string[] = await (window as any).keptTexts().catch(() => [])
        const now = performance.now()
        const isKept = ({ typed }: { typed: string }) => found.some((text) => text.includes(typed))
        measured.push(...waiting.filter(isKept).map(({ begun }) => now - begun))
        waiting = waiting.filter((typed) => !isKept(typed))
      }
    }
  })
}

/** What was measured so far, when nothing is on its way any more. */
export async function measuredWrites(page: Page): Promise<number[]> {
  await expect.poll(() => page.evaluate(() => (window as any).stillWaiting())).toBe(0)
  return page.evaluate(() => (window as any).measured)
}
