/** What is sent off counts exactly once: without a network, after an answer that was lost, after a crash, in two tabs. */

import type { BrowserContext } from '@playwright/test'
import { lateStorage, slowStorage } from '../support/kept-work'
import { loseTheNetwork, yourSteps, expectScreen, field, heading, sendButton, taskList } from '../support/page'
import { chooseInMenu, LOGGED_OUT } from '../support/people'
import { A_WHILE, AUTOLOGIN, COMPLETION, JOURNEY, type Lead, type Sandbox } from '../support/sandbox'
import { bySms, codeTo, PHONE, stepUp, typeCode } from '../support/step-up'
import { expect, test, type Page } from '../support/test'

const strip = (page: Page) => page.locator('.offline')
const notice = (page: Page) => page.locator('main .notice[role=status]')
const tryNow = (page: Page) => page.getByRole('button', { name: 'Try now' })
const expectDone = (page: Page) => expectScreen(page, 'You are all done')

async function openQuestion(page: Page, sandbox: Sandbox, ref = 'one-question', title = 'One question', label = 'Your answer', answer = 'An answer') {
  const lead = await sandbox.register(ref, { PhoneNumber: PHONE })
  await page.goto(lead.link)
  await expectScreen(page, title)
  await field(page, label).fill(answer)
  return lead
}

/** What the browser keeps of submissions: one name for each. */
async function recorded(page: Page): Promise<string[]> {
  return page.evaluate(() => new Promise<string[]>((resolve, reject) => {
    const opening = indexedDB.open('front-office')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const keys = database.transaction('outbox').objectStore('outbox').getAllKeys()
      keys.onsuccess = () => {
        database.close()
        resolve(keys.result.map(String))
      }
    }
  }))
}

/** Sends a completion that gets lost on its way; its key. Later ones arrive. */
async function sendIntoTheVoid(page: Page, sandbox: Sandbox): Promise<string | null> {
  await sandbox.fault({ Path: COMPLETION, When: 'Before', Delay: A_WHILE * 1000, Drop: true })
  await sendButton(page).click()
  await expect.poll(async () => (await sandbox.completions()).length, 'completions on the wire').toBe(1)
  return (await sandbox.completions())[0].IdempotencyKey
}

/** The completions that arrived and were done, oldest first. */
const done = async (sandbox: Sandbox) => (await sandbox.completions()).filter(({ Status }) => Status === 200)

/** Each completion that the sandbox accepted, by its activity: exactly one for each of these names. */
async function expectOnce(sandbox: Sandbox, lead: Lead, names: string[]) {
  const accepted = (await sandbox.completions()).filter(({ Status, Faulted }) => Status === 200 || Faulted)
  for (const name of names) {
    const { Id, Status } = await sandbox.activity(lead, name)
    const keys = new Set(accepted.filter(({ Path }) => Path.includes(String(Id))).map(({ IdempotencyKey }) => IdempotencyKey))
    expect([name, Status, keys.size]).toEqual([name, 'Completed', 1])
  }
}

/** The browser takes its time to say what it keeps of submissions; and whether the page ever offered to send meanwhile. */
async function slowOutbox(page: Page) {
  await slowStorage(page, 700, 'outbox')
  await page.addInitScript(() => {
    new MutationObserver(() => {
      const button = document.querySelector('main form button[type=submit]')
      if (button && button.getAttribute('aria-disabled') !== 'true') sessionStorage.setItem('offered', 'yes')
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
  return () => page.evaluate(() => sessionStorage.getItem('offered'))
}

/** The page is gone as after a crash: nothing runs any more that could tidy up. */
const crash = (page: Page) => page.close({ runBeforeUnload: false })

test('what is sent off without a network waits in sight, beside other steps, and goes out once when it is back', async ({ page, context, sandbox }) => {
  const lead = await sandbox.register('two-at-once')
  await page.goto(lead.link)
  await expectScreen(page, 'Two at once')
  await loseTheNetwork(page)
  await expect(strip(page)).toHaveText('You are offline. What you do is kept on this device.')
  await page.getByRole('link', { name: 'First form' }).click()
  await field(page, 'First answer').fill('One')
  await sendButton(page).click()
  await expect(notice(page)).toContainText('It is kept on this device and goes out by itself')
  await expect(strip(page)).toContainText('One step waits to be sent.')

  await page.getByRole('link', { name: 'Do another step meanwhile' }).click()
  await expectScreen(page, 'Two at once')
  const [{ tasks }] = await taskList(page)
  expect(tasks.slice(0, 2).map(({ name, status }) => [name, status])).toEqual([['First form', 'Waiting to be sent'], ['Second form', 'Next']])
  await page.getByRole('link', { name: 'Second form' }).click()
  await field(page, 'Second answer').fill('Two')
  await sendButton(page).click()
  await expect(strip(page)).toContainText('2 steps wait to be sent.')
  expect(await sandbox.completions()).toEqual([])
  expect(await recorded(page)).toHaveLength(2)

  await context.setOffline(false)
  await expect(strip(page)).toHaveCount(0)
  await expect.poll(async () => (await done(sandbox)).length, 'completions').toBe(2)
  await expectOnce(sandbox, lead, ['First form', 'Second form'])
  const { JourneyData } = await sandbox.journey(lead)
  expect(JourneyData.map((data: any) => data.StringValue).sort()).toEqual(['One', 'Two'])
  await expect.poll(() => recorded(page), 'records').toEqual([])
})

test('who changes their mind while it waits sends what they gave last', async ({ page, context, sandbox }) => {
  const lead = await openQuestion(page, sandbox)
  await loseTheNetwork(page)
  await sendButton(page).click()
  await expect(strip(page)).toContainText('One step waits to be sent.')
  await field(page, 'Your answer').fill('A better answer')
  await sendButton(page).click()
  await expect(notice(page)).toContainText('goes out by itself')
  expect(await recorded(page)).toHaveLength(1)
  await context.setOffline(false)
  await expectDone(page)
  await expectOnce(sandbox, lead, ['One question'])
  expect((await sandbox.journey(lead)).JourneyData).toMatchObject([{ StringValue: 'A better answer' }])
})

test('the lead need not wait for the next try', async ({ page, sandbox }) => {
  await page.clock.install()
  await openQuestion(page, sandbox)
  await sandbox.fault({ Path: COMPLETION, Status: 500 })
  await page.clock.pauseAt(new Date(Date.now() + 60_000))
  await sendButton(page).click()
  await tryNow(page).click()
  await expect.poll(async () => (await sandbox.completions()).map(({ Status }) => Status), 'completions').toEqual([null, 200])
  await page.clock.resume()
  await expectDone(page)
})

test('a pause that the back-end asks for is told, and the same goes out after it', async ({ page, sandbox }) => {
  const lead = await openQuestion(page, sandbox)
  await sandbox.fault({ Path: COMPLETION, Status: 503, Headers: { 'Retry-After': '2' } })
  await sendButton(page).click()
  await expect(notice(page)).toContainText('We try again in 2 seconds.')
  await expect(tryNow(page)).toHaveCount(0)
  await expectDone(page)
  await expectOnce(sandbox, lead, ['One question'])
})

test('what waits when the page is closed goes out once from the next one', async ({ page, context, sandbox }) => {
  const lead = await openQuestion(page, sandbox)
  await loseTheNetwork(page)
  await sendButton(page).click()
  await expect(notice(page)).toContainText('goes out by itself')
  await page.close()
  await context.setOffline(false)
  const next = await context.newPage()
  await next.goto('/')
  await expectDone(next)
  expect(await sandbox.completions()).toHaveLength(1)
  await expectOnce(sandbox, lead, ['One question'])
  await expect.poll(() => recorded(next), 'records').toEqual([])
})

test('a crash right after the click loses nothing: the same key goes out from the next page', async ({ page, context, sandbox }) => {
  const lead = await openQuestion(page, sandbox)
  const key = await sendIntoTheVoid(page, sandbox)
  await crash(page)
  const next = await context.newPage()
  await next.goto('/')
  await expectDone(next)
  const [completion, ...more] = await done(sandbox)
  expect(more).toEqual([])
  expect(completion.IdempotencyKey).toBe(key)
  expect(completion.Body.JourneyData).toMatchObject([{ StringValue: 'An answer' }])
  await expectOnce(sandbox, lead, ['One question'])
})

for (const late of ['the browser tells of it', 'the journey comes'])
  test(`what is on its way since a crash is never asked for again, however late ${late}`, async ({ page, context, sandbox }) => {
    const lead = await openQuestion(page, sandbox)
    await sendIntoTheVoid(page, sandbox)
    await crash(page)
    // By then what was typed is read long since.
    if (late === 'the journey comes') await sandbox.fault({ Path: JOURNEY, Delay: 1000 })
    const next = await context.newPage()
    const offered = await slowOutbox(next)
    await next.goto('/')
    await expectDone(next)
    expect(await offered(), 'whether the page offered to send what was sent').toBeNull()
    await expectOnce(sandbox, lead, ['One question'])
  })

/** The page after a crash in which something was sent off, in a browser whose storage comes late or fails at first; and what must come of it. */
async function openAfterCrash(page: Page, context: BrowserContext, sandbox: Sandbox, failures?: number) {
  const lead = await openQuestion(page, sandbox)
  const key = await sendIntoTheVoid(page, sandbox)
  await crash(page)
  const next = await context.newPage()
  await next.clock.install()
  await lateStorage(next, failures)
  await next.goto('/')
  const expectSent = async () => {
    expect((await sandbox.completions()).map(({ IdempotencyKey }) => IdempotencyKey)).toEqual([key, key])
    await expectOnce(sandbox, lead, ['One question'])
  }
  return { next, expectSent }
}

test('what is on its way since a crash, and was typed, is found although the browser opens its storage when the page has gone on without', async ({ page, context, sandbox }) => {
  const { next, expectSent } = await openAfterCrash(page, context, sandbox)
  await expect(heading(next)).toHaveText('One question')
  await next.clock.fastForward(8_000)
  await expect(field(next, 'Your answer')).toHaveValue('')
  await next.evaluate('release()')
  // What is under way in vain is begun anew after a while.
  await next.clock.fastForward(2_000)
  await expectDone(next)
  await expectSent()
})

test('what is on its way since a crash is found although the browser fails to open its storage at first', async ({ page, context, sandbox }) => {
  const { next, expectSent } = await openAfterCrash(page, context, sandbox, 6)
  await expect(field(next, 'Your answer')).toHaveValue('')
  await expect(async () => {
    await next.clock.fastForward(2_000)
    await expect(heading(next)).toHaveText('You are all done', { timeout: 500 })
  }).toPass()
  await expectSent()
})

test('a crash after the back-end has done it, and before the page knows, is found done', async ({ page, context, sandbox }) => {
  const lead = await openQuestion(page, sandbox)
  await sandbox.fault({ Path: COMPLETION, When: 'After', Delay: 20_000, Times: null })
  await sendButton(page).click()
  await expect.poll(async () => (await sandbox.activity(lead, 'One question')).Status, 'the activity').toBe('Completed')
  await crash(page)
  await sandbox.noMoreFaults()
  const next = await context.newPage()
  await next.goto('/')
  await expectDone(next)
  expect(await sandbox.completions()).toHaveLength(1)
  await expect.poll(() => recorded(next), 'records').toEqual([])
})

test('two tabs that find the same left unsent send it once', async ({ page, context, sandbox }) => {
  const lead = await openQuestion(page, sandbox)
  const key = await sendIntoTheVoid(page, sandbox)
  await crash(page)
  const tabs = await Promise.all([context.newPage(), context.newPage()])
  await Promise.all(tabs.map((tab) => tab.goto('/')))
  for (const tab of tabs) await expect(heading(tab)).toHaveText('You are all done')
  expect((await sandbox.completions()).map(({ IdempotencyKey }) => IdempotencyKey)).toEqual([key, key])
  await expectOnce(sandbox, lead, ['One question'])
})

test('what waits for a code still waits after a reload, and goes out once after it', async ({ page, sandbox }) => {
  const lead = await openQuestion(page, sandbox, 'secured', 'Bank details', 'IBAN', 'GB33BUKB20201555555555')
  await sendButton(page).click()
  await expect(stepUp(page)).toBeVisible()
  await page.reload()
  await expect(stepUp(page)).toBeVisible()
  await bySms(page).click()
  await typeCode(page, await codeTo(sandbox, PHONE))
  await expectDone(page)
  await expectOnce(sandbox, lead, ['Bank details'])
})

test('who logs out while something waits is asked first, and then nothing of it is left or sent', async ({ page, context, sandbox }) => {
  await openQuestion(page, sandbox)
  await sendIntoTheVoid(page, sandbox)
  await yourSteps(page).click()
  await chooseInMenu(page, 'Log out')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Log out' }).click()
  await expect(heading(page)).toHaveText(LOGGED_OUT)
  await expect.poll(() => recorded(page), 'records').toEqual([])
  expect(await done(sandbox)).toEqual([])
})

test('what one person left unsent is not sent for the next one, and goes out when the first is back', async ({ page, context, sandbox }) => {
  const first = await openQuestion(page, sandbox)
  const key = await sendIntoTheVoid(page, sandbox)
  await crash(page)
  await context.clearCookies()
  const second = await sandbox.register('one-question')
  const next = await context.newPage()
  await next.goto(second.link)
  await expectScreen(next, 'One question')
  await expect(field(next, 'Your answer')).toHaveValue('')
  expect(await done(sandbox)).toEqual([])
  expect(await recorded(next)).toHaveLength(1)

  await context.clearCookies()
  await next.goto(await sandbox.newLink(first.userId))
  await expectDone(next)
  expect((await done(sandbox)).map(({ IdempotencyKey }) => IdempotencyKey)).toEqual([key])
  await expectOnce(sandbox, first, ['One question'])
})

test('what was kept of the lead is gone before the page is left for good', async ({ page, context, sandbox, landing }) => {
  const lead = await sandbox.register('one-question', { RedirectURL: landing.url })
  await page.goto(lead.link)
  await field(page, 'Your answer').fill('An answer')
  await sendButton(page).click()
  await expect(page).toHaveURL(landing.url)
  const same = await context.newPage()
  await same.goto('/sandbox')
  const kept = await same.evaluate(() => new Promise<number>((resolve) => {
    const opening = indexedDB.open('front-office')
    opening.onsuccess = () => {
      const shelves = [...opening.result.objectStoreNames]
      const reading = opening.result.transaction(shelves)
      const counts = shelves.map((shelf) => reading.objectStore(shelf).count())
      reading.oncomplete = () => resolve(counts.reduce((sum, { result }) => sum + result, 0))
    }
  }))
  expect(kept).toBe(0)
})

test('a start without an answer is tried again by itself, and at once when the lead asks', async ({ page, sandbox }) => {
  const lead = await openQuestion(page, sandbox)
  await sandbox.fault({ Path: '/api/v1/journeys/*', Method: 'GET', Status: 500, Times: 2 })
  await page.reload()
  await expectScreen(page, 'The service has a problem')
  await expect(page.getByRole('progressbar', { name: 'Waiting to try again' })).toBeVisible()
  await expectScreen(page, 'One question')
  expect(await sandbox.calls('POST', AUTOLOGIN)).toHaveLength(1)
  expect((await sandbox.journey(lead)).JourneyData).toEqual([])
})
