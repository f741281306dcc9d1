/** What can go wrong with any call of the contract: the columns of the table. */

import type { Fault } from '../support/sandbox'

/** What a silent back-end keeps a page waiting for, in milliseconds; the app's patience is over before. */
const SILENCE = 60_000
/** Seconds of `Retry-After`. */
export const WAIT = 2
/** What no page needs to hold. */
export const HUGE = 100 * 1024 * 1024

const RETRY_AFTER = { 'Retry-After': String(WAIT) }

/** By name, as the table shows them. A body is spoilt where the back-end has done its part: that is what costs most. */
export const FAULTS = {
  'network gone before': { Drop: true, When: 'Before' },
  'network gone after': { Drop: true, When: 'After' },
  '400 Bad Request': { Status: 400 },
  '401 Unauthorized': { Status: 401 },
  '403 Forbidden': { Status: 403 },
  '404 Not Found': { Status: 404 },
  '409 Conflict': { Status: 409 },
  '410 Gone': { Status: 410 },
  '413 Content Too Large': { Status: 413 },
  '422 Unprocessable': { Status: 422 },
  '429, Retry-After 2 s': { Status: 429, Headers: RETRY_AFTER },
  '500 Server Error': { Status: 500 },
  '502, an HTML page': { Status: 502, When: 'After', Text: '<!doctype html><title>502</title><h1>Bad gateway</h1>' },
  '503, Retry-After 2 s': { Status: 503, Headers: RETRY_AFTER },
  'silence of 30 s': { When: 'After', Delay: SILENCE },
  'body cut': { Status: 200, When: 'After', Cut: 12 },
  'body not JSON': { Status: 200, When: 'After', Text: '<!doctype html><h1>Welcome to our hotel</h1>' },
  'body of wrong shape': { Status: 200, When: 'After', Body: { Id: [], Stages: 'none', User: 7, session: [], sessions: {}, URL: 1 } },
  'body of 100 MB': { Status: 200, When: 'After', Size: HUGE },
} satisfies Record<string, Omit<Fault, 'Path'>>

export type FaultName = keyof typeof FAULTS

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[]
