/** The page in each of its languages, and another language in the middle of a step. */

import { KNOWN, TITLE } from '../support/every-field'
import { chooser, expectLanguage, LANGUAGES } from '../support/languages'
import { heading } from '../support/page'
import { expect, test, type Page } from '../support/test'

/** Nobody scrolls sideways. */
async function expectNarrow(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
}

/** What is typed in each language's habits, and what it is shown as before it is sent. */
const HABITS: Record<string, { amount: string; decimal: string; day: string; month: string; year: string; sign: string; shown: string[] }> = {
  'en-GB': { amount: '1,234.56', decimal: '-9.75', day: '3', month: 'Dec', year: '2015', sign: '€', shown: ['€1,234.56', '3 December 2015', '27 June 2026 at 14:05'] },
  'fr-FR': { amount: '1 234,56', decimal: '-9,75', day: '3', month: 'déc.', year: '2015', sign: '€', shown: ['1 234,56 €', '3 décembre 2015', '27 juin 2026 à 14:05'] },
  'de-DE': { amount: '1.234,56', decimal: '-9,75', day: '3', month: 'Dezember', year: '2015', sign: '€', shown: ['1.234,56 €', '3. Dezember 2015', '27. Juni 2026 um 14:05'] },
  'es-ES': { amount: '1.234,56 €', decimal: '-9,75', day: '3', month: 'dic', year: '2015', sign: '€', shown: ['1.234,56 €', '3 de diciembre de 2015'] },
  'ar-EG': { amount: '١٬٢٣٤٫٥٦', decimal: '-٩٫٧٥', day: '٣', month: 'ديسمبر', year: '٢٠١٥', sign: '€', shown: ['1,234.56 €', '3 ديسمبر 2015', '2:05 م'] },
}

/** Without marks of direction, and every space as the one of the keyboard. */
const plain = (text: string) => text.replace(/[\u200e\u200f\u061c\u2068\u2069]/g, '').replace(/\s/g, ' ')

for (const language of LANGUAGES) {
  test.describe(`in a browser that speaks ${language.own}`, () => {
    test.use({ locale: language.browser })

    test('a journey goes from the link to its end in that language', async ({ page, sandbox, configure }) => {
      // The company of this lead asks for English.
      await configure({ Locale: language.browser })
      const lead = await sandbox.register('one-question')
      await page.goto(lead.link)
      await expect(heading(page)).toHaveText('One question')
      await expectLanguage(page, language)
      await page.getByRole('main').getByRole('textbox').fill('Zoë')
      await page.getByRole('button', { name: language.send }).click()
      await expect.poll(async () => (await sandbox.completions()).length).toBe(1)
      await expect(heading(page)).not.toHaveText('One question')
      await expectLanguage(page, language)
    })

    test('numbers and dates in its habits arrive as the same values, and are shown in them', async ({ page, sandbox, configure }) => {
      const habits = HABITS[language.browser]
      await configure({ Locale: language.browser })
      const lead = await sandbox.register('every-field', { JourneyData: KNOWN })
      await page.goto(lead.link)
      await expect(heading(page)).toHaveText(TITLE)
      await expect(page.locator('.affix', { has: page.locator('#field-221') })).toContainText(habits.sign)
      await page.locator('#field-221').fill(habits.amount)
      await page.locator('#field-219').fill(habits.decimal)
      for (const part of ['day', 'month', 'year'] as const) await page.locator(`#field-224-${part}`).fill(habits[part])
      await page.getByRole('button', { name: language.send }).click()
      await expect.poll(async () => (await sandbox.completions()).map(({ Status }) => Status)).toEqual([200])
      const [{ Body }] = await sandbox.completions()
      const sent = (id: number) => Body.JourneyData.find((entry: any) => entry.DataPoint.Id === id)
      expect(sent(221)).toMatchObject({ DecimalValue: '1234.56', Currency: 'EUR' })
      expect(sent(219)).toMatchObject({ DecimalValue: '-9.75' })
      expect(sent(224)).toMatchObject({ DateValue: '2015-12-03' })
      await page.goto(`/activities/${(await sandbox.activity(lead, TITLE)).Id}`)
      await expect(page.locator('dl').first()).toBeVisible()
      const shown = plain(await page.getByRole('main').innerText())
      for (const words of habits.shown) expect(shown).toContain(words)
    })
  })
}

test('another language in the middle of a form loses nothing, keeps focus, is told, and is kept', async ({ page, sandbox }, info) => {
  const lead = await sandbox.register('acme-onboarding')
  await page.goto(lead.link)
  await expect(heading(page)).toHaveText('Tell us about your company')
  const boxes = page.getByRole('main').locator('input[type=text]')
  const typed = boxes.first()
  await typed.fill('Example (Holding) Ltd.')
  await page.locator('main form button[type=submit]').click()
  await expect(page.getByRole('alert')).toBeVisible()
  const faults = await page.locator('.error-summary a').count()
  for (const language of [...LANGUAGES].reverse()) {
    await chooser(page).focus()
    await chooser(page).selectOption(language.tag)
    await expectLanguage(page, language)
    await expect(chooser(page)).toBeFocused()
    await expect(page.getByRole('contentinfo').getByRole('status')).toContainText(language.own)
    await expect(typed).toHaveValue('Example (Holding) Ltd.')
    await expect(page.locator('.error-summary a')).toHaveCount(faults)
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNarrow(page)
      await page.screenshot({ path: info.outputPath(`form-${language.tag}-${width}.png`), fullPage: true })
    }
  }
  await chooser(page).selectOption('ar')
  await page.reload()
  await expect(heading(page)).toHaveText('Tell us about your company')
  await expectLanguage(page, LANGUAGES[4])
  await expect(typed).toHaveValue('Example (Holding) Ltd.')
})
