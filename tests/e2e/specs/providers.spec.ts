/** Steps at providers: each done by mouse, by keyboard alone and on a phone; and whatever a provider's page may do. */

import { heading } from '../support/page'
import { HANDOVER, OUTCOME, frame, frameElement, here, openStep, outcomes, scan, standing, tabInto, there, visitTitle } from '../support/providers'
import { COMPLETION, type Behaviour } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

const PHONE = { width: 360, height: 740 }
/** The watchdog's ten seconds, and some for a slow machine. */
const PATIENCE = { timeout: 25_000 }

/** What is shown in a frame: how it begins, the last press there, and what the back-end makes of it. */
const FRAMED = {
  'calendly': { begin: null, presses: ['Choose 10:00', 'Schedule event'], standing: 'Completed', told: [] as string[], completions: 1 },
  'veriff-frame': { begin: 'Verify my identity', presses: ['Start', 'Finish'], standing: 'AwaitingResult', told: ['Finished'], completions: 0 },
  'sign-documenso': { begin: 'Sign the document', presses: ['Complete'], standing: 'Completed', told: ['Completed'], completions: 0 },
}

/** What is done on the provider's own page: the press there, and the words for having done it. */
const REDIRECTED = {
  'veriff-redirect': { begin: 'Verify my identity', press: 'Finish', standing: 'AwaitingResult' },
  'sign-docuseal': { begin: 'Sign the document', press: 'Sign', standing: 'Completed' },
  'sign-docusign': { begin: 'Sign the document', press: 'Sign', standing: 'Completed' },
  'sign-signeasy': { begin: 'Sign the document', press: 'Sign', standing: 'Completed' },
}

for (const [ref, step] of Object.entries(FRAMED)) {
  for (const viewport of [null, PHONE]) {
    test(`${ref} is done by mouse${viewport ? ' on a phone' : ''}`, async ({ page, sandbox }) => {
      if (viewport) await page.setViewportSize(viewport)
      const lead = await openStep(page, sandbox, ref)
      if (step.begin) await here(page, step.begin).click()
      for (const press of step.presses) await there(page, press).click()
      await expect(frameElement(page)).toHaveCount(0)
      await expect(heading(page)).toBeFocused()
      expect(await standing(sandbox, lead)).toBe(step.standing)
      expect(await outcomes(sandbox)).toEqual(step.told)
      expect(await sandbox.completions()).toHaveLength(step.completions)
    })
  }

  test(`${ref} is done by keyboard alone`, async ({ page, sandbox }) => {
    const lead = await openStep(page, sandbox, ref)
    if (step.begin) {
      await tabInto(page, here(page, step.begin))
      await page.keyboard.press('Enter')
      await expect(visitTitle(page)).toBeFocused()
    }
    for (const press of step.presses) {
      await expect(there(page, press)).toBeEnabled()
      await tabInto(page, there(page, press))
      await page.keyboard.press('Enter')
    }
    await expect(frameElement(page)).toHaveCount(0)
    expect(await standing(sandbox, lead)).toBe(step.standing)
  })
}

for (const [ref, step] of Object.entries(REDIRECTED)) {
  for (const how of ['by mouse', 'by mouse on a phone', 'by keyboard alone']) {
    test(`${ref} is done ${how}, on the provider’s own page and back`, async ({ page, sandbox }) => {
      if (how.endsWith('phone')) await page.setViewportSize(PHONE)
      const lead = await openStep(page, sandbox, ref)
      if (how.startsWith('by mouse')) {
        await here(page, step.begin).click()
        await page.getByRole('button', { name: step.press, exact: true }).click()
      } else {
        await tabInto(page, here(page, step.begin))
        await page.keyboard.press('Enter')
        await tabInto(page, page.getByRole('button', { name: step.press, exact: true }))
        await page.keyboard.press('Enter')
      }
      await page.waitForURL(`${sandbox.url}/done`)
      await expect(heading(page)).toBeFocused()
      expect(await standing(sandbox, lead)).toBe(step.standing)
      expect(await sandbox.calls('POST', HANDOVER)).toHaveLength(1)
    })
  }
}

test('a lead who comes back before the end lands on the step, and says when it is done', async ({ page, sandbox }) => {
  const lead = await openStep(page, sandbox, 'sign-docusign')
  await here(page, 'Sign the document').click()
  await page.getByRole('button', { name: 'Finish later' }).click()
  await page.waitForURL(`${sandbox.url}/**`)
  await expect(page.getByText('This step goes on at DocuSign.')).toBeVisible()
  await here(page, 'I have signed').click()
  await expect(page.getByRole('status').filter({ hasText: 'Not confirmed yet' })).toBeVisible()
  expect(await standing(sandbox, lead)).toBe('InProgress')
  await here(page, 'Go there again').click()
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await page.waitForURL(`${sandbox.url}/**`)
  await expect.poll(() => standing(sandbox, lead)).toBe('Completed')
  await expect(heading(page)).toHaveText('You are all done')
})

test('Back from the provider’s page lands on the step', async ({ page, sandbox }) => {
  await openStep(page, sandbox, 'sign-docuseal')
  await here(page, 'Sign the document').click()
  await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeVisible()
  await page.goBack()
  await expect(here(page, 'I have signed')).toBeVisible()
})

test('a step opens in a tab of its own, which cannot reach back, while this page stays', async ({ page, context, sandbox }) => {
  const lead = await openStep(page, sandbox, 'veriff-frame')
  const opened = context.waitForEvent('page')
  await here(page, 'Open in a new tab').click()
  const tab = await opened
  await tab.getByRole('button', { name: 'Start' }).click()
  expect(await tab.evaluate(() => window.opener)).toBeNull()
  await expect(page.getByText('Veriff is open in another tab.')).toBeVisible()
  await expect(visitTitle(page)).toBeFocused()
  await here(page, 'I have finished').click()
  await expect(page.getByRole('status').filter({ hasText: 'Not confirmed yet' })).toBeVisible()
  await tab.getByRole('button', { name: 'Finish', exact: true }).click()
  await tab.waitForURL(`${sandbox.url}/**`)
  // The page looks for the verdict by itself, so nothing more needs to be pressed here.
  await expect(heading(page)).toHaveText('You are all done')
  await expect(heading(page)).toBeFocused()
  await expect(page.getByText('Nothing more is needed from you right now')).toBeVisible()
  expect(await standing(sandbox, lead)).toBe('AwaitingResult')
})

test('where the browser lets no tab open, a link leads there', async ({ page, sandbox }) => {
  await page.addInitScript(() => { window.open = () => null })
  await openStep(page, sandbox, 'veriff-frame')
  await here(page, 'Open in a new tab').click()
  const link = page.getByRole('main').getByRole('link', { name: 'Open Veriff' })
  await expect(link).toHaveAttribute('href', new RegExp(`^${sandbox.standInsUrl}/veriff/`))
  await expect(link).toHaveAttribute('target', '_blank')
})

test('no tab stays empty when its address cannot be had', async ({ page, context, sandbox }) => {
  await openStep(page, sandbox, 'veriff-frame')
  await sandbox.fault({ Path: HANDOVER, Status: 500 })
  const opened = context.waitForEvent('page')
  await here(page, 'Open in a new tab').click()
  const tab = await opened
  if (!tab.isClosed()) await tab.waitForEvent('close')
  await expect(page.getByRole('alert')).toContainText('The service has a problem')
  await here(page, 'Verify my identity').click()
  await expect(there(page, 'Start')).toBeEnabled()
})

test('a step goes on, on a phone, by a code and a link that is copied', async ({ page, context, sandbox }) => {
  const lead = await openStep(page, sandbox, 'veriff-frame')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await here(page, 'Continue on your phone').click()
  const code = page.getByRole('img', { name: 'QR code that opens Veriff on your phone' })
  for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await code.scrollIntoViewIfNeeded()
    expect(await scan(page, code)).toBe(await page.getByLabel('Link for your phone').inputValue())
  }
  await here(page, 'Copy').click()
  await expect(page.getByRole('status').filter({ hasText: 'The link is copied.' })).toBeVisible()
  const address = await page.getByLabel('Link for your phone').inputValue()
  // The app itself may write there and not read.
  const elsewhere = await context.newPage()
  await elsewhere.goto(sandbox.standInsUrl)
  expect(await elsewhere.evaluate(() => navigator.clipboard.readText())).toBe(address)
  await elsewhere.close()

  const phone = await context.browser()!.newContext({ viewport: PHONE })
  const phonePage = await phone.newPage()
  await phonePage.goto(address)
  await phonePage.getByRole('button', { name: 'Finish', exact: true }).click()
  await expect.poll(() => standing(sandbox, lead)).toBe('AwaitingResult')
  await phone.close()
  // The page looks for the verdict by itself, so nothing more needs to be pressed here.
  await expect(heading(page)).toHaveText('You are all done')
  await expect(heading(page)).toBeFocused()
})

test('no address is minted ahead of the press', async ({ page, sandbox }) => {
  await openStep(page, sandbox, 'veriff-frame')
  await page.getByRole('button', { name: 'Continue on your phone' }).focus()
  expect(await sandbox.calls('POST', HANDOVER)).toEqual([])
})

test('on a phone the page of the identity check covers everything, with a way out', async ({ page, sandbox }) => {
  await page.setViewportSize(PHONE)
  await openStep(page, sandbox, 'veriff-frame')
  await here(page, 'Verify my identity').click()
  const cover = page.getByRole('dialog', { name: 'Identity check by Veriff' })
  await expect(cover).toBeVisible()
  await expect(visitTitle(page)).toBeFocused()
  expect(await cover.boundingBox()).toEqual({ x: 0, y: 0, ...PHONE })
  await expect(there(page, 'Start')).toBeEnabled()
  // What is behind is out of reach; what is in front is not a trap.
  const reached = new Set<string>()
  for (let stops = 0; stops < 12; stops += 1) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate(() => document.activeElement!.tagName === 'BODY' || document.activeElement!.closest('[role=dialog]') ? 'in front' : document.activeElement!.outerHTML))
  }
  expect([...reached]).toEqual(['in front'])
  await here(page, 'Close').click()
  await expect(visitTitle(page)).toBeFocused()
  await expect(here(page, 'Verify my identity')).toBeVisible()
  await expect(page.locator('[inert]')).toHaveCount(0)
})

test('turning the phone or widening the window does not load the frame anew', async ({ page, sandbox }) => {
  await page.setViewportSize(PHONE)
  await openStep(page, sandbox, 'veriff-frame')
  await here(page, 'Verify my identity').click()
  await there(page, 'Start').click()
  await expect(frame(page).getByText('Started.')).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(frame(page).getByText('Started.')).toBeVisible()
  await expect(page.locator('[inert]')).toHaveCount(0)
})

test('a frame is as high as its page asks', async ({ page, sandbox }) => {
  await openStep(page, sandbox, 'calendly')
  await expect(frameElement(page)).toHaveCSS('height', '720px')
})

test('a frame may do little, and never to this tab', async ({ page, sandbox }) => {
  for (const [ref, begin] of [['calendly', null], ['veriff-frame', 'Verify my identity'], ['sign-documenso', 'Sign the document']] as const) {
    await page.context().clearCookies()
    await openStep(page, sandbox, ref)
    if (begin) await here(page, begin).click()
    const element = frameElement(page)
    await expect(element).toHaveAttribute('title', /\w/)
    await expect(element).toHaveAttribute('referrerpolicy', 'strict-origin-when-cross-origin')
    await expect(element).toHaveAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox')
    expect((await element.getAttribute('allow'))?.includes('camera')).toBe(ref === 'veriff-frame')
  }
})

test('what is known is filled in at Calendly, with the activity’s id', async ({ page, sandbox }) => {
  const lead = await openStep(page, sandbox, 'calendly')
  const { Id } = (await sandbox.activity(lead, 'Choose a time to talk'))
  const query = new URL((await frameElement(page).getAttribute('src'))!).searchParams
  expect(query.get('name')).toBe('Jane Doe')
  expect([...query].filter(([name]) => name.startsWith('utm_')).map(([, value]) => value)).toEqual([String(Id)])
})

test('giving up is told to the back-end, and the step begins again', async ({ page, sandbox }) => {
  const lead = await openStep(page, sandbox, 'veriff-frame')
  await here(page, 'Verify my identity').click()
  await there(page, 'Start').click()
  await there(page, 'Cancel').click()
  await expect(page.getByText('You stopped before the end')).toBeVisible()
  await expect(visitTitle(page)).toBeFocused()
  await expect.poll(() => outcomes(sandbox)).toEqual(['Cancelled'])
  await here(page, 'Begin again').click()
  await there(page, 'Finish').click()
  await expect(frameElement(page)).toHaveCount(0)
  expect(await standing(sandbox, lead)).toBe('AwaitingResult')
  expect(await sandbox.calls('POST', HANDOVER)).toHaveLength(2)
})

for (const [press, told, words] of [['Reject', 'Declined', 'You chose not to sign'], ['Expire', 'Expired', 'The time for this has run out']] as const) {
  test(`a document that is not signed (${told}) can be signed later`, async ({ page, sandbox }) => {
    await openStep(page, sandbox, 'sign-documenso')
    await here(page, 'Sign the document').click()
    await there(page, press).click()
    await expect(page.getByText(words)).toBeVisible()
    await expect.poll(() => outcomes(sandbox)).toEqual([told])
    await expect(here(page, 'Begin again')).toBeVisible()
  })
}

test('a provider that fails says so, and the step begins again', async ({ page, sandbox }) => {
  await openStep(page, sandbox, 'sign-documenso')
  await here(page, 'Sign the document').click()
  await there(page, 'Fail').click()
  await expect(page.getByRole('alert')).toContainText('This did not work')
  await here(page, 'Begin again').click()
  await expect(there(page, 'Complete')).toBeVisible()
})

test('Veriff asks for a reload, and is found again after it, once', async ({ page, sandbox }) => {
  const lead = await openStep(page, sandbox, 'veriff-frame')
  await here(page, 'Verify my identity').click()
  const src = await frameElement(page).getAttribute('src')
  await there(page, 'Start').click()
  const reloaded = page.waitForEvent('load')
  await there(page, 'Reload').click()
  await reloaded
  await expect(frame(page).getByText('Ready.')).toBeVisible()
  expect(await frameElement(page).getAttribute('src')).toBe(src)
  expect(await sandbox.calls('POST', HANDOVER)).toHaveLength(1)
  await page.evaluate(() => { document.body.dataset.still = 'here' })
  await there(page, 'Reload').click()
  await there(page, 'Finish').click()
  await expect(frameElement(page)).toHaveCount(0)
  await expect(page.locator('body[data-still=here]')).toBeAttached()
  expect(await standing(sandbox, lead)).toBe('AwaitingResult')
})

test('a reload by the lead leads back to the step, where it begins again', async ({ page, sandbox }) => {
  await openStep(page, sandbox, 'veriff-frame')
  await here(page, 'Verify my identity').click()
  await there(page, 'Start').click()
  await page.reload()
  await expect(here(page, 'Verify my identity')).toBeVisible()
})

for (const behaviour of ['Silent', 'NotLoading', 'ForgedOrigin', 'ForgedSource', 'WrongTypes'] as Behaviour[]) {
  test(`a frame that is never heard (${behaviour}) completes nothing, and the lead is helped`, async ({ page, context, sandbox }) => {
    await sandbox.standIns(behaviour)
    const lead = await openStep(page, sandbox, 'sign-documenso')
    await here(page, 'Sign the document').click()
    const help = page.getByRole('status').filter({ hasText: 'Nothing loads?' })
    await expect(help).toBeVisible(PATIENCE)
    expect(await outcomes(sandbox)).toEqual([])
    expect(await sandbox.completions()).toEqual([])
    expect(await standing(sandbox, lead)).toBe('InProgress')
    await here(page, 'Check again').click()
    await expect(page.getByRole('status').filter({ hasText: 'Not confirmed yet' })).toBeVisible()
    const opened = context.waitForEvent('page')
    await here(page, 'Open in a new tab').first().click()
    await expect((await opened).getByRole('heading', { name: 'Documenso' })).toBeVisible()
  })
}

test('who signed in a frame that said nothing is believed by the server', async ({ page, sandbox }) => {
  await sandbox.standIns('Silent')
  const lead = await openStep(page, sandbox, 'sign-documenso')
  await here(page, 'Sign the document').click()
  await there(page, 'Complete').click()
  await expect(frame(page).getByText('Signed.')).toBeVisible()
  await here(page, 'I have signed').click()
  await expect(heading(page)).toHaveText('You are all done')
  expect(await standing(sandbox, lead)).toBe('Completed')
})

test('a flood drowns neither the page nor the frame’s last word', async ({ page, sandbox }) => {
  await sandbox.standIns('Flood')
  const lead = await openStep(page, sandbox, 'veriff-frame')
  await here(page, 'Verify my identity').click()
  await expect(there(page, 'Finish')).toBeVisible()
  await here(page, 'Close').click()
  await expect(here(page, 'Verify my identity')).toBeVisible()
  expect(await standing(sandbox, lead)).toBe('InProgress')
})

for (const [ref, step] of Object.entries(FRAMED)) {
  test(`${ref}: what is said twice counts once`, async ({ page, sandbox }) => {
    await sandbox.standIns('Twice')
    const lead = await openStep(page, sandbox, ref)
    if (step.begin) await here(page, step.begin).click()
    for (const press of step.presses) await there(page, press).click()
    await expect(frameElement(page)).toHaveCount(0)
    expect(await outcomes(sandbox)).toEqual(step.told)
    expect(await sandbox.completions()).toHaveLength(step.completions)
    expect(await standing(sandbox, lead)).toBe(step.standing)
  })

  test(`${ref}: a finish that the server has not heard of leaves the step open, and says so`, async ({ page, sandbox }) => {
    await sandbox.standIns('ServerSaysNo')
    const lead = await openStep(page, sandbox, ref)
    if (step.begin) await here(page, step.begin).click()
    for (const press of step.presses) await there(page, press).click()
    await expect(page.getByText('Not confirmed yet')).toBeVisible()
    expect(await standing(sandbox, lead)).toBe('InProgress')
  })

  test(`${ref}: a hostile page completes nothing and does not move this tab`, async ({ page, sandbox }) => {
    await sandbox.standIns('Hostile')
    const dialogs: string[] = []
    page.on('dialog', (dialog) => { dialogs.push(dialog.message()); return dialog.dismiss() })
    const lead = await openStep(page, sandbox, ref)
    const before = page.url()
    if (step.begin) await here(page, step.begin).click()
    await expect(page.getByText('Not confirmed yet').or(page.getByText('You stopped before the end')).or(page.getByText('You chose not to sign'))).toBeVisible(PATIENCE)
    expect(page.url()).toBe(before)
    expect(dialogs).toEqual([])
    expect(await page.evaluate(() => localStorage.getItem('hostile'))).toBeNull()
    expect(await page.title()).not.toBe('hostile')
    expect(await standing(sandbox, lead)).toBe('InProgress')
  })
}

test('a declaration that the server does not believe leaves the step open with a clear sentence', async ({ page, sandbox }) => {
  const lead = await openStep(page, sandbox, 'sign-documenso')
  await here(page, 'I have signed').click()
  await expect(page.getByText('press “I have signed” once more')).toBeVisible()
  await here(page, 'I have signed').click()
  await expect.poll(async () => (await sandbox.completions()).map((call) => call.Status)).toEqual([409])
  await expect(page.getByRole('status').filter({ hasText: 'Not confirmed yet' })).toBeVisible()
  expect(await standing(sandbox, lead)).toBe('InProgress')
})

test('an outcome that cannot be told fails in words, and is told again by a press', async ({ page, sandbox }) => {
  const lead = await openStep(page, sandbox, 'sign-documenso')
  await here(page, 'Sign the document').click()
  await sandbox.fault({ Path: OUTCOME, Status: 500 })
  await there(page, 'Complete').click()
  await expect(page.getByRole('alert')).toContainText('The service has a problem')
  await here(page, 'I have signed').click()
  await expect(heading(page)).toHaveText('You are all done')
  expect(await standing(sandbox, lead)).toBe('Completed')
})

test('a booking whose completion was lost is sent again by itself', async ({ page, sandbox }) => {
  const lead = await openStep(page, sandbox, 'calendly')
  await sandbox.fault({ Path: COMPLETION, Drop: true, When: 'Before' })
  for (const press of FRAMED.calendly.presses) await there(page, press).click()
  await expect(heading(page)).toHaveText('You are all done')
  expect(await standing(sandbox, lead)).toBe('Completed')
})
