/** Documents to read and to sign: shown, compared with their hash, and agreed to by mouse, by finger and by keyboard. */

import { expectAccessible, expectNoSideways } from '../support/axe'
import { allSteps, expectScreen, heading } from '../support/page'
import { COMPLETION, type Sandbox } from '../support/sandbox'
import { expect, test, type Locator, type Page } from '../support/test'

const SIGN = 'Sign the agreement'
const READ = 'Read our terms'
const AGREEMENT = { Id: 9007199254740995n, Hash: 'sha256:bac5cc10fd8dc5a77fef6929151a530cb8c1ad9f757f7fec0e43d9201ddc6343' }
const PLAN = { Id: 9007199254740997n, Hash: 'sha256:6ece8f2cbe5e13a4efc00c35773fe239fa9673c2e3fceef950523fc770990298' }

const signButton = (page: Page) => page.getByRole('button', { name: 'Sign and continue' })
const name = (page: Page) => page.getByLabel('Your full name')
const consent = (page: Page) => page.getByRole('checkbox')
const pad = (page: Page) => page.locator('#signature-pad')
const line = (page: Page) => page.locator('.signature-pad__line')
const summary = (page: Page) => page.locator('.error-summary')
const documentOf = (page: Page, file: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: file }) })

async function open(page: Page, sandbox: Sandbox, ref: string, title: string) {
  const lead = await sandbox.register(ref)
  await page.goto(lead.link)
  await expectScreen(page, title)
  return lead
}

/** Both documents are here, so nothing stands in the way of signing. */
async function openSigning(page: Page, sandbox: Sandbox) {
  const lead = await open(page, sandbox, 'sign-native', SIGN)
  await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(2)
  return lead
}

async function signed(sandbox: Sandbox) {
  const completions = await sandbox.completions()
  expect(completions).toHaveLength(1)
  expect(completions[0].Status).toBe(200)
  return completions[0].Body
}

/** Places on the pad, as parts of its width and height. */
const ZIGZAG = [[0.1, 0.7], [0.3, 0.2], [0.5, 0.7], [0.7, 0.2], [0.9, 0.7]]

async function drawByMouse(page: Page, places = ZIGZAG) {
  await pad(page).scrollIntoViewIfNeeded()
  const box = (await pad(page).boundingBox())!
  const [first, ...others] = places.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height])
  await page.mouse.move(first[0], first[1])
  await page.mouse.down()
  for (const [x, y] of others) await page.mouse.move(x, y, { steps: 5 })
  await page.mouse.up()
}

test('a typed name is sent with the hash of each document that was shown', async ({ page, sandbox }) => {
  await openSigning(page, sandbox)
  await name(page).fill('  Jane Doe ')
  await consent(page).check()
  await signButton(page).click()
  await expectScreen(page, 'You are all done')
  const body = await signed(sandbox)
  expect(body).toEqual({
    TimeSpent: expect.any(Number), Consent: true, Signature: { Method: 'Typed', Text: 'Jane Doe' },
    Documents: [{ Id: AGREEMENT.Id, Hash: AGREEMENT.Hash }, { Id: PLAN.Id, Hash: PLAN.Hash }],
  })
})
