/** The start of the app, and every way in which it does not start: never a blank page. */

import { APP, heading, loseTheNetworkWhileItLoads } from '../support/page'
import { expect, test, type Page } from '../support/test'

const reload = (page: Page) => page.getByRole('button', { name: 'Reload the page' })

async function expectStopped(page: Page) {
  await expect(heading(page)).toHaveText('This page has stopped working')
  await expect(heading(page)).toBeFocused()
  await expect(page).toHaveTitle('This page has stopped working')
  await expect(page.getByText('This is not your fault.')).toBeVisible()
  await expect(reload(page)).toBeVisible()
}

/** What the page says before and without the app. */
const BOOT = [
  {
    browser: 'fr-FR', tag: 'fr', dir: 'ltr', loading: 'Chargement de vos étapes…', steps: 'Vos étapes', stopped: 'Cette page ne fonctionne plus',
    kept: 'ce que vous avez saisi aussi', reload: 'Recharger la page', old: 'Ce navigateur est trop ancien',
    lost: 'Connexion interrompue', goesOn: 'Elle reprendra automatiquement', again: 'Réessayer',
  },
  {
    browser: 'de-DE', tag: 'de', dir: 'ltr', loading: 'Ihre Schritte werden geladen …', steps: 'Ihre Schritte', stopped: 'Diese Seite funktioniert nicht mehr',
    kept: 'Was Sie eingegeben haben, auch', reload: 'Seite neu laden', old: 'Dieser Browser ist zu alt',
    lost: 'Verbindung unterbrochen', goesOn: 'Es geht von selbst weiter', again: 'Erneut versuchen',
  },
  {
    browser: 'es-ES', tag: 'es', dir: 'ltr', loading: 'Cargando sus pasos…', steps: 'Sus pasos', stopped: 'Esta página ha dejado de funcionar',
    kept: 'lo que ha escrito también', reload: 'Recargar la página', old: 'Este navegador es demasiado antiguo',
    lost: 'Conexión interrumpida', goesOn: 'Continuará por sí sola', again: 'Intentar de nuevo',
  },
  {
    browser: 'ar-EG', tag: 'ar', dir: 'rtl', loading: 'جارٍ تحميل خطواتك…', steps: 'خطواتك', stopped: 'توقفت هذه الصفحة عن العمل',
    kept: 'وكذلك ما أدخلته', reload: 'إعادة تحميل الصفحة', old: 'هذا المتصفح قديم جدا',
    lost: 'انقطع الاتصال', goesOn: 'وستُستأنف تلقائيا فور عودة الاتصال', again: 'إعادة المحاولة',
  },
]

test.describe('broken on purpose', () => {
  test.use({ breaksDown: true })

  for (const [what, pattern] of [['WASM', '**/*.wasm'], ['script', '**/*.js']]) {
    test(`a ${what} that does not arrive leads to a page with a reload button, which helps`, async ({ page }) => {
      await page.route(pattern, (route) => route.abort('connectionreset'))
      await page.goto('/login')
      await expectStopped(page)
      await page.unroute(pattern)
      await reload(page).click()
      await expect(heading(page)).toHaveText('Log in')
    })

    test(`a ${what} that the host does not have any more leads to a page with a reload button`, async ({ page }) => {
      await page.route(pattern, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'There is no such file.' }))
      await page.goto('/login')
      await expectStopped(page)
    })
  }

  test('a WASM that is cut short leads to a page with a reload button', async ({ page }) => {
    await page.route('**/*.wasm', async (route) => {
      const response = await route.fetch()
      const body = await response.body()
      await route.fulfill({ response, body: body.subarray(0, body.length / 2) })
    })
    await page.goto('/login')
    await expectStopped(page)
  })

  test('an error while the app starts leads to a page with a reload button', async ({ page }) => {
    await page.addInitScript(() => {
      Intl.NumberFormat = function () {
        throw new Error('broken on purpose')
      } as any
    })
    await page.goto('/login')
    await expectStopped(page)
  })

  test('a trap while the app runs leads to a page with a reload button', async ({ page }) => {
    await page.goto('/login')
    await expect(heading(page)).toHaveText('Log in')
    await page.evaluate(() => {
      setTimeout(() => {
        throw new WebAssembly.RuntimeError('unreachable')
      })
    })
    await expectStopped(page)
    await reload(page).click()
    await expect(heading(page)).toHaveText('Log in')
  })

  test('a link whose page did not start opens after a reload', async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.route('**/*.wasm', (route) => route.abort('connectionreset'))
    await page.goto(lead.link)
    await expectStopped(page)
    expect(page.url()).not.toContain(lead.uuid)
    await page.unroute('**/*.wasm')
    await reload(page).click()
    await expect(heading(page)).toHaveText('One question')
  })

  test('a network that goes while the app loads is waited for, and the link opens then', async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await loseTheNetworkWhileItLoads(page)
    await page.goto(lead.link)
    await expect(heading(page)).toHaveText('The connection was lost')
    await expect(heading(page)).toBeFocused()
    await expect(page).toHaveTitle('The connection was lost')
    expect(page.url()).not.toContain(lead.uuid)
    expect(await sandbox.calls('POST', '/internal/v1/autologin')).toEqual([])
    await page.unroute(APP)
    await page.context().setOffline(false)
    await expect(heading(page)).toHaveText('One question')
    expect(page.url()).not.toContain(lead.uuid)
  })

  test('a host in trouble is asked again and again, and the page begins anew when it is well', async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.clock.install()
    await loseTheNetworkWhileItLoads(page)
    await page.goto(lead.link)
    await expect(heading(page)).toHaveText('The connection was lost')
    await page.unroute(APP)
    let looks = 0
    let status = 503
    await page.route('/', (route) => {
      if (route.request().method() !== 'HEAD') return route.fallback()
      looks++
      return route.fulfill({ status })
    })
    await page.context().setOffline(false)
    await expect.poll(() => looks).toBeGreaterThan(0)
    const before = looks
    await page.clock.runFor(10_000)
    await expect.poll(() => looks).toBeGreaterThan(before)
    await expect(heading(page)).toHaveText('The connection was lost')
    status = 200
    await page.clock.runFor(10_000)
    await expect(heading(page)).toHaveText('One question')
  })

  for (const { browser, tag, dir, loading, steps, stopped, kept, reload, old, lost, goesOn, again } of BOOT) {
    test.describe(`in a browser that speaks ${tag}`, () => {
      test.use({ locale: browser })

      const expectTongue = async (page: Page) => {
        await expect(page.locator('html')).toHaveAttribute('lang', tag)
        await expect(page.locator('html')).toHaveAttribute('dir', dir)
      }

      test('a page that does not start says so in that language, and that what was given is kept', async ({ page }) => {
        await page.route('**/*.wasm', (route) => route.abort('connectionreset'))
        await page.goto('/login')
        await expect(heading(page)).toHaveText(stopped)
        await expect(page).toHaveTitle(stopped)
        await expect(page.locator('.message__text')).toContainText(kept)
        await expect(page.getByRole('button', { name: reload })).toBeVisible()
        await expectTongue(page)
      })

      test('where the network goes while the app loads, the page says in that language that it will go on', async ({ page }) => {
        await loseTheNetworkWhileItLoads(page)
        await page.goto('/login')
        await expect(heading(page)).toHaveText(lost)
        await expect(page).toHaveTitle(lost)
        await expect(page.locator('.message__text')).toContainText(goesOn)
        await expect(page.locator('.message__text')).toContainText(kept)
        await expect(page.getByRole('button', { name: again })).toBeVisible()
        await expectTongue(page)
      })

      test('while the app is on its way the page says so in that language', async ({ page }) => {
        await page.route('**/*.wasm', () => new Promise(() => {}))
        await page.goto('/login', { waitUntil: 'domcontentloaded' })
        await expect(page.locator('#shell').getByRole('status')).toHaveText(loading)
        await expect(page).toHaveTitle(steps)
        await expectTongue(page)
      })

      test('a browser that is too old is told so in that language', async ({ page }) => {
        await page.addInitScript(() => {
          delete (globalThis as any).WebAssembly
        })
        await page.goto('/login')
        await expect(heading(page)).toHaveText(old)
        await expectTongue(page)
      })
    })
  }

  test('a browser without WebAssembly is told to be too old', async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.addInitScript(() => {
      delete (globalThis as any).WebAssembly
    })
    await page.goto(lead.link)
    await expect(heading(page)).toHaveText('This browser is too old')
    await expect(page.getByText('Update your browser, or open your link in another one.')).toBeVisible()
    expect(await sandbox.calls('POST', '/internal/v1/autologin')).toEqual([])
  })

  test('an error of a browser extension before the start does not end the app either', async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => {
        throw new Error('of an extension')
      })
    })
    await page.goto('/login')
    await expect(heading(page)).toHaveText('Log in')
    await expect(page).toHaveTitle('Log in')
    await expect(page.locator('body > .page')).toHaveCount(1)
  })

  test('an error of a browser extension after the start does not end the app', async ({ page }) => {
    await page.goto('/login')
    await expect(heading(page)).toHaveText('Log in')
    await page.evaluate(() => new Promise<void>((resolve) => {
      addEventListener('unhandledrejection', () => setTimeout(resolve))
      setTimeout(() => {
        throw new Error('of an extension')
      })
      setTimeout(() => void Promise.reject(new Error('of an extension, later')))
    }))
    await expect(heading(page)).toHaveText('Log in')
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('a plain page says in every language that it is needed, and nothing is spent', async ({ page, sandbox }) => {
    const lead = await sandbox.register('one-question')
    await page.goto(lead.link)
    await expect(heading(page)).toHaveText('This page needs JavaScript')
    const sentences = page.locator('noscript p')
    await expect(sentences).toHaveText([
      /^Turn JavaScript on in your browser’s settings/,
      /^Cette page a besoin de JavaScript\./,
      /^Diese Seite braucht JavaScript\./,
      /^Esta página necesita JavaScript\./,
      /^تحتاج هذه الصفحة إلى JavaScript\./,
    ])
    for (const sentence of await sentences.all()) await expect(sentence).toBeVisible()
    expect(await sandbox.calls('POST', '/internal/v1/autologin')).toEqual([])
  })
})
