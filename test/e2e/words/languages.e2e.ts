import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../../tools/launch.ts'
import { BY_HAND, callFrom, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look } from '../../support/window/look.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

const SIZE = { width: 1280, height: 800 }
const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** What the document says of itself. */
const spokenIn = (page: Page) =>
  page.evaluate(() => {
    const { lang, dir } = (globalThis as unknown as { document: { documentElement: Html } }).document
      .documentElement
    return [lang, dir]
  })
interface Html {
  readonly lang: string
  readonly dir: string
}

onEveryLauncher('the language of the app', (launcher) => {
  let app: LaunchedApp
  let page: Page
  const folders: string[] = []
  const open = async (languages: string, userDataDir?: string, appDir?: string) => {
    app = await launchApp({
      ...{ launcher, size: SIZE, env: { COUNTERFOIL_LANGUAGES: languages } },
      ...(userDataDir && { userDataDir }),
      ...(appDir && { appDir }),
    })
    page = app.page
    page.setDefaultTimeout(10_000)
    return page
  }
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('is that of the computer, in its region; another one is chosen at the first run, and is kept', async () => {
    await open('ber-DZ,fr_DZ.UTF-8,en')
    await page.getByRole('heading', { name: 'Bienvenue' }).waitFor()
    expect(await spokenIn(page)).toEqual(['fr-DZ', 'ltr'])
    await page.evaluate('globalThis.stayed = true')
    await page.getByRole('button', { name: 'Langue' }).click()
    await page.getByRole('option', { name: 'العربية' }).click()
    await page.locator('html[dir="rtl"]').waitFor()
    expect(await spokenIn(page)).toEqual(['ar-DZ', 'rtl'])
    expect(await page.evaluate('globalThis.stayed')).toBe(true)
    await look(page, 'first-run-arabic')
    await app.close()
    // Whatever the computer speaks from then on.
    await open('fr-DZ', app.userDataDir)
    await page.locator('html[lang="ar-DZ"][dir="rtl"] .first-run').waitFor()
    await app.close()
  })

  it.each(['th-TH-u-ca-buddhist', 'C', 'no language, at all', 'zz-ZZ'])(
    'is English where the computer speaks %s',
    async (system) => {
      await open(system)
      await page.getByRole('heading', { name: /Welcome/ }).waitFor()
      expect(await spokenIn(page)).toEqual(['en-GB', 'ltr'])
      await app.close()
    },
  )

  it('is English, and everything works, where a catalogue is damaged', async () => {
    const appDir = mkdtempSync(join(tmpdir(), 'counterfoil-app-'))
    folders.push(appDir)
    for (const part of ['package.json', 'out', 'resources'])
      cpSync(join(ROOT, part), join(appDir, part), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(appDir, 'node_modules'))
    for (const folder of ['out/main/chunks', 'out/renderer/assets'])
      for (const name of readdirSync(join(appDir, folder)).filter((one) => /^fr-.*\.js$/.test(one)))
        truncateSync(join(appDir, folder, name), 5_000)
    await open('fr-DZ', undefined, appDir)
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    expect((await spokenIn(page))[0]).toBe('fr-DZ')
    // One that is whole is spoken all the same.
    await callFrom(page, 'settings.set', { language: 'ar' })
    await page.locator('html[lang="ar-DZ"]').waitFor()
    await page.getByRole('heading', { name: 'Counter' }).waitFor({ state: 'detached' })
    await app.close()
    const log = readFileSync(join(app.userDataDir, 'logs/counterfoil.log'), 'utf8')
    expect(log).toMatch(/"catalogue".*"fr".*"unreadable"|catalogue.*fr.*unreadable/)
  })
})

onEveryLauncher('a language that is chosen while the app runs', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: SIZE }, 'Daisy', 'DAI')
    page = app.page
  })
  afterAll(() => app?.close())
  const speak = async (language: 'en' | 'fr' | 'ar') => {
    await callFrom(page, 'settings.set', { language })
    await page.locator(`html[lang^="${language}"]`).waitFor()
  }

  describe('loses nothing', () => {
    it('of a sale that is being typed: amount, description, and the keys that go on', async () => {
      await page.keyboard.type('1250.5', BY_HAND)
      const about = page.getByLabel('Description', { exact: true })
      await about.pressSequentially('Deux lamp', BY_HAND)
      const typed = await about.elementHandle()
      await speak('fr')
      await about.page().keyboard.type('es', BY_HAND)
      expect(
        await typed?.evaluate((one) => [
          (one as unknown as { value: string }).value,
          one === (globalThis as unknown as { document: { activeElement: unknown } }).document.activeElement,
        ]),
      ).toEqual(['Deux lampes', true])
      expect((await page.locator('.amount-entry').innerText()).replace(/\s/g, '')).toContain('1250,5')
      await page.keyboard.press('Escape')
      await speak('ar')
      expect(await page.locator('.amount-entry').innerText()).toContain('1.250,5')
      await look(page, 'entry-arabic')
      await speak('en')
      expect(await page.locator('.amount-entry').innerText()).toContain('1,250.5')
      expect(
        await typed?.evaluate(
          (one) => (one as unknown as { value: string; isConnected: boolean }).isConnected,
        ),
      ).toBe(true)
    })

    it('of a dialog with a note that is half written, over a list that is filtered', async () => {
      await page.keyboard.press('Escape')
      await page.locator('.pad-key').first().focus()
      await page.keyboard.press('Escape')
      const id = await sell(page, '40')
      await page.getByRole('navigation').getByText('Invoices', { exact: true }).click()
      await page.getByRole('row').nth(1).waitFor()
      const search = page.getByRole('searchbox').first()
      await search.fill('lampes')
      await page.getByRole('row').nth(1).locator('mark').first().waitFor()
      await page.getByRole('row').nth(1).click()
      await callFrom(page, 'invoices.get', { id })
      await page.keyboard.press('t')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').pressSequentially('half wri', BY_HAND)
      const box = await dialog.getByRole('textbox').elementHandle()
      await speak('ar')
      await page.keyboard.type('tten', BY_HAND)
      expect(await box?.evaluate((one) => (one as unknown as { value: string }).value)).toBe('half written')
      await look(page, 'note-arabic')
      expect(await search.inputValue()).toBe('lampes')
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await speak('en')
      expect(await search.inputValue()).toBe('lampes')
    })
  })

  it('is that of the desktop too, and puts no mark into what is copied or is the name of a file', async () => {
    await speak('ar')
    await callFrom(page, 'settings.set', { digits: 'arab' })
    await page.locator('html[lang*="arab"]').waitFor()
    await app.answerSaveDialog(null)
    await callFrom(page, 'export.receipts', { format: 'xlsx' })
    const asked = (await app.desktopRequests()).filter(({ what }) => what === 'save-dialog')
    expect(asked.length).toBeGreaterThan(0)
    expect(JSON.stringify(asked)).not.toMatch(MARKS)
    expect(JSON.stringify(asked)).not.toMatch(/[٠-٩]/)
    await callFrom(page, 'settings.set', { language: 'en', digits: null })
  })
})
