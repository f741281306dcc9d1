/** The table's own words: a call, how the app is brought to make it, and what becomes of it for each fault. */

import type { Locator, Page } from '@playwright/test'
import type { Sandbox } from '../support/sandbox'
import type { FaultName } from './faults'

/** One call of the contract, in one place of the app. */
export interface Row<Ways extends string = string> {
  /** As the table names it. */
  call: string
  method: string
  /** In which `*` stands for one segment. */
  path: string
  /** Where the same address takes other calls too: a part of the body that only this one has. */
  contains?: string
  /** It changes nothing: how often it is carried out does not matter. */
  reads?: true
  /** How many such calls go well before the one that does not. */
  skip?: number
  /** What of the lead's input is looked for in every cell. */
  keeps?: string
  /** A new lead, as far as the call. */
  come(page: Page, sandbox: Sandbox): Promise<Scene<Ways>>
  cells: Record<FaultName, Cell<Ways>>
}

/** What the test does and looks for, once the lead is there. */
export interface Scene<Ways extends string> {
  /** What makes the app call. */
  call(): Promise<void>
  /** Where the lead is told what is wrong. */
  told: Locator
  /** Every value that was given is still there. */
  kept?(): Promise<void>
  /** What the lead does, by the names that cells use. */
  ways: Record<Ways, () => Promise<unknown>>
  /** It has come to its end. */
  arrived(): Promise<void>
  /** How often the back-end has carried it out; otherwise the calls that it answered with success. */
  carriedOut?(): Promise<number>
}

export type Cell<Ways extends string> = Told<Ways> | Impossible

interface Told<Ways extends string> {
  /** The sentence, or the part of it that tells it from others; null: nothing, since nothing is wrong for the lead. */
  sees: string | null
  /**
   * `goes on`: at once; `by itself`: after a while; `stays`: it ends here, with everything kept; `is over`: it ends, and
   * nothing is left to do; otherwise what the lead does.
   */
  then: Ways | 'goes on' | 'by itself' | 'stays' | 'is over'
  /** How often the back-end has carried it out in the end. */
  done: number
}

interface Impossible {
  /** Why this cannot happen. */
  never: string
}

/** A cell: what the lead sees, what happens then, and how often it is done in the end. */
export function cell<Then extends string>(sees: string | null, then: Then, done?: number): Omit<Told<string>, 'then'> & { then: Then } {
  return { sees, then, done: done ?? (then === 'stays' || then === 'is over' ? 0 : 1) }
}

/** A cell that cannot be. */
export const never = (why: string): Impossible => ({ never: why })

/** The app's sentences that several calls have in common. */
export const SAYS = {
  noConnection: 'We could not reach the service. Check your connection and try again.',
  tooLong: 'The service did not answer in time. Please try again.',
  broken: 'This is not your fault. Please try again in a few minutes.',
  unreadable: 'The service sent something that this page cannot read.',
  busy: 'Many people are using the service right now. Please try again in a moment.',
  busyFor: 'Many people are using the service right now. We try again in 2 seconds.',
  notAccepted: 'The service did not accept this.',
  notAllowed: 'You do not have access to this.',
  sessionEnded: 'Your session has ended',
}
