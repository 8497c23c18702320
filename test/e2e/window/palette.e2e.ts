import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOT } from '../../../tools/launch.ts'
import { APART_MS, BY_HAND, callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'

/** A touch screen that stands upright. */
const UPRIGHT = { width: 800, height: 1280 }

onEveryLauncher('the palette, the key map and the sounds', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let saleId = ''
  beforeAll(async () => {
    app = await launchApp({ launcher, size: SIZES[0] })
    page = app.page
    page.setDefaultTimeout(10_000)
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await keypad()
    await chooseAccount(page, '1ShotPay', 'USD')
    await page.keyboard.press('Escape')
    saleId = await sell(page, '1234')
  })
  afterAll(() => app?.close())

  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const palette = () => page.getByRole('dialog', { name: 'Find an action, a sale or a setting' })
  const keyMap = () => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const options = () => palette().getByRole('option').allInnerTexts()
  const chosen = () => palette().getByRole('option', { selected: true }).innerText()
  const gone = async () => expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  const open = async (typed = '') => {
    await page.keyboard.press('Control+k')
    await palette().waitFor()
    await page.keyboard.type(typed, BY_HAND)
    await page.waitForTimeout(APART_MS)
  }
  const settings = async () => (await callFrom(page, 'app.overview', {})).settings
  const place = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()

  it('opens from anywhere with nothing typed, teaches, and goes again', async () => {
    await open()
    expect(await options()).toContainEqual(expect.stringContaining('New sale'))
    await palette().getByText('paste a payment link').waitFor()
    await look(page, 'palette', [...SIZES, UPRIGHT])
    await page.keyboard.press('Escape')
    await gone()
    await goTo(page, 'Invoices')
    await page.getByRole('searchbox').click()
    await open()
    await page.keyboard.press('Control+k')
    await gone()
  })

  it('finds a sale by its number, its amount and its link, and Enter shows it', async () => {
    const { links } = await callFrom(page, 'invoices.get', { id: saleId })
    for (const typed of ['pr-1', '12.34', String(links[0]?.url)]) {
      await goTo(page, 'Books')
      await open(typed)
      await expect.poll(chosen).toMatch(/PR-000001[\s\S]*12\.34/)
      await palette().getByRole('status').filter({ hasText: '1 result' }).waitFor()
      await page.keyboard.press('Enter')
      await gone()
      await page.getByRole('article', { name: 'Sale PR-000001' }).waitFor()
    }
  })

  it('finds an account by its name or its provider, and the next sale is sold with it', async () => {
    await open('ocpay')
    await expect.poll(chosen).toBe('Sell with OCPay')
    await page.keyboard.press('Enter')
    await keypad()
    const account = page.getByRole('button', { name: 'Provider account' })
    await expect.poll(() => account.innerText()).toContain('OCPay')
    const amount = page.getByRole('status', { name: 'Amount' })
    await page.keyboard.type('900', BY_HAND)
    await expect.poll(() => amount.innerText()).toMatch(/^900\s*DZD/)
    // 900 whole dinars are no 9.00 dollars: where digits count otherwise the amount goes.
    await open('sell with 1shot')
    await page.keyboard.press('Enter')
    await gone()
    await expect.poll(() => account.innerText()).toContain('1ShotPay')
    await expect.poll(() => amount.innerText()).toMatch(/^0\.00\s*USD/)
  })

  it('says what to type where nothing fits', async () => {
    await open('zzzz')
    await palette().getByText('No results for “zzzz”').waitFor()
    await palette().getByRole('status').filter({ hasText: '0 results' }).waitFor()
    await look(page, 'palette-none')
    await page.keyboard.press('Escape')
    await gone()
  })

  it('acts by keyboard alone: sounds, theme, a setting, the export, the next sale, giving up', async () => {
    await open('sounds off')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await settings()).sound).toBe(false)
    await open('unmute')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await settings()).sound).toBe(true)
    await open('dark')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await settings()).theme).toBe('dark')
    await open('system')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await settings()).theme).toBe('system')
    await open('keyboard')
    await page.keyboard.press('ArrowDown')
    expect(await chosen()).toBe('Keyboard shortcuts')
    await page.keyboard.press('Enter')
    await place('Settings')
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
    await open('export')
    await page.keyboard.press('Enter')
    await place('Books')
    await expect.poll(() => page.locator(':focus').innerText()).toBe('Export receipts')
    await open('new sale')
    await page.keyboard.press('Enter')
    await keypad()
    await open('pr-1')
    await expect.poll(chosen).toContain('PR-000001')
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: 'Sale PR-000001' }).waitFor()
    await open('check')
    await expect.poll(chosen).toContain('Check PR-000001 now')
    await page.keyboard.press('Enter')
    await page
      .getByTestId('announcer')
      .filter({ hasText: 'PR-000001 checked.' })
      .waitFor({ state: 'attached' })
    await open('copy')
    await page.keyboard.press('Enter')
    await page.getByTestId('announcer').filter({ hasText: 'copied' }).waitFor({ state: 'attached' })
    await open('give up')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: /Give up on sale PR-000001/ }).waitFor()
    await page.keyboard.press('Escape')
    await gone()
  })

  it('shows every key with what it does, by one key, from the palette and in Settings', async () => {
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('?')
    await keyMap().waitFor()
    const close = keyMap().getByRole('button', { name: 'Close' })
    await look(page, 'key-map', [...SIZES, UPRIGHT], async (where) => {
      // In sight however far the map goes on beneath it.
      const { y = 0, height = 0 } = (await close.boundingBox()) ?? {}
      expect(y + height, where).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
    })
    await close.click()
    await gone()
    await open('show keyboard')
    await page.keyboard.press('Enter')
    await keyMap().waitFor()
    expect(await keyMap().locator('.key-map-row').count()).toBeGreaterThan(25)
    await page.keyboard.press('Escape')
    await gone()
  })

  it('plays three sounds that are heard, are short, and differ in rhythm as well as in pitch', async () => {
    const source = stripTypeScriptTypes(readFileSync(join(ROOT, 'src/renderer/window/sound.ts'), 'utf8'))
    const heard = (await page.evaluate(`(async () => {
      ${source.replaceAll('export ', '')}
      const rendered = []
      for (const sound of SOUNDS) {
        const audio = new OfflineAudioContext(1, 44_100, 44_100)
        const seconds = layNotes(audio, sound, 0.6)
        const data = (await audio.startRendering()).getChannelData(0)
        const loud = Array.from({ length: 100 }, (_, n) =>
          data.subarray(n * 441, (n + 1) * 441).some((one) => Math.abs(one) > 0.02))
        const crossings = data.filter((one, n) => n > 0 && one > 0 !== data[n - 1] > 0).length
        rendered.push({ sound, seconds, rhythm: loud.map((one) => one ? '#' : '.').join(''), pitch: crossings })
      }
      return rendered
    })()`)) as { sound: string; seconds: number; rhythm: string; pitch: number }[]
    expect(heard.map((one) => one.sound)).toEqual(['paid', 'attention', 'failed'])
    for (const { rhythm, seconds } of heard) {
      expect(seconds).toBeLessThan(0.7)
      expect(rhythm).toMatch(/#/)
      expect(rhythm.slice(70)).not.toMatch(/#/)
    }
    const strokes = heard.map(({ rhythm }) => rhythm.split(/\.{2,}/).filter((part) => part.length > 3).length)
    expect(strokes).toEqual([1, 3, 2])
    expect(new Set(heard.map((one) => one.pitch)).size).toBe(3)
  })

  it('tries each sound in Settings at the chosen volume, and plays one for a sale that is not on the screen', async () => {
    await page.evaluate(`(() => {
      globalThis.notes = []
      const Real = OscillatorNode
      globalThis.OscillatorNode = class extends Real {
        constructor(audio, options) { super(audio, options); globalThis.notes.push(options.frequency) }
      }
    })()`)
    const notes = () => page.evaluate('globalThis.notes.splice(0)') as Promise<number[]>
    const played = async () => {
      const all: number[] = []
      await expect
        .poll(async () => {
          all.push(...(await notes()))
          return all.length
        })
        .toBeGreaterThan(0)
      return all
    }
    await page.keyboard.press('Control+4')
    const tries = page.getByRole('group', { name: 'Play' })
    await tries.getByRole('button', { name: 'Paid' }).click()
    expect(await played()).toEqual([659, 988])
    await tries.getByRole('button', { name: 'Attention' }).click()
    expect(await played()).toEqual([587, 587, 587])
    await tries.getByRole('button', { name: 'Failed' }).click()
    expect(await played()).toEqual([330, 220])
    await page.getByRole('group', { name: 'Play' }).scrollIntoViewIfNeeded()
    await look(page, 'settings-sounds')
    await callFrom(page, 'practice.pay', { invoiceId: saleId, amount: null })
    expect(await played()).toEqual([659, 988])
    const { invoice } = await callFrom(page, 'invoices.get', { id: saleId })
    expect(invoice.status).toBe('paid')
    await callFrom(page, 'invoices.check', { id: saleId })
    await page.waitForTimeout(500)
    expect(await notes()).toEqual([])
  })
})
