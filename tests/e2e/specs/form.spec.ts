/** Filling in a form: every kind of field by a lead's own means, and what is sent of it. */

import { KNOWN, TITLE } from '../support/every-field'
import { choose, expectScreen, field, group, heading, sendButton, typeDate } from '../support/page'
import type { Sandbox } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

/** The value sent for a data point in the only completion so far; undefined when none was sent for it. */
async function sentValue(sandbox: Sandbox, dataPoint: number): Promise<any> {
  const completions = await sandbox.completions()
  expect(completions).toHaveLength(1)
  return completions[0].Body.JourneyData.find((entry: any) => entry.DataPoint.Id === dataPoint)
}

async function send(page: Page) {
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
}

test('every kind of field is filled in by keyboard and pointer, and sent as the contract has it', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field')
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  await field(page, 'Text, 2 to 10 characters').pressSequentially(' Müller ')
  await field(page, 'Registration number').fill('123456789')
  await field(page, 'Long text').pressSequentially('Two lines,\nfirst and second.')
  await field(page, 'E-mail').fill('jane@example.test')
  await field(page, 'Phone').fill('+44 20 7946 0958')
  await field(page, 'Website').fill('https://www.example.test/a?b=c')
  await choose(page, 'Choice of few', 'The third')
  await field(page, 'Choice of many').selectOption('December')
  await choose(page, 'Several choices', 'Blue')
  await choose(page, 'Several choices', 'Red')
  await field(page, 'Country').selectOption('France')
  await field(page, 'Whole number, 1 to 100').fill('42')
  await field(page, 'Whole number, also negative').fill('-7')
  await field(page, 'Decimal, -10.5 to 10.5').fill('-9.75')
  await field(page, 'Amount in euros').fill('1,234.5')
  await field(page, 'Amount in yen').fill('120,000')
  await typeDate(page, 'Birthday', '29', '2', '1984')
  await typeDate(page, 'Date and time', '27', 'June', '2026')
  await group(page, 'Date and time').getByLabel('Time').fill('14:05')
  await choose(page, 'Yes or no', 'Yes')
  await field(page, 'Optional yes or no').check()
  await field(page, 'Large id').fill('9007199254740993')
  await field(page, 'Neighbour of a large id').fill('next door')
  await send(page)

  const [completion] = await sandbox.completions()
  const point = (id: number | bigint) => ({ DataPoint: { Id: id } })
  expect(completion.Body.JourneyData).toEqual([
    { ...point(201), StringValue: 'Müller' },
    { ...point(202), StringValue: '123456789' },
    { ...point(203), StringValue: 'Two lines,\nfirst and second.' },
    { ...point(205), StringValue: 'jane@example.test' },
    { ...point(207), StringValue: '+44 20 7946 0958' },
    { ...point(209), StringValue: 'https://www.example.test/a?b=c' },
    { ...point(211), StringValue: 'c' },
    { ...point(212), StringValue: '12' },
    { ...point(213), StringValues: ['red', 'blue'] },
    { ...point(215), StringValue: 'FR' },
    { ...point(217), DecimalValue: '42' },
    { ...point(218), DecimalValue: '-7' },
    { ...point(219), DecimalValue: '-9.75' },
    { ...point(221), DecimalValue: '1234.50', Currency: 'EUR' },
    { ...point(222), DecimalValue: '120000', Currency: 'JPY' },
    { ...point(224), DateValue: '1984-02-29' },
    // British summer time.
    { ...point(226), DateTimeValue: '2026-06-27T13:05:00.000Z' },
    { ...point(228), BooleanValue: true },
    { ...point(229), BooleanValue: true },
    { ...point(9007199254740993n), StringValue: 'next door' },
    { ...point(9007199254740992n), StringValue: '9007199254740993' },
  ])
  expect(Number.isInteger(completion.Body.TimeSpent)).toBe(true)
})

test('the right keyboard and autofill are asked for', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field')
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  const attributes = async (label: string) => field(page, label).evaluate((input: HTMLInputElement) =>
    [input.type, input.getAttribute('inputmode'), input.getAttribute('autocomplete')])
  expect(await attributes('E-mail')).toEqual(['email', 'email', 'email'])
  expect(await attributes('Phone')).toEqual(['tel', 'tel', 'tel'])
  expect(await attributes('Website')).toEqual(['url', 'url', 'url'])
  expect(await attributes('Whole number, 1 to 100')).toEqual(['text', 'numeric', 'off'])
  // The number pads of some phones have no minus.
  expect(await attributes('Decimal, -10.5 to 10.5')).toEqual(['text', null, 'off'])
  expect(await attributes('Amount in euros')).toEqual(['text', 'decimal', 'off'])
  expect(await field(page, 'Country').getAttribute('autocomplete')).toBe('country')
  const parts = await group(page, 'Birthday').getByRole('textbox').evaluateAll((inputs) => inputs.map((input) => input.getAttribute('autocomplete')))
  expect(parts).toEqual(['bday-day', 'bday-month', 'bday-year'])
})

test('a form tells the seconds that somebody was at it, not those when nobody did anything or saw the page', async ({ page, sandbox }) => {
  await page.clock.install()
  const lead = await sandbox.register('one-question')
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  const input = field(page, 'Your answer')
  await input.press('a')
  // After a minute nobody is thought to be there any more.
  await page.clock.runFor(300_000)
  await input.press('b')
  await showPage(page, false)
  await page.clock.runFor(600_000)
  await showPage(page, true)
  await page.clock.runFor(20_000)
  await send(page)
  const [completion] = await sandbox.completions()
  expect(completion.Body.TimeSpent).toBeGreaterThanOrEqual(80)
  expect(completion.Body.TimeSpent).toBeLessThan(120)
})

test('what the journey knows already is filled in, as the lead writes it', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  await expect(field(page, 'Text, 2 to 10 characters')).toHaveValue('known')
  await expect(field(page, 'Long text')).toHaveValue('Known\nbefore.')
  await expect(group(page, 'Choice of few').getByLabel('The second')).toBeChecked()
  await expect(group(page, 'Several choices').getByLabel('Green')).toBeChecked()
  await expect(group(page, 'Several choices').getByLabel('Red')).not.toBeChecked()
  await expect(field(page, 'Country')).toHaveValue('FR')
  await expect(field(page, 'Amount in euros')).toHaveValue('1234.50')
  await expect(field(page, 'Decimal, -10.5 to 10.5')).toHaveValue('-1.5')
  await expect(group(page, 'Birthday').getByRole('textbox')).toHaveCount(3)
  await expect(group(page, 'Birthday').getByLabel('Year')).toHaveValue('1984')
  await expect(group(page, 'Date and time').getByLabel('Time')).toHaveValue('14:05')
  await expect(group(page, 'Yes or no').getByLabel('Yes')).toBeChecked()
  await send(page)
  expect(await sentValue(sandbox, 221)).toEqual({ DataPoint: { Id: 221 }, DecimalValue: '1234.50', Currency: 'EUR' })
  expect(await sentValue(sandbox, 226)).toEqual({ DataPoint: { Id: 226 }, DateTimeValue: '2026-06-27T13:05:00.000Z' })
})

test('a draft that the back-end keeps is filled in, and counts more than what was known before', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
  const activity = await sandbox.activity(lead, TITLE)
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  const draft = { JourneyData: [{ DataPoint: { Id: 201 }, StringValue: 'drafted' }, { DataPoint: { Id: 222 }, DecimalValue: '500', Currency: 'JPY' }] }
  const kept = await page.request.put(`/internal/v1/activities/${activity.Id}/draft`, { data: draft })
  expect(kept.status()).toBe(204)
  await page.reload()
  await expectScreen(page, TITLE)
  await expect(field(page, 'Text, 2 to 10 characters')).toHaveValue('drafted')
  await expect(field(page, 'Amount in yen')).toHaveValue('500')
  await expect(field(page, 'E-mail')).toHaveValue('known@example.test')
})

const AMERICAN = { order: ['Month', 'Day', 'Year'], typed: '1,234.50', shown: '1234.50', decimal: '-2.25' }
const BRITISH = { ...AMERICAN, order: ['Day', 'Month', 'Year'] }
// The page speaks English to Germans, who keep the habits of their country.
const GERMAN = { order: BRITISH.order, typed: '1.234,50', shown: '1234,50', decimal: '-2,25' }
for (const [locale, { order, typed, shown, decimal }] of Object.entries({ 'en-US': AMERICAN, 'en-GB': BRITISH, 'de-DE': GERMAN })) {
  test.describe(`in a browser of ${locale}`, () => {
    test.use({ locale })
    test('amounts and dates are typed the way people there write them', async ({ page, sandbox }) => {
      const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
      await page.goto(lead.link)
      await expectScreen(page, TITLE)
      await expect(group(page, 'Birthday').locator('label')).toHaveText(order)
      await expect(field(page, 'Amount in euros')).toHaveValue(shown)
      await field(page, 'Amount in dollars').fill(typed)
      await field(page, 'Optional decimal').fill(decimal)
      await typeDate(page, 'Optional date', '3', '12', '2025')
      await send(page)
      expect(await sentValue(sandbox, 223)).toMatchObject({ DecimalValue: '1234.50', Currency: 'USD' })
      expect(await sentValue(sandbox, 220)).toMatchObject({ DecimalValue: '-2.25' })
      expect(await sentValue(sandbox, 225)).toMatchObject({ DateValue: '2025-12-03' })
    })
  })
}

test.describe('in a French workspace', () => {
  test.use({ locale: 'fr-FR' })
  for (const capital of ['1 234,50', '1\u202f234,5', '1234.5']) {
    test(`amounts and dates are typed the way French people write them (${capital})`, async ({ page, sandbox }) => {
      const lead = await sandbox.register('ouverture', {}, 'dupont-workspace-key')
      await page.goto(lead.link)
      await expectScreen(page, 'Présentez votre entreprise')
      await expect(group(page, 'Date de création').locator('label')).toHaveText(['Jour', 'Mois', 'Année'])
      await field(page, 'Raison sociale').fill('Dupont')
      await field(page, 'Numéro SIREN').fill('123456789')
      await field(page, 'Capital social').fill(capital)
      await field(page, 'Part du capital que vous détenez, en pour cent').fill('33,3')
      const date = group(page, 'Date de création')
      await date.getByLabel('Jour').fill('3')
      await date.getByLabel('Mois').fill('déc.')
      await date.getByLabel('Année').fill('2025')
      await choose(page, 'Secteur d’activité', 'Commerce')
      await page.getByRole('button', { name: 'Envoyer et continuer' }).click()
      await expectScreen(page, 'Relisez et confirmez')
      expect(await sentValue(sandbox, 2003)).toMatchObject({ DecimalValue: '1234.50', Currency: 'EUR' })
      expect(await sentValue(sandbox, 2005)).toMatchObject({ DecimalValue: '33.3' })
      expect(await sentValue(sandbox, 2004)).toMatchObject({ DateValue: '2025-12-03' })
    })
  }
})

test('a whole date pasted into one part fills all parts', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  const date = group(page, 'Optional date')
  await date.getByLabel('Day').fill('2025-12-03')
  await expect(date.getByLabel('Day')).toHaveValue('3')
  await expect(date.getByLabel('Month')).toHaveValue('12')
  await expect(date.getByLabel('Year')).toHaveValue('2025')
})

test('a question that depends on another appears with its answer, keeps what was typed while away, and is sent only when asked', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  await expect(field(page, 'Why not?')).toHaveCount(0)
  await choose(page, 'Yes or no', 'No')
  await field(page, 'Why not?').fill('No time')
  await choose(page, 'Yes or no', 'Yes')
  await expect(field(page, 'Why not?')).toHaveCount(0)
  await choose(page, 'Yes or no', 'No')
  await expect(field(page, 'Why not?')).toHaveValue('No time')
  await choose(page, 'Yes or no', 'Yes')
  await send(page)
  expect(await sentValue(sandbox, 230)).toBeUndefined()
  expect(await sentValue(sandbox, 228)).toMatchObject({ BooleanValue: true })
})

test('a question that depends on another must be answered when it is asked', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
  await page.goto(lead.link)
  await choose(page, 'Yes or no', 'No')
  await sendButton(page).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(['Fill in “Why not?”.'])
  await field(page, 'Why not?').fill('No time')
  await send(page)
  expect(await sentValue(sandbox, 230)).toMatchObject({ StringValue: 'No time' })
})

test('what may only be read is shown, cannot be typed into and is not sent', async ({ page, sandbox }) => {
  const lead = await sandbox.register('acme-onboarding', { JourneyData: [{ Name: 'Sector', Value: 'Anvils' }] })
  await page.goto(lead.link)
  await expectScreen(page, 'Tell us about your company')
  const main = page.getByRole('main')
  await expect(main.getByText('Anvils', { exact: true })).toBeVisible()
  await expect(main.getByLabel('Sector of activity')).toHaveCount(0)
  await field(page, 'Company name').fill('Acme Anvils')
  await field(page, 'E-mail for invoices').fill('invoices@anvils.test')
  await field(page, 'Turnover of the last year').fill('0')
  await typeDate(page, 'Date of foundation', '1', '4', '1999')
  await choose(page, 'Legal form', 'Other')
  await field(page, 'Which one?').fill('Guild')
  await choose(page, 'Do you have employees?', 'Yes')
  await field(page, 'How many?').fill('1,200')
  await sendButton(page).click()
  await expect.poll(async () => (await sandbox.completions()).length).toBe(1)
  expect(await sentValue(sandbox, 123456789)).toBeUndefined()
  expect(await sentValue(sandbox, 107)).toMatchObject({ StringValue: 'Guild' })
  expect(await sentValue(sandbox, 109)).toMatchObject({ DecimalValue: '1200' })
})

test('ids that the back-end writes as text keep every digit', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
  const activity = await sandbox.activity(lead, TITLE)
  await changeAnswers(page, /\/(autologin|journeys\/\d+|completion)$/, (text) => text.replace(/"Id":(\d+)/g, '"Id":"$1"'))
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  expect(new URL(page.url()).pathname).toBe(`/activities/${activity.Id}`)
  await field(page, 'Neighbour of a large id').fill('next door')
  await send(page)
  const [completion] = await sandbox.completions()
  expect(completion.Path).toBe(`/internal/v1/activities/${activity.Id}/completion`)
  expect(completion.Body.JourneyData.slice(-2)).toEqual([
    { DataPoint: { Id: 9007199254740993n }, StringValue: 'next door' },
    { DataPoint: { Id: 9007199254740992n }, StringValue: 'Known by a large id' },
  ])
})

test('a question of an unknown kind is shown as such, and the rest of the form can be sent', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
  await changeAnswers(page, /\/journeys\/\d+$/, (text) => text.replaceAll('"Name":"Optional text","Type":"Text"', '"Name":"Optional text","Type":"Hologram"'))
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  await expect(group(page, 'Registration number')).toContainText('This question cannot be answered on this page. Please write to help@acme.test.')
  await expect(group(page, 'Registration number').getByRole('textbox')).toHaveCount(0)
  await send(page)
  expect(await sentValue(sandbox, 202)).toBeUndefined()
})

test.describe('a form that is reviewed before it is sent', () => {
  test.beforeEach(async ({ page, sandbox }) => {
    const lead = await sandbox.register('acme-onboarding')
    for (const name of ['Tell us about your company', 'Check the company', 'Tell us what you need', 'Look up the company']) {
      await sandbox.completeByHand(await sandbox.openActivity(lead, name))
    }
    await page.goto(lead.link)
    await expectScreen(page, 'Confirm and start')
    await typeDate(page, 'When do you want to start?', '2', '1', '2027')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(heading(page)).toHaveText('Check your answers')
    await expect(heading(page)).toBeFocused()
  })

  test('shows every answer as it will be sent, and sends nothing before', async ({ page, sandbox }) => {
    await expect(page.getByRole('term')).toHaveText(['When do you want to start?', 'Send me news about the product'])
    await expect(page.getByRole('definition').filter({ hasNot: page.getByRole('button') })).toHaveText(['2 January 2027', 'No'])
    expect(await sandbox.completions()).toEqual([])
    await send(page)
    expect(await sentValue(sandbox, 114)).toMatchObject({ DateValue: '2027-01-02' })
  })

  test('leads back to a single answer and shows the changed one', async ({ page, sandbox }) => {
    await page.getByRole('button', { name: 'Change “When do you want to start?”' }).click()
    const day = group(page, 'When do you want to start?').getByLabel('Day')
    await expect(day).toBeFocused()
    await expect(day).toHaveValue('2')
    await day.fill('3')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('definition').first()).toHaveText('3 January 2027')
    await send(page)
    expect(await sentValue(sandbox, 114)).toMatchObject({ DateValue: '2027-01-03' })
  })

  test('leads back to the whole form, and a wrong answer does not get to the review', async ({ page, sandbox }) => {
    await page.getByRole('button', { name: 'Back to the form' }).click()
    await expectScreen(page, 'Confirm and start')
    await group(page, 'When do you want to start?').getByLabel('Month').fill('13')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('alert')).toContainText('There is a problem')
    await expect(heading(page)).toHaveText('Confirm and start')
    expect(await sandbox.completions()).toEqual([])
  })

  test('comes back with the answer that the back-end refused', async ({ page, sandbox }) => {
    await sandbox.fault({ Path: '/internal/v1/activities/*/completion', Status: 422, Body: { Code: 'ValidationFailed', Errors: [{ DataPoint: { Id: 114 }, Code: 'Range', Message: 'That day is taken.' }] } })
    await sendButton(page).click()
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(['That day is taken.'])
    await expect(heading(page)).toHaveText('Confirm and start')
    await expect(group(page, 'When do you want to start?').getByLabel('Day')).toHaveValue('2')
  })
})

/** Has the back-end's JSON written differently. */
async function changeAnswers(page: Page, calls: RegExp, change: (text: string) => string) {
  await page.route(calls, async (route) => {
    if (route.request().resourceType() === 'document') return route.fallback()
    const response = await route.fetch()
    const text = await response.text()
    expect(change(text)).not.toBe(text)
    return route.fulfill({ response, body: change(text) })
  })
}

/** Hides the page and brings it back, as another tab in front of it does. */
async function showPage(page: Page, visible: boolean) {
  await page.evaluate((visible) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (visible ? 'visible' : 'hidden') })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, visible)
}
