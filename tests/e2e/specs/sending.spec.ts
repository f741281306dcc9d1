/** Sending a form: exactly once, whatever the line and the back-end do, and with nothing typed lost. */

import { TITLE } from '../support/every-field'
import { yourSteps, expectScreen, field, group, heading, sendButton } from '../support/page'
import { COMPLETION, type Fault, type Sandbox } from '../support/sandbox'
import { expect, test, type Locator, type Page } from '../support/test'

const STILL_HERE = 'Everything is still here'

async function openQuestion(page: Page, sandbox: Sandbox, ref = 'one-question') {
  const lead = await sandbox.register(ref)
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill('An answer')
  return lead
}

const failure = (page: Page) => page.getByRole('alert')
const notice = (page: Page) => page.locator('main .notice[role=status]')
const expectDone = (page: Page) => expectScreen(page, 'You are all done')

/** Two calls for one attempt: the same key, the same body. */
async function expectSameAttempt(sandbox: Sandbox, statuses: (number | null)[]) {
  const completions = await sandbox.completions()
  expect(completions.map((completion) => completion.Status)).toEqual(statuses)
  for (const completion of completions) {
    expect(completion.IdempotencyKey).toMatch(/^[0-9a-f-]{36}$/)
    expect(completion.IdempotencyKey).toBe(completions[0].IdempotencyKey)
    expect(completion.Body).toEqual(completions[0].Body)
  }
}

/** Holds the completions back until the returned function is called, so that a test acts while one is under way. */
async function holdCompletions(page: Page) {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/completion', async (route) => {
    await released
    await route.continue()
  })
  return release
}

/** What goes wrong, twice in a row; what is told meanwhile; and what the back-end made of it. */
const FAULTS: [string, Omit<Fault, 'Path'>, string, number | null][] = [
  ['a connection that breaks before the back-end has it', { Drop: true, When: 'Before' }, 'No connection', null],
  ['a connection that breaks after the back-end has it', { Drop: true, When: 'After' }, 'No connection', 200],
  ['an answer that is cut', { Cut: 40 }, 'No connection', 200],
  ['a back-end that breaks before it is done', { Status: 500, Text: '<html>Oops</html>' }, 'The service has a problem', null],
  ['a back-end that breaks after it is done', { Status: 502, When: 'After', Text: '<html>Bad gateway</html>' }, 'The service has a problem', 200],
  ['a gateway that runs out of time', { Status: 504, When: 'After' }, 'The answer takes too long', 200],
]
for (const [what, fault, title, status] of FAULTS) {
  test(`${what} is told, loses nothing, and what goes out again by itself counts once`, async ({ page, sandbox }) => {
    const lead = await openQuestion(page, sandbox)
    await sandbox.fault({ Path: COMPLETION, Times: 2, ...fault })
    await sendButton(page).click()
    await expect(notice(page)).toContainText(`${title}We keep trying by ourselves. ${STILL_HERE}`)
    await expect(field(page, 'Your answer')).toHaveValue('An answer')

    await expectDone(page)
    await expectSameAttempt(sandbox, [status, status, 200])
    expect((await sandbox.journey(lead)).JourneyData).toMatchObject([{ StringValue: 'An answer' }])
  })
}

test('after an answer that is no journey, the journey says that it is done', async ({ page, sandbox }) => {
  await openQuestion(page, sandbox)
  await sandbox.fault({ Path: COMPLETION, Status: 200, When: 'After', Text: '<html>Welcome to our hotel</html>' })
  await sendButton(page).click()
  await expectDone(page)
  await expectSameAttempt(sandbox, [200])
})

test('after an answer by something in between, the journey says that it is still to be done, and it goes out again', async ({ page, sandbox }) => {
  await openQuestion(page, sandbox)
  await sandbox.fault({ Path: COMPLETION, Status: 200, Text: '<html>Welcome to our hotel</html>' })
  await sendButton(page).click()
  await expectDone(page)
  await expectSameAttempt(sandbox, [null, 200])
})

test('what fails five times in a row is told all the while, then left to the lead, and counts once', async ({ page, sandbox }) => {
  await page.clock.install()
  const lead = await openQuestion(page, sandbox)
  await sandbox.fault({ Path: COMPLETION, Status: 500, Times: 5 })
  await sendButton(page).click()
  for (const tries of [1, 2, 3, 4]) {
    await expect.poll(async () => (await sandbox.completions()).length).toBe(tries)
    await expect(page.getByRole('status').filter({ hasText: 'The service has a problem' })).toBeVisible()
    await expect(field(page, 'Your answer')).toHaveValue('An answer')
    await page.clock.runFor(8_000)
  }
  await expect(failure(page)).toContainText('The service has a problem')
  await expect(failure(page)).toContainText(STILL_HERE)
  await sendButton(page).click()
  await expectDone(page)
  await expectSameAttempt(sandbox, [null, null, null, null, null, 200])
  expect((await sandbox.journey(lead)).JourneyData).toMatchObject([{ StringValue: 'An answer' }])
})

test('a back-end that does not answer is given up after half a minute', async ({ page, sandbox }) => {
  await page.clock.install()
  await openQuestion(page, sandbox)
  const release = await holdCompletions(page)
  // It is written down first, and half a minute counts from when it goes out.
  const goesOut = page.waitForRequest((request) => request.url().endsWith('/completion'))
  await sendButton(page).click()
  await goesOut
  await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible()
  await page.clock.runFor(29_000)
  await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible()
  await page.clock.runFor(2_000)
  await expect(page.getByRole('status').filter({ hasText: 'The answer takes too long' })).toBeVisible()
  release()
  await page.clock.runFor(2_000)
  await expectDone(page)
})

for (const status of [429, 503]) {
  test(`a busy back-end (${status}) that says when is tried again by itself, as the same attempt`, async ({ page, sandbox }) => {
    await openQuestion(page, sandbox)
    await sandbox.fault({ Path: COMPLETION, Status: status, Headers: { 'Retry-After': '3' } })
    await sendButton(page).click()
    await expect(page.getByRole('status').filter({ hasText: 'We try again in 3 seconds.' })).toBeVisible()
    await expect(field(page, 'Your answer')).toHaveValue('An answer')
    await expectDone(page)
    await expectSameAttempt(sandbox, [null, 200])
  })
}

test('answers that were changed after a refusal are another attempt', async ({ page, sandbox }) => {
  await openQuestion(page, sandbox)
  await sandbox.fault({ Path: COMPLETION, Status: 400 })
  await sendButton(page).click()
  await expect(failure(page)).toBeVisible()
  await field(page, 'Your answer').fill('Another answer')
  await sendButton(page).click()
  await expectDone(page)
  const [first, second] = await sandbox.completions()
  expect(second.IdempotencyKey).not.toBe(first.IdempotencyKey)
  expect(second.Body.JourneyData).toMatchObject([{ StringValue: 'Another answer' }])
})

test('a double click sends once', async ({ page, sandbox }) => {
  await openQuestion(page, sandbox)
  await sendButton(page).dblclick()
  // Its second half may land on the next page and take focus off the heading.
  await expect(heading(page)).toHaveText('You are all done')
  expect(await sandbox.completions()).toHaveLength(1)
})

test('Enter and clicks while the form is under way send nothing more, and the button says so', async ({ page, sandbox }) => {
  await openQuestion(page, sandbox)
  const release = await holdCompletions(page)
  await field(page, 'Your answer').press('Enter')
  const button = page.getByRole('button', { name: 'Sending…' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.click({ force: true })
  await button.press('Enter')
  await field(page, 'Your answer').press('Enter')
  release()
  await expectDone(page)
  expect(await sandbox.completions()).toHaveLength(1)
})

test('an activity that turns out to be done already, without the journey in the answer, moves on', async ({ page, sandbox }) => {
  await openQuestion(page, sandbox)
  await sandbox.fault({ Path: COMPLETION, Status: 409, When: 'After', Body: { Code: 'AlreadyCompleted' } })
  await sendButton(page).click()
  await expectDone(page)
  expect(await sandbox.completions()).toHaveLength(1)
})

test('what is typed survives the task list, Back and Forward', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link)
  await expectScreen(page, 'Two at once')
  await page.getByRole('link', { name: 'First form' }).click()
  await field(page, 'First answer').fill('Half an ans')
  await yourSteps(page).click()
  await page.getByRole('link', { name: 'Second form' }).click()
  await field(page, 'Second answer').fill('Another half')
  await page.goBack()
  await expectScreen(page, 'Two at once')
  await page.goBack()
  await expectScreen(page, 'First form')
  await expect(field(page, 'First answer')).toHaveValue('Half an ans')
  await page.goForward()
  await page.goForward()
  await expectScreen(page, 'Second form')
  await expect(field(page, 'Second answer')).toHaveValue('Another half')
  await yourSteps(page).click()
  await page.getByRole('link', { name: 'First form' }).click()
  await expect(field(page, 'First answer')).toHaveValue('Half an ans')
})

test('Back in the middle of typing keeps what was typed, whatever the kind of field', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field')
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  await yourSteps(page).click()
  await page.getByRole('link', { name: TITLE }).click()
  const controls: [Locator, string][] = [
    [field(page, 'E-mail'), 'jane@'],
    [field(page, 'Long text'), 'Half a sen'],
    [group(page, 'Birthday').getByLabel('Year'), '19'],
    [field(page, 'Choice of many'), '12'],
  ]
  for (const [control, typed] of controls) {
    await expectScreen(page, TITLE)
    if (typed === '12') await control.selectOption(typed)
    else await control.fill(typed)
    await expect(control).toHaveValue(typed)
    await control.focus()
    await page.goBack()
    await expectScreen(page, 'Every field')
    await page.goForward()
    await expectScreen(page, TITLE)
    await expect(control).toHaveValue(typed)
  }
})

test('who leaves a form while it is under way is not pulled away, and finds it done', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link)
  await expectScreen(page, 'Two at once')
  await page.getByRole('link', { name: 'First form' }).click()
  await field(page, 'First answer').fill('An answer')
  const release = await holdCompletions(page)
  await sendButton(page).click()
  await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible()
  await yourSteps(page).click()
  await expectScreen(page, 'Two at once')
  release()
  await expect(page.getByRole('progressbar', { name: '1 of 4 done' })).toBeVisible()
  await expectScreen(page, 'Two at once')
})

test('in token mode every call carries the token, and no cookie is set', async ({ page, sandbox, context }) => {
  const calls: [string, string | undefined][] = []
  page.on('request', (request) => {
    const [, part, , call] = new URL(request.url()).pathname.split('/')
    const isCall = request.resourceType() === 'fetch' && ['api', 'internal'].includes(part)
    if (isCall) calls.push([call, request.headers().authorization])
  })
  await openQuestion(page, sandbox, 'by-token')
  await sendButton(page).click()
  await expectDone(page)
  expect(calls.map(([call]) => call)).toEqual(['autologin', 'journeys', 'activities'])
  expect(calls[0][1]).toBeUndefined()
  expect(calls[1][1]).toMatch(/^Bearer \S{32,}$/)
  expect(calls[2][1]).toBe(calls[1][1])
  expect(await context.cookies()).toEqual([])
})
