/** The languages of the page, as a lead finds and chooses them. */

import { expect, type Page } from '@playwright/test'

export const LANGUAGES = [
  { tag: 'en', browser: 'en-GB', own: 'English', dir: 'ltr', label: 'Language', send: 'Send and continue' },
  { tag: 'fr', browser: 'fr-FR', own: 'Français', dir: 'ltr', label: 'Langue', send: 'Envoyer et continuer' },
  { tag: 'de', browser: 'de-DE', own: 'Deutsch', dir: 'ltr', label: 'Sprache', send: 'Senden und weiter' },
  { tag: 'es', browser: 'es-ES', own: 'Español', dir: 'ltr', label: 'Idioma', send: 'Enviar y continuar' },
  { tag: 'ar', browser: 'ar-EG', own: 'العربية', dir: 'rtl', label: 'اللغة', send: 'إرسال ومتابعة' },
]

export type Language = (typeof LANGUAGES)[number]

export const chooser = (page: Page) => page.getByRole('contentinfo').getByRole('combobox')

export async function expectLanguage(page: Page, { tag, dir, label }: Language) {
  await expect(page.locator('html')).toHaveAttribute('lang', tag)
  await expect(page.locator('html')).toHaveAttribute('dir', dir)
  await expect(chooser(page)).toHaveValue(tag)
  await expect(chooser(page)).toHaveAccessibleName(label)
}

/** Chooses another language, as a lead does at the end of the page. */
export async function speak(page: Page, tag: string) {
  await chooser(page).selectOption(tag)
  await expectLanguage(page, LANGUAGES.find((language) => language.tag === tag)!)
}
