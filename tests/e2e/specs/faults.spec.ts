/** The fault table: each call of the contract × whatever can go wrong with it, driven through the sandbox. */

import { drive } from '../faults/drive'
import { TABLE } from '../faults/rows'
import { test } from '../support/test'

test.use({ viewport: { width: 1000, height: 800 } })

for (const row of TABLE) {
  test(`${row.call}: whatever goes wrong is told, loses nothing and does nothing twice`, async ({ page, sandbox }, info) => {
    test.setTimeout(180_000)
    await drive(row, page, sandbox, info)
  })
}
