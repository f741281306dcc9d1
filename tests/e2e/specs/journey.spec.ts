/** The journey as a task list: what is there to do, by whom, and what comes next. */

import { yourSteps, choose, expectScreen, field, heading, sendButton, taskList, typeDate } from '../support/page'
import { A_WHILE, type Lead, type Sandbox } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

/** Answers the only question of an open form and sends it. */
async function answer(page: Page, question: string, text = 'An answer') {
  await field(page, question).fill(text)
  await sendButton(page).click()
}

async function open(page: Page, lead: Lead, title: string) {
  await page.goto(lead.link)
  await expectScreen(page, title)
}

/** Which activities were completed, in their order; each must have been accepted at once. */
async function completedIds(sandbox: Sandbox): Promise<string[]> {
  const completions = await sandbox.completions()
  for (const completion of completions) expect(completion.Status).toBe(200)
  return completions.map((completion) => completion.Path.split('/')[4])
}

test('several things to do are listed by stage, with status, who must act, minutes and progress, the first one marked', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await open(page, lead, 'Two at once')
  expect(new URL(page.url()).pathname).toBe('/')
  await expect(page.getByText('Hello Jane.')).toBeVisible()
  await expect(page.getByRole('progressbar', { name: '0 of 4 done' })).toBeVisible()
  expect(await taskList(page)).toEqual([
    {
      stage: 'Together',
      tasks: [
        { name: 'First form', status: 'Next', opens: true, facts: ['About one minute'] },
        { name: 'Second form', status: 'To do', opens: true, facts: ['About one minute'] },
        { name: 'Name a beneficial owner', status: 'Waiting for another person', opens: false, facts: ['Done by another person'] },
        { name: 'Meet us in the virtual lobby', status: 'Contact us', opens: true, facts: ['About 15 minutes'] },
      ],
    },
    { stage: 'Afterwards', tasks: [{ name: 'Last form', status: 'Not yet available', opens: false, facts: ['About one minute'] }] },
  ])
})

test('a single thing to do opens directly, with its stage, minutes, due date and description', async ({ page, sandbox }) => {
  const lead = await sandbox.register('acme-onboarding')
  const activity = await sandbox.activity(lead, 'Tell us about your company')
  await open(page, lead, 'Tell us about your company')
  expect(new URL(page.url()).pathname).toBe(`/activities/${activity.Id}`)
  const main = page.getByRole('main')
  const due = new Date(activity.DueDate).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' })
  for (const text of ['Your company', 'About 5 minutes', `Due ${due}`]) await expect(main.getByText(text, { exact: true })).toBeVisible()
  await expect(main.getByRole('paragraph').filter({ hasText: /^We need this to prepare your contract\.$/ })).toBeVisible()
  await expect(main.getByRole('paragraph').filter({ hasText: /^Have your registration certificate at hand\.$/ })).toBeVisible()
})

test('what is done opens read-only, with what was given', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await open(page, lead, 'Two at once')
  await page.getByRole('link', { name: 'First form' }).click()
  await answer(page, 'First answer', 'Forty-two')
  await expectScreen(page, 'Second form')
  await expect(page.getByRole('status').filter({ hasText: '“First form” is completed.' })).toBeVisible()
  await yourSteps(page).click()
  await expect(page.getByRole('progressbar', { name: '1 of 4 done' })).toBeVisible()
  const [{ tasks }] = await taskList(page)
  expect(tasks[0]).toEqual({ name: 'First form', status: 'Completed', opens: true, facts: [] })
  expect(tasks[1].status).toBe('Next')

  await page.getByRole('main').getByRole('link', { name: 'First form' }).click()
  await expectScreen(page, 'First form')
  const main = page.getByRole('main')
  await expect(main.getByText('You have completed this step.')).toBeVisible()
  await expect(main.getByRole('term')).toHaveText('First answer')
  await expect(main.getByRole('definition')).toHaveText('Forty-two')
  await expect(main.getByRole('textbox')).toHaveCount(0)
  await expect(main.getByRole('button')).toHaveCount(0)
})

test('activities are done in any order, each once; one of an unknown kind does not block the rest', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await open(page, lead, 'Two at once')
  await page.getByRole('link', { name: 'Second form' }).click()
  await answer(page, 'Second answer')
  await expectScreen(page, 'First form')
  await answer(page, 'First answer')

  // Nothing is left that can be done here.
  await expectScreen(page, 'Two at once')
  await expect(page.getByRole('progressbar', { name: '2 of 4 done' })).toBeVisible()
  await page.getByRole('link', { name: 'Meet us in the virtual lobby' }).click()
  await expectScreen(page, 'Meet us in the virtual lobby')
  await expect(page.getByText('Please contact us for this step')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Write to help@acme.test' })).toHaveAttribute('href', 'mailto:help@acme.test')

  const [second, first] = [await sandbox.activity(lead, 'Second form'), await sandbox.activity(lead, 'First form')]
  expect(await completedIds(sandbox)).toEqual([String(second.Id), String(first.Id)])
})

test('a next stage opens once others have done their part', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  for (const name of ['Name a beneficial owner', 'Meet us in the virtual lobby', 'Second form']) {
    await sandbox.completeByHand(await sandbox.activity(lead, name))
  }
  await open(page, lead, 'First form')
  await answer(page, 'First answer')
  await expectScreen(page, 'Last form')
  await answer(page, 'Last answer')
  await expectScreen(page, 'You are all done')
})

test('a contact who is named for one activity opens that one with a link of their own', async ({ page, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  const activity = await sandbox.activity(lead, 'Name a beneficial owner')
  await page.goto(await sandbox.newLink(activity.AssignedTo.User.Id))
  await expectScreen(page, 'Name a beneficial owner')
  await answer(page, 'Beneficial owner', 'Jane Partner')
  await expectScreen(page, 'You are all done')
  expect(await completedIds(sandbox)).toEqual([String(activity.Id)])
})

test('a form that is checked by hand is shown as being checked, and the rest goes on', async ({ page, sandbox }) => {
  const lead = await sandbox.register('checked-afterwards')
  await open(page, lead, 'Checked afterwards')
  await page.getByRole('link', { name: 'A colleague checks this' }).click()
  await answer(page, 'To be checked by hand')
  await expectScreen(page, 'A machine checks this')
  await yourSteps(page).click()
  const [{ tasks }] = await taskList(page)
  expect(tasks.map((task) => task.status)).toEqual(['Being checked', 'Next'])
  await page.getByRole('main').getByRole('link', { name: 'A colleague checks this' }).click()
  await expectScreen(page, 'A colleague checks this')
  await expect(page.getByText('You have done your part.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
})

test('with nothing to do yet, the page says who is at it', async ({ page, sandbox }) => {
  const lead = await sandbox.register('nothing-to-do')
  await open(page, lead, 'Nothing to do right now')
  await expect(page.getByText('We have to do our part first')).toBeVisible()
  expect(await taskList(page)).toEqual([
    { stage: 'We look at it first', tasks: [expect.objectContaining({ name: 'Check the request', status: 'Waiting for Acme', opens: false })] },
  ])
})

test('with nothing to do yet and an automatic activity at work, the page waits for it', async ({ page, sandbox }) => {
  const lead = await sandbox.register('automatic-first')
  await open(page, lead, 'Just a moment…')
  await expect(page.getByText('We are preparing what comes next.')).toBeVisible()
  await sandbox.advance(A_WHILE)
  await expectScreen(page, 'Answer our question')
})

test('an automatic activity that takes longer than the page waits is shown, not hidden', async ({ page, sandbox, configure }) => {
  const lead = await sandbox.register('automatic-first')
  await configure({ Settle: 1 })
  await open(page, lead, 'Nothing to do right now')
  expect(await taskList(page)).toEqual([
    { stage: 'Preparation', tasks: [expect.objectContaining({ name: 'Prepare the questions', status: 'In progress' })] },
  ])
})

test('a configuration of Settle 0 does not wait at all', async ({ page, sandbox, configure }) => {
  const lead = await sandbox.register('automatic-first')
  await configure({ Settle: 0 })
  await open(page, lead, 'Nothing to do right now')
  expect(await sandbox.calls('GET', '/api/v1/journeys/*')).toHaveLength(1)
})

test('an activity that was completed in another browser meanwhile is not sent twice', async ({ page, browser, sandbox }) => {
  // Nobody else is at work, so that the page has no reason to look for itself.
  const lead = await sandbox.register('ten-at-once')
  await open(page, lead, 'Ten at once')
  await page.getByRole('link', { name: 'Question 1', exact: true }).click()
  const context = await browser.newContext({ locale: 'en-GB' })
  const other = await context.newPage()
  await other.goto(await sandbox.newLink(lead.userId))
  await other.getByRole('link', { name: 'Question 1', exact: true }).click()
  await answer(other, 'Answer 1', 'From the other browser')
  await expectScreen(other, 'Question 2')
  await context.close()

  await answer(page, 'Answer 1', 'From this one')
  await expectScreen(page, 'Question 2')
  await expect(page.getByText('“Question 1” does not need to be done any more.')).toBeVisible()
  expect((await sandbox.completions()).map((completion) => completion.Status)).toEqual([200, 409])
})

test('a journey that was called off says so, at the start and at sending', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await open(page, lead, 'One question')
  await sandbox.cancelJourney(lead)
  await answer(page, 'Your answer')
  await expectScreen(page, 'This journey was stopped')
  await expect(page.getByRole('link', { name: 'Contact us' })).toHaveAttribute('href', 'mailto:help@acme.test')
  await page.reload()
  await expectScreen(page, 'This journey was stopped')
})

test('a small company is led past the auditor to the end, each activity completed once', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('acme-onboarding', { RedirectURL: landing.url })
  await open(page, lead, 'Tell us about your company')
  await completeCompany(page, sandbox, '999,999.99')
  await expectScreen(page, 'Tell us what you need')
  await choose(page, 'Which products interest you?', 'Cards')
  await sendButton(page).click()
  await completeLastStep(page, sandbox)
  await expect(page).toHaveURL(landing.url)
  await expectJourney(sandbox, lead, ['Tell us about your company', 'Tell us what you need', 'Confirm and start'])
})

test('a large company is asked for its auditor, each activity completed once', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('acme-onboarding', { RedirectURL: landing.url })
  await open(page, lead, 'Tell us about your company')
  await completeCompany(page, sandbox, '1,000,000')
  await expectScreen(page, 'Name your auditor')
  await field(page, 'Name of your auditor').fill('Count & Count')
  await sendButton(page).click()
  await completeLastStep(page, sandbox)
  await expect(page).toHaveURL(landing.url)
  await expectJourney(sandbox, lead, ['Tell us about your company', 'Name your auditor', 'Confirm and start'])
})

async function completeCompany(page: Page, sandbox: Sandbox, turnover: string) {
  // The colleague's check is done by then, so that the next stage opens as soon as the form is sent.
  await sandbox.advance(A_WHILE)
  await field(page, 'Company name').fill('Acme Anvils')
  await field(page, 'E-mail for invoices').fill('invoices@anvils.test')
  await field(page, 'Turnover of the last year').fill(turnover)
  await typeDate(page, 'Date of foundation', '1', '4', '1999')
  await choose(page, 'Legal form', 'Limited company')
  await choose(page, 'Do you have employees?', 'No')
  await sendButton(page).click()
}

/** An automatic activity goes on first; the last form opens by itself, and is reviewed before it is sent. */
async function completeLastStep(page: Page, sandbox: Sandbox) {
  await expectScreen(page, 'Just a moment…')
  await sandbox.advance(A_WHILE)
  await expectScreen(page, 'Confirm and start')
  await typeDate(page, 'When do you want to start?', '2', '1', '2027')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(heading(page)).toHaveText('Check your answers')
  await sendButton(page).click()
}

async function expectJourney(sandbox: Sandbox, lead: Lead, completed: string[]) {
  const ids = []
  for (const name of completed) ids.push(String((await sandbox.activity(lead, name)).Id))
  expect(await completedIds(sandbox)).toEqual(ids)
  expect((await sandbox.journey(lead)).Status).toBe('Completed')
}
