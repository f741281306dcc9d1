/** Another back-end's words in every text that it may give: on each screen of the real app, by axe, by size and by what lies over what. */

import { axeFaults, sidewaysFaults } from '../support/axe'
import { read, write } from '../support/json'
import { AUTOLOGIN, JOURNEY, SESSION } from '../support/sandbox'
import { structureFaults, unseenStops } from '../support/stops'
import { expect, test, type Page } from '../support/test'

const WORDS: Record<string, string> = {
  'long': 'Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungspolice',
  'empty': '',
  'emoji': '👩‍👩‍👧‍👦🏳️‍🌈🤷🏽‍♀️ ﷽ Z̸͖͐a̷͔͝l̶̰̿g̴̰̈o̷̗͠',
  'right-to-left': 'الاسم الكامل (اختياري) 123 — name@example.com',
  'of 10,000 characters': 'A name of things '.repeat(589).slice(0, 10_000),
  'of 10,000 characters without a space': 'a'.repeat(10_000),
}

/** The journeys whose first page is looked at: a task list, each kind of step, and ends. */
const REFS = ['two-at-once', 'every-field', 'read-document', 'sign-native', 'video-file', 'video-youtube', 'veriff-frame', 'sign-docuseal', 'unknown-kind', 'nothing-to-do', 'already-done']

/** The texts that a back-end gives to be read (contract, sections 2 and 3). */
const GIVEN = ['Name', 'Label', 'Help', 'Description', 'Consent', 'Statement', 'Transcript', 'Firstname', 'Lastname', 'StringValue']

/** All parts of a journey have one name here, and so have their landmarks. */
const SAME_NAMES = ['landmark-unique']

/** The same message with these words in each of its texts, and in those that it leaves out. */
function withWords(message: any, words: string): any {
  if (Array.isArray(message)) return message.map((part) => withWords(part, words))
  if (message === null || typeof message !== 'object') return message
  const entries = Object.entries(message).map(([name, value]) =>
    [name, GIVEN.includes(name) && typeof value === 'string' ? words : withWords(value, words)])
  const added = 'Type' in message && 'Settings' in message ? { Description: words } : 'DataPoint' in message && 'Required' in message ? { Help: words } : {}
  return { ...Object.fromEntries(entries), ...added }
}

/** From now on everything that the back-end says of journeys and people is said in these words. */
async function speakAs(page: Page, words: string) {
  for (const path of [JOURNEY, SESSION, AUTOLOGIN]) {
    await page.route(`**${path}`, async (route) => {
      if (route.request().resourceType() === 'document') return route.fallback()
      const response = await route.fetch()
      const text = await response.text()
      const body = text.startsWith('{') ? write(withWords(read(text), words)) : text
      return route.fulfill({ response, body })
    })
  }
}

for (const [kind, words] of Object.entries(WORDS)) {
  test(`words ${kind} harm no screen`, async ({ page, sandbox }) => {
    test.setTimeout(600_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await speakAs(page, words)
    const faults: string[] = []
    for (const ref of REFS) {
      const note = (how: string, found: string[]) => faults.push(...found.map((fault) => `${ref}, ${how}: ${fault.slice(0, 300)}`))
      await page.context().clearCookies()
      await page.setViewportSize({ width: 320, height: 740 })
      await page.goto((await sandbox.register(ref)).link)
      await expect(page.locator('#shell')).toHaveCount(0)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await expect(page.locator('.skeleton-group')).toHaveCount(0)
      // A text that arrives moves what is below it.
      await expect(page.getByText('Loading…')).toHaveCount(0)
      // So does a film that tells how long it is.
      await expect(page.locator('#watched-words').filter({ visible: true, hasNotText: / of \d/ })).toHaveCount(0)
      note('structure', await structureFaults(page))
      note('320 px', await sidewaysFaults(page))
      note('what can be used', await unseenStops(page, 30))
      for (const [how, found] of Object.entries(await axeFaults(page, SAME_NAMES, [320, 1280]))) note(how, found)
      await page.setViewportSize({ width: 1280, height: 900 })
      note('what can be used, 1280 px', await unseenStops(page, 30))
    }
    expect(faults).toEqual([])
  })
}
