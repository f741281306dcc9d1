/** All rows of the table, in the order in which a lead meets the calls. */

import { ACCOUNT_ROWS } from './accounts'
import { ANSWER_ROWS } from './answers'
import { DOCUMENT_ROWS } from './documents'
import { ENTERING_ROWS } from './entering'
import { JOURNEY_ROWS } from './journeys'
import { PROVIDER_ROWS } from './providers'
import type { Row } from './table'

export const TABLE: Row[] = [...ENTERING_ROWS, ...JOURNEY_ROWS, ...ANSWER_ROWS, ...PROVIDER_ROWS, ...DOCUMENT_ROWS, ...ACCOUNT_ROWS]
