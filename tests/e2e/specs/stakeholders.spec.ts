/** Somebody who was asked for their part in another's journey: they see and complete that, and nothing else. */

import { expectScreen, field, mentioned, sendButton, taskList } from '../support/page'
import { JANE, logIn, SAM } from '../support/people'
import { expect, test } from '../support/test'

/** Mary's journey, in which Jane has a part. */
const MARYS = '74590868830731165'

test('a stakeholder logs in to their own part of the journey, completes it, and finds nothing else', async ({ page, sandbox }) => {
  const journey = await sandbox.journeyOf(MARYS)
  const activities: any[] = journey.Stages.flatMap((stage: any) => stage.Activities)
  const others = activities.filter(({ AssignedTo }) => AssignedTo.Role !== 'Stakeholder')
  expect(others.length).toBeGreaterThan(2)

  await page.goto('/login')
  await expectScreen(page, 'Log in')
  await logIn(page, JANE.email)
  await expectScreen(page, 'Name a beneficial owner')
  await page.goto('/')
  await expectScreen(page, 'Name a beneficial owner')
  expect(await mentioned(page, others.map(({ Name }) => Name))).toEqual([])

  for (const { Id } of others) {
    await page.goto(`/activities/${Id}`)
    await expectScreen(page, 'There is no such page')
    const status = await page.evaluate(async (path) => (await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: '{"JourneyData":[]}',
    })).status, `/internal/v1/activities/${Id}/completion`)
    expect(status).toBe(404)
  }
  await page.goto('/')
  await field(page, 'Beneficial owner').fill('Jane herself')
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  await page.getByRole('link', { name: 'Look at your steps' }).click()
  expect((await taskList(page)).flatMap(({ tasks }) => tasks.map(({ name }) => name))).toEqual(['Name a beneficial owner'])
  const after = await sandbox.journeyOf(MARYS)
  const done = after.Stages.flatMap((stage: any) => stage.Activities).filter(({ Status }: any) => Status === 'Completed')
  expect(done.map(({ Name }: any) => Name)).toEqual(['Name a beneficial owner'])
})

test('a back-end that sends a stakeholder the whole journey does not make the page show it', async ({ page, sandbox }) => {
  // The lead's whole journey, as a careless back-end would send it to its stakeholder.
  const journey = await sandbox.journeyOf(MARYS)
  await sandbox.fault({ Method: 'GET', Path: '/api/v1/journeys/*', Status: 200, Body: journey, Times: null })
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  await logIn(page, JANE.email)
  await expectScreen(page, 'Name a beneficial owner')
  expect(await mentioned(page, ['First form', 'Second form', 'Last form'])).toEqual([])
  await page.goto(`/activities/${journey.Stages[0].Activities.find(({ Name }: any) => Name === 'First form').Id}`)
  await expectScreen(page, 'There is no such page')
})

test('who leads one journey and has a part in another sees the right part in each', async ({ page }) => {
  await page.goto('/login')
  await expectScreen(page, 'Log in')
  await logIn(page, SAM.email)
  await page.getByRole('main').getByRole('button', { name: /Joint account/ }).click()
  await expectScreen(page, 'About the joint holder')
  await page.goto('/')
  await expectScreen(page, 'About the joint holder')
  expect(await mentioned(page, ['About you'])).toEqual([])
})
