/** Nothing jumps: while a page comes, goes on or ends, what is there already stays where it is (CLS 0). */

import { slowStorage } from '../support/kept-work'
import { expectScreen, field, heading, sendButton } from '../support/page'
import { AUTOLOGIN, COMPLETION, JOURNEY, SESSION, type Sandbox } from '../support/sandbox'
import { expect, test, type Page } from '../support/test'

/** Milliseconds: long enough for what stands in for the page to be seen. */
const SLOW = 700

/** Watches from now on, over all pages; what moved by itself, and how far, as a browser counts it. */
async function watchShifts(page: Page) {
  const shifts: string[] = []
  await page.exposeFunction('tellShift', (shift: string) => shifts.push(shift))
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as any[]) {
        if (shift.hadRecentInput) continue
        const moved = shift.sources.map(({ node, previousRect, currentRect }: any) =>
          `${node?.className || node?.nodeName} from ${previousRect.x},${previousRect.y} ${previousRect.width}×${previousRect.height} to ${currentRect.x},${currentRect.y} ${currentRect.width}×${currentRect.height}`)
        ;(window as any).tellShift(`${shift.value.toFixed(4)}: ${moved.join('; ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return shifts
}

/** What was painted last is counted only once the next frame is. */
const settled = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))))

async function slowly(sandbox: Sandbox) {
  for (const Path of [AUTOLOGIN, SESSION, JOURNEY, COMPLETION]) await sandbox.fault({ Path, Delay: SLOW, Times: null })
}

for (const width of [360, 1280]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 800 } })

    test('a link that is opened cold comes to its form without a jump, and ends without one', async ({ page, sandbox }) => {
      const shifts = await watchShifts(page)
      await slowly(sandbox)
      await page.goto((await sandbox.register('one-question')).link)
      await expectScreen(page, 'One question')
      await settled(page)
      expect(shifts).toEqual([])

      await field(page, 'Your answer').fill('An answer')
      await expect(page.locator('.saved')).not.toBeEmpty()
      await sendButton(page).click()
      await expectScreen(page, 'You are all done')
      await settled(page)
      expect(shifts).toEqual([])
    })

    test('documents come to their places, however late', async ({ page, sandbox }) => {
      const shifts = await watchShifts(page)
      for (const Path of ['/internal/v1/files/agreement.pdf', '/internal/v1/files/floor-plan.png']) await sandbox.fault({ Path, Delay: SLOW })
      await page.goto((await sandbox.register('sign-native')).link)
      await expect(page.locator('.document__loading')).toHaveCount(2)
      await expect(page.getByRole('img', { name: 'floor-plan.png' })).toBeVisible()
      await expect(page.locator('.document__loading')).toHaveCount(0)
      await settled(page)
      expect(shifts).toEqual([])
    })

    test('a form that waits for what the browser kept of it comes without a jump', async ({ page, sandbox }) => {
      const shifts = await watchShifts(page)
      await slowStorage(page, SLOW)
      await page.goto((await sandbox.register('every-field')).link)
      await expect(page.locator('main .skeleton-group')).toBeVisible()
      await expect(field(page, 'Registration number')).toBeVisible()
      await settled(page)
      expect(shifts).toEqual([])
    })

    test('a journey, its steps one after the other and a reload do not jump', async ({ page, sandbox }) => {
      const shifts = await watchShifts(page)
      await slowly(sandbox)
      await page.goto((await sandbox.register('two-at-once')).link)
      await expectScreen(page, 'Two at once')
      await settled(page)
      expect(shifts).toEqual([])

      await page.getByRole('main').getByRole('link', { name: 'First form' }).click()
      await field(page, 'First answer').fill('One')
      await sendButton(page).click()
      await expectScreen(page, 'Second form')
      await settled(page)
      expect(shifts).toEqual([])

      await page.reload()
      await expectScreen(page, 'Second form')
      await page.goBack()
      await expect(heading(page)).toBeVisible()
      await settled(page)
      expect(shifts).toEqual([])
    })
  })
}

test('a shift is seen where there is one', async ({ page, sandbox }) => {
  const shifts = await watchShifts(page)
  await page.goto((await sandbox.register('one-question')).link)
  await expectScreen(page, 'One question')
  await page.evaluate(() => {
    const block = document.createElement('p')
    block.style.height = '100px'
    document.querySelector('main')!.prepend(block)
  })
  await expect.poll(() => shifts.length).toBeGreaterThan(0)
})
