/** Wrong answers: how they are told, found and put right. */

import { formOf } from '../../bench/journeys.mjs'
import { KNOWN, TITLE } from '../support/every-field'
import { choose, expectScreen, field, group, heading, sendButton } from '../support/page'
import { COMPLETION } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

const summary = (page: Page) => page.getByRole('alert').filter({ hasText: 'There is a problem' })
const summaryLinks = (page: Page) => summary(page).getByRole('link')

test('sending an empty form leads to a summary of everything that is missing, which has focus', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field')
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  await sendButton(page).click()
  await expect(summaryLinks(page)).toHaveText([
    'Fill in “Text, 2 to 10 characters”.',
    'Fill in “Long text”.',
    'Fill in “E-mail”.',
    'Fill in “Phone”.',
    'Fill in “Website”.',
    'Choose an answer for “Choice of few”.',
    'Choose an answer for “Several choices”.',
    'Choose an answer for “Country”.',
    'Fill in “Whole number, 1 to 100”.',
    'Fill in “Decimal, -10.5 to 10.5”.',
    'Fill in “Amount in euros”.',
    'Fill in “Birthday”.',
    'Fill in “Date and time”.',
    'Choose an answer for “Yes or no”.',
    'Fill in “Large id”.',
  ])
  await expect(page.locator(':focus')).toContainText('There is a problem')
  await expect(page).toHaveTitle(`Error: ${TITLE} – Acme`)
  expect(await sandbox.completions()).toEqual([])
})

test('each line of the summary leads to the control that it is about', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field')
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  await sendButton(page).click()
  const controls: [string, string][] = [
    ['Fill in “Text, 2 to 10 characters”.', 'Text, 2 to 10 characters'],
    ['Fill in “Long text”.', 'Long text'],
    ['Choose an answer for “Choice of few”.', 'The first'],
    ['Choose an answer for “Several choices”.', 'Red'],
    ['Choose an answer for “Country”.', 'Country'],
    ['Fill in “Amount in euros”.', 'Amount in euros'],
    ['Choose an answer for “Yes or no”.', 'Yes'],
  ]
  for (const [sentence, label] of controls) {
    await summaryLinks(page).filter({ hasText: sentence }).click()
    await expect(field(page, label)).toBeFocused()
  }
  await summaryLinks(page).filter({ hasText: 'Fill in “Birthday”.' }).click()
  await expect(group(page, 'Birthday').getByLabel('Day')).toBeFocused()
})

for (const [label, typed, sentence, right] of [
  ['Text, 2 to 10 characters', 'a', '“Text, 2 to 10 characters” needs at least 2 characters; it has 1 now.', 'ab'],
  ['Text, 2 to 10 characters', 'abcdefghijk', '“Text, 2 to 10 characters” can have 10 characters at most; it has 11 now.', 'abcdefghij'],
  ['Registration number', '12345', '“Registration number” is not in the right format.', '123456789'],
  ['E-mail', 'jane@', '“E-mail” must be an e-mail address, like name@example.com.', 'jane@example.test'],
  ['Phone', 'call me', '“Phone” must be a phone number, like +44 20 7946 0958.', '+44 20 7946 0958'],
  ['Website', 'https://', '“Website” must be a web address, like https://www.example.com.', 'https://a.test'],
  ['Whole number, 1 to 100', '4.5', '“Whole number, 1 to 100” must be a whole number, like 12.', '4'],
  ['Whole number, 1 to 100', '0', '“Whole number, 1 to 100” must be 1 or more.', '1'],
  ['Decimal, -10.5 to 10.5', '10.51', '“Decimal, -10.5 to 10.5” must be 10.5 or less.', '10.50'],
  ['Amount in euros', 'a lot', '“Amount in euros” must be a number, like 1,234.50.', '12'],
  ['Amount in euros', '1.234,50', '“Amount in euros” must be a number, like 1,234.50.', '1,234.50'],
  ['Amount in euros', '1.005', '“Amount in euros” can have this many decimals at most: 2, as in 1,234.50.', '1.00'],
  ['Amount in yen', '1.5', '“Amount in yen” must be a whole number, like 12.', '2'],
]) {
  test(`“${label}” refuses “${typed}”, says why, and takes it back as soon as it is right`, async ({ page, sandbox }) => {
    const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
    await page.goto(lead.link)
    await expectScreen(page, TITLE)
    const input = field(page, label)
    await input.fill(typed)
    await expect(input).not.toHaveAttribute('aria-invalid')
    await sendButton(page).click()
    await expect(summaryLinks(page)).toHaveText([sentence])
    await expect(input).toHaveAttribute('aria-invalid', 'true')
    await expect(input).toHaveAccessibleDescription(new RegExp(`Error: ${sentence.replace(/[.+]/g, '\\$&')}$`))
    await expect(input).toHaveValue(typed)
    expect(await sandbox.completions()).toEqual([])

    await input.fill(right)
    await expect(input).not.toHaveAttribute('aria-invalid')
    await expect(input).not.toHaveAccessibleDescription(/Error/)
    await sendButton(page).click()
    await expectScreen(page, 'You are all done')
  })
}

for (const [what, parts, sentence, focused] of [
  ['that does not exist', ['30', '2', '1984'], '“Birthday” must be a date that exists, like 27 3 2024.', 'Day'],
  ['with a part missing', ['29', '', '1984'], '“Birthday” needs a day, a month and a year.', 'Month'],
  ['with a short year', ['29', '2', '84'], 'The year in “Birthday” needs four digits, like 1984.', 'Year'],
  ['that is too late', ['1', '1', '2021'], '“Birthday” must be 31 December 2020 or earlier.', 'Day'],
] as const) {
  test(`a date ${what} is told, and its line leads to the part at fault`, async ({ page, sandbox }) => {
    const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
    await page.goto(lead.link)
    await expectScreen(page, TITLE)
    const birthday = group(page, 'Birthday')
    for (const [index, label] of ['Day', 'Month', 'Year'].entries()) await birthday.getByLabel(label).fill(parts[index])
    await sendButton(page).click()
    await expect(summaryLinks(page)).toHaveText([sentence])
    await summaryLinks(page).click()
    await expect(birthday.getByLabel(focused)).toBeFocused()
    expect(await sandbox.completions()).toEqual([])
  })
}

test('choices that are missing are taken back as soon as one is chosen', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field', { JourneyData: KNOWN.filter(({ Name }) => !['Choice of few', 'Several choices', 'Country'].includes(Name)) })
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  await sendButton(page).click()
  await expect(summaryLinks(page)).toHaveCount(3)
  const told = page.getByText('Choose an answer for').and(page.locator('fieldset *, .field *'))
  await choose(page, 'Choice of few', 'The first')
  await expect(group(page, 'Choice of few')).not.toContainText('Choose an answer')
  await expect(group(page, 'Several choices')).toContainText('Choose an answer')
  await choose(page, 'Several choices', 'Blue')
  await field(page, 'Country').selectOption('Germany')
  await expect(told).toHaveCount(0)
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
})

test('what the back-end refuses lands on its field, in its own words where it has some', async ({ page, sandbox }) => {
  const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
  await sandbox.fault({
    Path: COMPLETION,
    Status: 422,
    Body: {
      Code: 'ValidationFailed',
      Errors: [
        { DataPoint: { Id: 207 }, Code: 'Format', Message: 'This number is not in service.' },
        { DataPoint: { Id: '9007199254740992' }, Code: 'TooLong' },
        { DataPoint: { Id: 221 }, Code: 'NobodyKnows' },
        { DataPoint: { Id: 404 }, Code: 'Range', Message: 'Something that was not asked is missing.' },
      ],
    },
  })
  await page.goto(lead.link)
  await expectScreen(page, TITLE)
  await sendButton(page).click()
  await expect(summary(page).getByRole('listitem')).toHaveText([
    'This number is not in service.',
    '“Large id” is too long.',
    '“Amount in euros” was not accepted. Check it and try again.',
    'Something that was not asked is missing.',
  ])
  await expect(page.locator(':focus')).toContainText('There is a problem')
  await expect(page).toHaveTitle(`Error: ${TITLE} – Acme`)
  await expect(field(page, 'Phone')).toHaveAccessibleDescription(/Error: This number is not in service\./)
  await expect(field(page, 'Phone')).toHaveValue('+442079460958')
  await summaryLinks(page).filter({ hasText: 'Large id' }).click()
  await expect(field(page, 'Large id')).toBeFocused()

  await field(page, 'Phone').fill('+44 20 7946 0959')
  await expect(field(page, 'Phone')).not.toHaveAttribute('aria-invalid')
  await sendButton(page).click()
  await expectScreen(page, 'You are all done')
  const keys = (await sandbox.completions()).map((completion) => completion.IdempotencyKey)
  expect(new Set(keys).size).toBe(2)
})

test('a refusal without any field is told above the form', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await sandbox.fault({ Path: COMPLETION, Status: 422, Body: { Code: 'ValidationFailed', Errors: [] } })
  await page.goto(lead.link)
  await expectScreen(page, 'One question')
  await field(page, 'Your answer').fill('An answer')
  await sendButton(page).click()
  await expect(page.getByRole('alert')).toContainText('This could not be accepted')
  await expect(field(page, 'Your answer')).toHaveValue('An answer')
  await expect(heading(page)).toHaveText('One question')
})

test('of a long form, what is far away is laid out when one comes to it, and its error is found', async ({ page, sandbox }) => {
  const lead = await sandbox.register('one-question')
  await page.route('**/api/v1/journeys/*', (route) => route.fulfill({ body: formOf(300), contentType: 'application/json' }))
  await page.goto(lead.link)
  await expectScreen(page, 'Tell us about your company')
  const last = page.locator('main .field').last()
  const amount = last.getByRole('textbox')
  const isLaidOut = () => amount.evaluate((input) => input.checkVisibility({ contentVisibilityAuto: true }))
  expect(await isLaidOut()).toBe(false)
  await sendButton(page).click()
  await summaryLinks(page).last().click()
  await expect(amount).toBeFocused()
  await expect(amount).toBeInViewport({ ratio: 1 })
  await expect(last.getByText('Fill in')).toBeInViewport({ ratio: 1 })
  expect(await isLaidOut()).toBe(true)
  await amount.fill('12.50')
  await expect(last.getByText('Fill in')).toHaveCount(0)
  await page.keyboard.press('Shift+Tab')
  await expect(page.locator(':focus')).toBeInViewport({ ratio: 1 })
})
