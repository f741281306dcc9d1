/** What is so at the end, by the back-end's witness and the browser's storage. */

import { isDeepStrictEqual } from 'node:util'
import type { Page } from '@playwright/test'
import type { Call, Lead, Sandbox } from '../sandbox'
import { hashThere } from '../uploads'
import type { Script } from './script'

export interface Verdict {
  /** Answers that are not as the script has them. */
  wrong: string[]
  /** Activities that were not completed. */
  open: string[]
  /** Activities that were completed more often than once: effects, not attempts. */
  twice: string[]
  /** Activities that were handed in under more than one key, whatever came of it. */
  severalKeys: string[]
  /** Attempts that the back-end turned down. */
  refused: string[]
  /** How often a submission was sent, and how many there were. */
  attempts: number
  submissions: number
}

export async function verdict(sandbox: Sandbox, lead: Lead, script: Script): Promise<Verdict> {
  const journey = await sandbox.journey(lead)
  const activities: any[] = journey.Stages.flatMap((stage: any) => stage.Activities)
  const completions = await sandbox.completions()
  const of = ({ Id }: any) => completions.filter((call) => call.Path.includes(`/${Id}/`))
  const keys = (calls: Call[]) => new Set(calls.map((call) => call.IdempotencyKey))
  const succeeded = (calls: Call[]) => calls.filter((call) => call.Status === 200)
  const names = (fits: (activity: any) => boolean) => activities.filter(fits).map((activity) => activity.Name)
  return {
    wrong: [...(await wrongData(sandbox, journey, script))],
    open: names((activity) => activity.Status !== 'Completed'),
    twice: names((activity) => keys(succeeded(of(activity))).size > 1),
    severalKeys: names((activity) => keys(of(activity)).size > 1),
    refused: completions.filter((call) => call.Status !== null && call.Status !== 200).map((call) => `${call.Path} ${call.Status}`),
    attempts: completions.length,
    submissions: keys(completions).size,
  }
}

async function wrongData(sandbox: Sandbox, journey: any, { data, hashes }: Script): Promise<string[]> {
  const wrong = []
  const found = new Map<string, any>(journey.JourneyData.map((entry: any) => [String(entry.DataPoint.Id), entry]))
  for (const [id, expected] of Object.entries(data)) {
    const { DataPoint: _, createdDate: _created, changedDate: _changed, ...value } = found.get(id) ?? {}
    const comparable = { ...value, ...(value.Documents && { Documents: value.Documents.map(({ Id: _, ...document }: any) => document) }) }
    if (!isDeepStrictEqual(comparable, expected)) wrong.push(`${id}: ${JSON.stringify(comparable)} instead of ${JSON.stringify(expected)}`)
    for (const document of value.Documents ?? []) {
      if ((await hashThere(sandbox, document.Id)) !== hashes[document.Name]) wrong.push(`${id}: other bytes in ${document.Name}`)
    }
  }
  for (const id of found.keys()) if (!(id in data)) wrong.push(`${id}: never given`)
  return wrong
}

/** What the browser still has of a lead: the names of what lies in its storage. `page` is on the app's origin. */
export async function leftBehind(page: Page, { userId }: Lead): Promise<string[]> {
  return page.evaluate(async (user) => {
    const left: string[] = []
    const answer = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    for (const { name } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name!))
      // A key without anything that it opens stays for other journeys of the same person.
      for (const shelf of [...database.objectStoreNames].filter((shelf) => shelf !== 'keys')) {
        const keys = await answer(database.transaction(shelf).objectStore(shelf).getAllKeys())
        left.push(...keys.filter((key) => String(key).startsWith(`${user}/`)).map((key) => `${shelf}: ${key}`))
      }
      database.close()
    }
    for (const [where, store] of [['localStorage', localStorage], ['sessionStorage', sessionStorage]] as const) {
      left.push(...Object.keys(store).filter((key) => key.includes(user)).map((key) => `${where}: ${key}`))
    }
    return left
  }, String(userId))
}
