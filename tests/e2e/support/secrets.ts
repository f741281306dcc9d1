/** Where something secret could be left behind: everything is looked through, and the place is told, not the secret. */

import { expect, type BrowserContext, type Page } from '@playwright/test'
import { AUTOLOGIN } from './sandbox'

/** What pages of a context have shown to the outside so far. */
export interface Watch {
  addresses: string[]
  console: string[]
}

/** Watches every page of the context from now on. */
export function watch(context: BrowserContext): Watch {
  const seen: Watch = { addresses: [], console: [] }
  const follow = (page: Page) => {
    // Changes of the address by script are navigations too. A link's own address is what its opening begins with.
    page.on('framenavigated', (frame) => {
      if (!frame.url().includes(`${AUTOLOGIN}?UUID=`)) seen.addresses.push(frame.url())
    })
    page.on('request', (request) => {
      if (request.resourceType() !== 'document') seen.addresses.push(request.url(), request.headers().referer ?? '')
    })
    page.on('console', (message) => seen.console.push(message.text()))
  }
  context.pages().forEach(follow)
  context.on('page', follow)
  return seen
}

/** All that a page and its browser keep of a visit, by place. */
export async function keptBy(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const readable = async (thing: any): Promise<any> => {
      if (thing instanceof Blob) return thing.text()
      if (thing instanceof ArrayBuffer) return new TextDecoder().decode(thing)
      if (Array.isArray(thing)) return Promise.all(thing.map(readable))
      if (thing === null || typeof thing !== 'object') return thing
      return Object.fromEntries(await Promise.all(Object.entries(thing).map(async ([name, part]) => [name, await readable(part)])))
    }
    const answer = (request: IDBRequest) => new Promise<any>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const databases: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      const database: IDBDatabase = await answer(indexedDB.open(name!))
      for (const shelf of database.objectStoreNames) {
        const store = database.transaction(shelf).objectStore(shelf)
        const [keys, things] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())])
        if (keys.length > 0) databases.push([name, shelf, keys, await readable(things)])
      }
      database.close()
    }
    const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))
    return {
      address: location.href,
      history: String(JSON.stringify(history.state)),
      'window name': window.name,
      cookies: document.cookie,
      'local storage': JSON.stringify({ ...localStorage }),
      'session storage': JSON.stringify({ ...sessionStorage }),
      databases: JSON.stringify(databases),
      caches: JSON.stringify(caches_),
      markup: document.documentElement.outerHTML,
    }
  })
}

/** None of the secrets is anywhere, except in the places that are named. */
export async function expectNoTrace(secrets: Record<string, string>, page: Page, seen: Watch, except: string[] = []) {
  const texts: Record<string, string> = {
    ...(await keptBy(page)),
    'addresses and referrers': seen.addresses.slice().join('\n'),
    console: seen.console.join('\n'),
  }
  const found = Object.entries(secrets).flatMap(([what, secret]) => {
    expect(secret, what).not.toBe('')
    return Object.entries(texts).filter(([place, text]) => !except.includes(place) && stands(secret, text)).map(([place]) => `${what} in ${place}`)
  })
  expect(found).toEqual([])
}

/** Whether a secret stands in a text by itself, as it is or as an address writes it: five digits may be part of an id. */
function stands(secret: string, text: string): boolean {
  return [secret, encodeURIComponent(secret)].some((form) => {
    const pattern = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return new RegExp(`(?<![\\w.])${pattern}(?![\\w.])`, 'i').test(text)
  })
}
