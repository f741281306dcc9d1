/** Documents to read and to sign: shown, compared with their hash, and agreed to by mouse, by finger and by keyboard. */

import { expectAccessible, expectNoSideways } from '../support/axe'
import { yourSteps, expectScreen, heading } from '../support/page'
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
test('a drawing is sent as points in thousandths of the pad’s width, with the known name beside it', async ({ page, sandbox }) => {
  await openSigning(page, sandbox)
  await expect(name(page)).toHaveValue('')
  await page.getByLabel('Draw my signature').check()
  await drawByMouse(page)
  await drawByMouse(page, [[0.2, 0.9], [0.8, 0.9]])
  await expect(name(page)).toHaveValue('Jane Doe')
  await consent(page).check()
  await signButton(page).click()
  await expectScreen(page, 'You are all done')
  const { Signature } = await signed(sandbox)
  expect(Signature).toMatchObject({ Method: 'Drawn', Text: 'Jane Doe' })
  expect(Signature.Strokes).toHaveLength(2)
  expectNear(Signature.Strokes[0][0], [100, 350])
  expectNear(Signature.Strokes[0].at(-1), [900, 350])
  expectNear(Signature.Strokes[1].at(-1), [800, 450])
})

test('a dot, an empty pad and a name without letters are no signatures, and each is told where it is', async ({ page, sandbox }) => {
  await openSigning(page, sandbox)
  await signButton(page).click()
  await expect(summary(page)).toBeFocused()
  await expect(summary(page).getByRole('link')).toHaveText(['Type your full name.', 'Tick the box if you agree.'])
  await summary(page).getByRole('link').first().click()
  await expect(name(page)).toBeFocused()
  await name(page).fill('12')
  await expect(name(page)).toHaveAccessibleDescription('Error: Type your name in letters, as you sign with it.')
  await name(page).fill('Jane')
  await expect(summary(page).getByRole('link')).toHaveText(['Tick the box if you agree.'])

  await page.getByLabel('Draw my signature').check()
  await signButton(page).click()
  await expect(summary(page).getByRole('link').first()).toHaveText('Draw your signature, or choose to type your name instead.')
  await summary(page).getByRole('link').first().click()
  await expect(pad(page)).toBeFocused()
  await drawByMouse(page, [[0.5, 0.5]])
  await expect(page.getByRole('group', { name: 'Your signature' })).toContainText('This is too little for a signature.')
  await drawByMouse(page)
  await consent(page).check()
  await expect(summary(page)).toHaveCount(0)
  expect(await sandbox.completions()).toEqual([])
})

test('strokes can be taken back one by one or all at once', async ({ page, sandbox }) => {
  await openSigning(page, sandbox)
  await page.getByLabel('Draw my signature').check()
  await expect(page.getByRole('img', { name: 'Signature, empty so far' })).toBeVisible()
  await drawByMouse(page)
  const first = await line(page).getAttribute('d')
  await drawByMouse(page, [[0.2, 0.9], [0.8, 0.9]])
  await expect(line(page)).not.toHaveAttribute('d', first!)
  await expect(page.getByRole('img', { name: 'Your drawn signature' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo the last stroke' }).click()
  await expect(line(page)).toHaveAttribute('d', first!)
  await expect(page.getByText('The last stroke is gone.')).toHaveRole('status')
  await page.getByRole('button', { name: 'Start again' }).click()
  await expect(line(page)).toHaveAttribute('d', '')
})

test('another method keeps what belongs to the first', async ({ page, sandbox }) => {
  await openSigning(page, sandbox)
  await name(page).fill('Jane Doe')
  await page.getByLabel('Draw my signature').check()
  await drawByMouse(page)
  const drawn = await line(page).getAttribute('d')
  await page.getByLabel('Type my name').check()
  await expect(pad(page)).toBeHidden()
  await page.getByLabel('Draw my signature').check()
  await expect(line(page)).toHaveAttribute('d', drawn!)
  await expect(name(page)).toHaveValue('Jane Doe')
})

test('a refusal, a broken service and going back and forth keep everything', async ({ page, sandbox }) => {
  await openSigning(page, sandbox)
  await page.getByLabel('Draw my signature').check()
  await drawByMouse(page)
  await name(page).fill('Jane Doe')
  await consent(page).check()
  const drawn = (await line(page).getAttribute('d'))!
  const everythingIsThere = async () => {
    await expect(page.getByLabel('Draw my signature')).toBeChecked()
    await expect(line(page)).toHaveAttribute('d', drawn)
    await expect(name(page)).toHaveValue('Jane Doe')
    await expect(consent(page)).toBeChecked()
  }
  const refusal = { Code: 'ValuesRefused', Errors: [{ Attribute: 'Signature', Code: 'Format', Message: 'We cannot read this signature.' }] }
  await sandbox.fault({ Path: COMPLETION, Status: 422, Body: refusal })
  await signButton(page).click()
  await expect(page.getByRole('alert')).toHaveText('We cannot read this signature.')
  await everythingIsThere()
  await sandbox.fault({ Path: COMPLETION, Status: 400 })
  await signButton(page).click()
  await expect(page.getByRole('alert')).toContainText('Everything is still here')
  await everythingIsThere()

  await yourSteps(page).click()
  await page.getByRole('main').getByRole('link', { name: SIGN }).click()
  await everythingIsThere()
  await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(2)
  await signButton(page).click()
  await expectScreen(page, 'You are all done')
  expect((await sandbox.completions()).map((completion) => completion.Status)).toEqual([null, null, 200])
})

test('everything is done by keyboard alone', async ({ page, sandbox }) => {
  await openSigning(page, sandbox)
  await expect(heading(page)).toBeFocused()
  await tabTo(page, name(page))
  await page.keyboard.type('Jane Doe')
  await tabTo(page, consent(page))
  await page.keyboard.press('Space')
  await tabTo(page, signButton(page))
  await page.keyboard.press('Enter')
  await expectScreen(page, 'You are all done')
  expect((await signed(sandbox)).Signature).toEqual({ Method: 'Typed', Text: 'Jane Doe' })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('a finger draws without scrolling, a turned phone keeps it, and what follows is drawn in the same place', async ({ page, sandbox }) => {
    await openSigning(page, sandbox)
    await page.getByLabel('Draw my signature').tap()
    await drawByFinger(page, ZIGZAG)
    const drawn = (await line(page).getAttribute('d'))!
    await page.setViewportSize({ width: 740, height: 360 })
    await expect(line(page)).toHaveAttribute('d', drawn)
    const [width, height] = [(await pad(page).boundingBox())!.width, (await pad(page).boundingBox())!.height]
    expect(Math.abs(width / height - 2), 'the pad keeps its shape').toBeLessThan(0.05)
    await drawByFinger(page, [[0.2, 0.9], [0.8, 0.9]])
    await page.setViewportSize({ width: 360, height: 740 })
    await name(page).fill('Jane Doe')
    await page.getByText('I have read these documents').tap()
    await expect(consent(page)).toBeChecked()
    await signButton(page).tap()
    await expectScreen(page, 'You are all done')
    const { Strokes } = (await signed(sandbox)).Signature
    expectNear(Strokes[0][0], [100, 350])
    expectNear(Strokes[0].at(-1), [900, 350])
    expectNear(Strokes[1][0], [200, 450])
    expectNear(Strokes[1].at(-1), [800, 450])
  })
})

test('a document that is not the one its hash names is not shown, and cannot be signed before it is loaded again', async ({ page, sandbox }) => {
  await page.route('**/files/agreement.pdf', (route) => route.fulfill({ body: 'Something else', contentType: 'application/pdf' }))
  await open(page, sandbox, 'sign-native', SIGN)
  const agreement = documentOf(page, 'agreement.pdf')
  await expect(agreement.getByRole('alert')).toContainText('not the document that was meant for you')
  await expect(agreement.getByRole('link')).toHaveCount(0)
  await name(page).fill('Jane Doe')
  await consent(page).check()
  await signButton(page).click()
  await expect(summary(page).getByRole('link')).toHaveText(['“agreement.pdf” is not the document that was meant for you. Load it again.'])
  await summary(page).getByRole('link').click()
  await expect(agreement).toBeFocused()
  expect(await sandbox.completions()).toEqual([])

  await page.unroute('**/files/agreement.pdf')
  await agreement.getByRole('button', { name: 'Load again “agreement.pdf”' }).click()
  await expect(agreement.getByRole('link', { name: 'Download “agreement.pdf”' })).toBeVisible()
  await expect(agreement).toBeFocused()
  await expect(summary(page)).toHaveCount(0)
  await signButton(page).click()
  await expectScreen(page, 'You are all done')
})

test('a document that does not come is told, and comes when asked for again', async ({ page, sandbox }) => {
  await sandbox.fault({ Path: '/internal/v1/files/*', Status: 503 })
  await open(page, sandbox, 'read-document', READ)
  await expect(page.getByRole('alert')).toContainText('This document could not be loaded.')
  await consent(page).check()
  await page.getByRole('button', { name: 'Confirm and continue' }).click()
  await expect(summary(page).getByRole('link')).toContainText(['could not be loaded. Load it again'])
  await page.getByRole('button', { name: /^Load again/ }).click()
  await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(2)
  await page.getByRole('button', { name: 'Confirm and continue' }).click()
  await expectScreen(page, 'You are all done')
})

test('documents are read in the page, opened in a tab of their own and downloaded by their names', async ({ page, sandbox }) => {
  const lead = await open(page, sandbox, 'read-document', READ)
  await expect(page.getByRole('region', { name: 'terms.txt' })).toContainText('Terms of use')
  await expect(page.frames()).toHaveLength(1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    documentOf(page, 'agreement.pdf').getByRole('link', { name: 'Download “agreement.pdf”' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('agreement.pdf')
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    documentOf(page, 'terms.txt').getByRole('link', { name: 'Open in a new tab “terms.txt”' }).click(),
  ])
  await expect(tab.locator('body')).toContainText('Terms of use')
  expect(await tab.evaluate(() => window.opener)).toBeNull()
  await tab.close()

  await page.getByLabel('I have read the terms and the agreement.').check()
  await page.getByRole('button', { name: 'Confirm and continue' }).click()
  await expectScreen(page, 'You are all done')
  expect(await signed(sandbox)).toEqual({ TimeSpent: expect.any(Number), Acknowledged: true })
  expect((await sandbox.activity(lead, READ)).Status).toBe('Completed')
})

test('what was signed is there to be read again', async ({ page, sandbox }) => {
  await openSigning(page, sandbox)
  await name(page).fill('Jane Doe')
  await consent(page).check()
  await signButton(page).click()
  await page.getByRole('link', { name: 'Look at your steps' }).click()
  await page.getByRole('main').getByRole('link', { name: SIGN }).click()
  await expect(page.getByText(/You have completed this step\. That was on \d+ \w+ \d{4} at \d\d:\d\d\./)).toBeVisible()
  await expect(page.getByText('I have read these documents and agree to sign them electronically.')).toBeVisible()
  await documentOf(page, 'floor-plan.png').getByRole('button', { name: 'Show “floor-plan.png”' }).click()
  await expect(page.getByRole('img', { name: 'floor-plan.png' })).toBeVisible()
  await expectAccessible(page)
})

test('signing and reading hold to WCAG, also with problems, and fit a narrow page', async ({ page, sandbox }) => {
  await openSigning(page, sandbox)
  await page.getByLabel('Draw my signature').check()
  await signButton(page).click()
  await expect(summary(page)).toBeVisible()
  await expectAccessible(page)
  await expectNoSideways(page)
  await page.context().clearCookies()
  await open(page, sandbox, 'read-document', READ)
  await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(2)
  await expectAccessible(page)
  await expectNoSideways(page)
})

/** Within a pixel or so of where the pen was. */
function expectNear(point: number[], expected: number[]) {
  expect(Math.abs(point[0] - expected[0]), `${point}`).toBeLessThanOrEqual(8)
  expect(Math.abs(point[1] - expected[1]), `${point}`).toBeLessThanOrEqual(8)
}

/** By as many presses of Tab as it takes. */
async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  await expect(target, 'it is reached by Tab').toBeFocused()
}

async function drawByFinger(page: Page, places: number[][]) {
  await pad(page).scrollIntoViewIfNeeded()
  const box = (await pad(page).boundingBox())!
  const before = await page.evaluate(() => scrollY)
  const touch = await page.context().newCDPSession(page)
  const points = places.map(([x, y]) => [{ x: box.x + x * box.width, y: box.y + y * box.height }])
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points[0] })
  for (const touchPoints of points.slice(1)) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await touch.detach()
  expect(await page.evaluate(() => scrollY), 'the page stays where it is').toBe(before)
}
