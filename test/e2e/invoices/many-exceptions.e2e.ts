import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { APART_MS, callFrom, goTo } from '../../../tools/tour/window.ts'
import { handling, OPEN } from '../../support/shop/exceptions.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 4_000

onEveryLauncher('thousands that call for a person', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES, (path) => {
      const db = new Database(path)
      db.exec(`INSERT INTO exceptions (id, till_seq, invoice_seq, kind, raised_at_ms)
        SELECT printf('0190d1c4-7a00-7000-8000-%012d', seq), till_seq, seq, 'test', updated_at_ms FROM invoices`)
      db.close()
    })
    page = app.page
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    await rows().nth(5).waitFor()
  })
  afterAll(() => app?.close())

  const rows = () => page.locator('.list-rows .attention-row')
  const foot = () => page.locator('.list-foot')
  const strip = () => page.getByRole('region', { name: 'Mark as handled' })
  const open = async () => (await callFrom(page, 'exceptions.count', {})).open
  /** Notes every text that the last line has from now on; the second time it gives them. */
  const noted = () =>
    page.evaluate(() => {
      const at = globalThis as unknown as {
        texts?: string[]
        document: { querySelector(text: string): { textContent: string } | null }
        setInterval(act: () => void, ms: number): void
      }
      if (at.texts) return at.texts
      const texts: string[] = []
      at.texts = texts
      at.setInterval(() => void texts.push(at.document.querySelector('.list-foot')?.textContent ?? ''), 5)
      return texts
    })

  it('are counted in groups of figures wherever they are counted', async () => {
    const all = (await open()).toLocaleString('en-GB')
    expect(await page.locator('.view-count').innerText()).toBe(all)
    expect(await page.locator('.chip-kind').first().innerText()).toContain(all)
  })

  it('stay where they are seen when some above them are handled elsewhere', async () => {
    const grid = page.locator('.list-grid')
    await grid.evaluate((one) => {
      const box = one as unknown as { scrollTop: number }
      box.scrollTop = 36 * 400
    })
    const row = (place: number) => page.locator(`.attention-row[aria-rowindex="${place}"]`)
    const top = async (place: number) => Math.round((await row(place).boundingBox())?.y ?? -1)
    // Its place is drawn before it has been read.
    await row(406).locator('.attention-sale').waitFor()
    const [text, before, all] = [await row(406).innerText(), await top(406), await open()]
    const { rows: first, news } = await callFrom(page, 'exceptions.list', { ...OPEN, limit: 20 })
    await callFrom(page, 'exceptions.handle', { ...handling(first.map(({ id }) => id)), news })
    expect(await open()).toBe(all - 20)
    await expect.poll(() => row(386).innerText()).toBe(text)
    expect(await top(386)).toBe(before)
    await page.locator('.list-grid').focus()
    await page.keyboard.press('Home')
  })

  it('are not ticked for somebody who went on to another kind before their ids were read', async () => {
    await page.locator('.list-grid').focus()
    await page.keyboard.press('End')
    await page.waitForTimeout(APART_MS)
    await expect.poll(() => page.locator('.attention-row.grid-line-active').count()).toBe(1)
    // Nothing can be answered between a key and a press of one moment.
    await page.evaluate(() => {
      interface Part {
        click(): void
        dispatchEvent(event: object): void
      }
      const { document, KeyboardEvent } = globalThis as unknown as {
        document: { activeElement: Part; querySelectorAll(what: string): ArrayLike<Part> }
        KeyboardEvent: new (kind: string, of: object) => object
      }
      const press = { key: 'a', code: 'KeyA', ctrlKey: true, bubbles: true, cancelable: true }
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', press))
      document.querySelectorAll('.chip-kind')[1]?.click()
    })
    await expect.poll(() => page.locator('.chip-kind').nth(1).getAttribute('aria-pressed')).toBe('true')
    await page.waitForTimeout(1_500)
    expect([await strip().count(), await foot().innerText()]).toEqual([
      0,
      expect.not.stringContaining('selected'),
    ])
    await page.locator('.chip-kind').first().click()
    await rows().nth(5).waitFor()
  })

  it('are handled in pieces while a row that was ticked meanwhile waits for its own reason', async () => {
    const before = await open()
    await page.locator('.list-grid').focus()
    // Those that come last are of one kind; the first row is none of them.
    await page.keyboard.press('End')
    await page.waitForTimeout(APART_MS)
    await expect.poll(() => page.locator('.attention-row.grid-line-active').count()).toBe(1)
    await page.keyboard.press('Control+a')
    await strip().waitFor()
    const text = await foot().innerText()
    expect(text).toMatch(/[\d,]+,\d+ of [\d,]+ selected/)
    await page.keyboard.press('Home')
    await rows().first().waitFor()
    await page.locator('.attention-reason').fill('looked up with the provider')
    await noted()
    await page.keyboard.press('Control+Enter')
    await rows().first().locator('.attention-tick').click()
    await expect.poll(() => foot().innerText(), { timeout: 30_000 }).toContain('marked as handled')
    expect(await open()).toBeLessThan(before)
    await expect.poll(() => strip().innerText()).toMatch(/^Mark 1 /)
    expect(await foot().innerText()).toContain('1 of')
    const figure = (found: string | undefined) => Number(found?.replace(/,/g, ''))
    for (const one of new Set(await noted())) {
      const [, ticked, of] = /([\d,]+) of ([\d,]+) selected/.exec(one) ?? []
      if (ticked) expect(figure(ticked), one).toBeLessThanOrEqual(figure(of))
    }
  })
})
