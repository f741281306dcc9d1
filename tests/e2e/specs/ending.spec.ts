/** The end of a journey: the way to RedirectURL, and the closing page where there is nowhere to go. */

import { yourSteps, expectScreen, field, sendButton } from '../support/page'
import { expect, test, type Page } from '../support/test'

async function answerTheQuestion(page: Page) {
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill('An answer')
  await sendButton(page).click()
}

test('the page that leaves for RedirectURL says where it goes, and has a link in case it cannot go by itself', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('one-question', { RedirectURL: landing.url })
  await page.goto(lead.link)
  landing.open = false
  await answerTheQuestion(page)
  await expectScreen(page, 'All done')
  await expect(page.getByRole('main').getByText('127.0.0.1', { exact: true })).toBeVisible()
  expect(page.url()).toContain(sandbox.url)
  landing.open = true
  await page.getByRole('link', { name: 'Continue to 127.0.0.1' }).click()
  await expect(page).toHaveURL(landing.url)
  await expect(page).toHaveTitle('Arrived')
  expect(await sandbox.completions()).toHaveLength(1)
})

test('after the last activity the page leaves for RedirectURL by itself', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('one-question', { RedirectURL: landing.url })
  await page.goto(lead.link)
  await answerTheQuestion(page)
  await expect(page).toHaveURL(landing.url)
})

test('Back from RedirectURL does not lead to the form that was just sent', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('one-question', { RedirectURL: landing.url })
  await page.goto('/login')
  await page.goto(lead.link)
  await answerTheQuestion(page)
  await expect(page).toHaveURL(landing.url)
  await page.goBack()
  await expectScreen(page, 'Log in')
})

test('who comes Back into a finished journey may look at it and is not sent away again', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('one-question', { RedirectURL: landing.url })
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  await yourSteps(page).click()
  await page.getByRole('link', { name: 'One question' }).click()
  await answerTheQuestion(page)
  await expect(page).toHaveURL(landing.url)
  await page.goBack()
  await expectScreen(page, 'You are all done')
  await expect(page.getByRole('link', { name: 'Continue to 127.0.0.1' })).toHaveAttribute('href', landing.url)
})

test('a page that the browser kept for Back does not go on saying that it leaves', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('one-question', { RedirectURL: landing.url })
  await page.goto(lead.link)
  landing.open = false
  await answerTheQuestion(page)
  await expectScreen(page, 'All done')
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await expectScreen(page, 'You are all done')
  await expect(page.getByRole('link', { name: 'Continue to 127.0.0.1' })).toHaveAttribute('href', landing.url)
})

test('a link that opens a finished journey leads straight to RedirectURL', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('already-done', { RedirectURL: landing.url })
  await page.goto(lead.link)
  await expect(page).toHaveURL(landing.url)
})

test('a link that opens a journey in which others are at work leads straight to RedirectURL', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('nothing-to-do', { RedirectURL: landing.url })
  await page.goto(lead.link)
  await expect(page).toHaveURL(landing.url)
})

test('an automatic activity that brings nothing to do is waited for, then the page leaves', async ({ page, sandbox, landing, configure }) => {
  const lead = await sandbox.register('automatic-first', { RedirectURL: landing.url })
  await configure({ Settle: 1 })
  await page.goto(lead.link)
  await expect(page).toHaveURL(landing.url)
  expect(await sandbox.calls('GET', '/api/v1/journeys/*')).toHaveLength(2)
})

test('without RedirectURL the journey ends on a closing page, from which one can look back', async ({ page, sandbox, complaints }) => {
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await answerTheQuestion(page)
  await expectScreen(page, 'You are all done')
  expect(new URL(page.url()).pathname).toBe('/done')
  await expect(page.getByText('Everything is complete, and you can close this page.')).toBeVisible()
  expect(complaints).toEqual([])
  await page.getByRole('link', { name: 'Look at your steps' }).click()
  await expect(page.getByRole('main').getByRole('link', { name: 'One question' })).toBeVisible()
})

for (const [what, url] of [
  ['a script', 'javascript:document.title="taken over"'],
  ['a document of its own', 'data:text/html,<title>taken over</title>'],
  ['not encrypted', 'http://www.example.com/welcome'],
  ['an address with user-info', 'https://www.myapp.com@example.com/'],
  ['without a scheme', '//www.example.com'],
  ['relative', '/login'],
  ['with a backslash', 'https://www.myapp.com\\@example.com'],
  ['with a control character', 'https://www.myapp.com/\u0009'],
]) {
  test(`a RedirectURL that is ${what} is not followed, and the integrator is told`, async ({ page, sandbox, complaints }) => {
    const lead = await sandbox.register('one-question', { RedirectURL: url })
    await page.goto(lead.link)
    await answerTheQuestion(page)
    await expectScreen(page, 'You are all done')
    expect(page.url()).toBe(`${sandbox.url}/done`)
    await expect(page.getByRole('main').getByRole('link')).toHaveText(['Look at your steps'])
    expect(complaints).toHaveLength(1)
    expect(complaints[0]).toContain('RedirectURL')
  })
}

test('a RedirectURL in the address of the page counts for nothing', async ({ page, sandbox, landing }) => {
  const lead = await sandbox.register('one-question')
  await page.goto(`${lead.link}&RedirectURL=${encodeURIComponent(landing.url)}#RedirectURL=${encodeURIComponent(landing.url)}`)
  await answerTheQuestion(page)
  await expectScreen(page, 'You are all done')
  expect(page.url()).toBe(`${sandbox.url}/done`)
})

test('the end is celebrated once, and not where motion is unwelcome', async ({ page, sandbox }) => {
  await page.goto((await sandbox.register('one-question')).link)
  await answerTheQuestion(page)
  await expectScreen(page, 'You are all done')
  const picture = page.locator('.message__icon')
  await expect(picture).toHaveAttribute('aria-hidden', 'true')
  for (const part of [picture, picture.locator('path')]) {
    await expect(part).toHaveCSS('animation-name', /^celebrate-/)
    await expect(part).toHaveCSS('animation-iteration-count', '1')
  }
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const part of [picture, picture.locator('path')]) await expect(part).toHaveCSS('animation-name', 'none')
})
