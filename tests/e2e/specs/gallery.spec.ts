/** Every component, every kind of field and every screen in every state, as the gallery of a development build has them. */

import { axeFaults, sidewaysFaults } from '../support/axe'
import { axTree, type AxNode } from '../support/ax-tree'
import { examples, hasGallery, openExample } from '../support/gallery'
import { smallTargets, structureFaults, unseenStops } from '../support/stops'
import { expect, test, type Page } from '../support/test'

/** Who looks at the gallery looks at a part of it, so that two can look at the same time. */
const PARTS: Record<string, RegExp> = {
  'the fields': /^field-/,
  'the forms and activities': /^(form|activity|notice)/,
  'the other steps': /^step-/,
  'the visits to a provider': /^visit-/,
  'the log-in and the failures': /^(log-in|failed)/,
  'the guards': /^(account|offline|looks|news|limit)/,
  'the codes and sign-ins': /^(code|sign-in)/,
  'names of any length': /^hostile-(long|endless|unbroken)/,
  'names of any kind': /^hostile-(?!long|endless|unbroken)/,
}
const OTHERS = 'everything else'

/** A heading would be read out, and be gone again in a moment. */
const WITHOUT_HEADING = /^(waiting-for|bad-)/
const LONGEST = ['field-choice-of-many', 'field-date-time', 'field-document', 'journey', 'sign-in-sent', 'visit-on-a-phone', 'sessions-not-ended']

async function namesOf(page: Page, part: string): Promise<string[]> {
  const all = await examples(page)
  const isIn = (name: string) => (part === OTHERS ? !Object.values(PARTS).some((pattern) => pattern.test(name)) : PARTS[part].test(name))
  const names = all.filter(isIn)
  expect(names.length).toBeGreaterThan(3)
  return names
}

test('a build that leads download has no gallery', async ({ page }) => {
  test.skip(hasGallery(), 'This is a build for development.')
  await page.goto('/gallery')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page')
})

test.describe('in a build for development', () => {
  test.skip(() => !hasGallery(), 'This is a build that leads download.')
  test.describe.configure({ timeout: 300_000 })

  for (const part of [...Object.keys(PARTS), OTHERS]) {
    test(`${part}: accessible in both schemes and at every width; what can be used is large enough, shows its focus, and nothing lies over it`, async ({ page }) => {
      const faults: string[] = []
      await page.emulateMedia({ reducedMotion: 'reduce' })
      for (const name of await namesOf(page, part)) {
        const note = (how: string, found: string[]) => faults.push(...found.map((fault) => `${name}, ${how}: ${fault}`))
        const exceptions = WITHOUT_HEADING.test(name) ? ['page-has-heading-one', 'region'] : []
        await page.setViewportSize({ width: 360, height: 740 })
        await openExample(page, name)
        if (!WITHOUT_HEADING.test(name)) note('structure', await structureFaults(page))
        note('size', await smallTargets(page))
        note('focus', await unseenStops(page))
        for (const [how, found] of Object.entries(await axeFaults(page, exceptions))) note(how, found)
        note('320 px', await sidewaysFaults(page))
        await openExample(page, name, 'ar')
        for (const [how, found] of Object.entries(await axeFaults(page, exceptions, [360]))) note(`ar, ${how}`, found)
        note('ar, 320 px', await sidewaysFaults(page))
      }
      expect(faults).toEqual([])
    })
  }

  for (const language of ['de', 'fr', 'es']) {
    test(`the longest pages are accessible in ${language}`, async ({ page }) => {
      const faults: string[] = []
      for (const name of LONGEST) {
        await openExample(page, name, language)
        for (const [how, found] of Object.entries(await axeFaults(page, [], [360]))) faults.push(...found.map((fault) => `${name}, ${how}: ${fault}`))
        faults.push(...(await sidewaysFaults(page)).map((fault) => `${name}: ${fault}`))
      }
      expect(faults).toEqual([])
    })
  }
})

/** The role of each kind of field, and whether its parts say by themselves that they must be filled in. */
const ROLES: Record<string, string> = {
  'text': 'textbox',
  'long-text': 'textbox',
  'email': 'textbox',
  'phone': 'textbox',
  'url': 'textbox',
  'choice': 'radiogroup',
  'choice-of-many': 'combobox',
  'multiple-choice': 'group',
  'country': 'combobox',
  'integer': 'textbox',
  'decimal': 'textbox',
  'amount': 'textbox',
  'date': 'group',
  'date-time': 'group',
  'boolean': 'radiogroup',
  'document': 'group',
}

/** What is in a group; of the browser's own control for a time its tree tells the name alone. */
const controlsOf = (kind: string) => (kind.startsWith('date') ? ['textbox'] : ['checkbox', 'radio', 'button'])

test.describe('what assistive technology is told of', () => {
  test.skip(() => !hasGallery(), 'This is a build that leads download.')

  for (const [kind, role] of Object.entries(ROLES)) {
    test(`a field: ${kind}`, async ({ page }) => {
      await openExample(page, `field-${kind}`)
      await expect(page.getByRole('alert').first()).toBeVisible()
      const tree = await axTree(page)
      const found = (name: string, own = role): AxNode => {
        const matching = tree.filter((node) => node.role === own && node.name.replace(/ \((optional|required)\)$/, '') === name)
        expect(matching, `${own} “${name}”`).toHaveLength(1)
        return matching[0]
      }
      // What is in a group says for itself what cannot be said of a group (WAI-ARIA 1.2).
      const controls = ({ parts }: AxNode) => parts.filter(({ role }) => controlsOf(kind).includes(role))
      const inIt = (node: AxNode, holds: (part: AxNode) => boolean) => holds(node) || (controls(node).length > 0 && controls(node).every(holds))
      for (const name of ['Empty', 'Filled', 'Empty and missed', 'Filled and refused']) {
        const node = found(name)
        // The browser's tree knows nothing of lists that must be chosen from, so their attribute is asked.
        const said = role === 'combobox'
          ? (await page.getByRole('combobox', { name, exact: true }).getAttribute('aria-required')) === 'true'
          : inIt(node, ({ required }) => required) || node.name.endsWith('(required)')
        expect(said, `${name}: required`).toBe(true)
      }
      // One that need not be answered is a single box.
      const optional = found('Optional, with help', kind === 'boolean' ? 'checkbox' : role)
      expect(optional.required).toBe(false)
      expect(optional.name).toBe('Optional, with help (optional)')
      expect(optional.description).toContain('A sentence that helps.')
      for (const name of ['Empty and missed', 'Filled and refused']) {
        const node = found(name)
        expect(node.description, `${name}: description`).toContain('Error: ')
        const isInvalid = kind === 'document' ? controls(node)[0].invalid : inIt(node, ({ invalid }) => invalid)
        expect(isInvalid, `${name}: invalid`).toBe(true)
      }
      expect(found('Empty').description).not.toContain('Error')
      expect(inIt(found('Empty'), ({ invalid }) => invalid)).toBe(false)
      const texts = tree.filter(({ role }) => role === 'StaticText').map(({ name }) => name)
      expect(texts).toEqual(expect.arrayContaining(['Read-only', 'Read-only and unknown', 'Not given']))
    })
  }
})
