import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, chooseAccount } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

const NEWEST = { search: '', status: [], provider: [], cursor: null, limit: 10 }

onEveryLauncher('a cashier who types on while the book is busy', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: { width: 1024, height: 640 } }, '1ShotPay', 'USD')
    page = app.page
  })
  afterAll(() => app?.close())

  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const type = (keys: string) => page.keyboard.type(keys, { delay: 60 })
  const shows = (text: RegExp) =>
    expect.poll(() => page.getByRole('status', { name: 'Amount', exact: true }).innerText()).toMatch(text)
  const amounts = async () =>
    (await callFrom(page, 'invoices.list', NEWEST)).rows.map((row) => row.asked.amount).toReversed()
  /** Somebody else writes in the book's file: nothing can be written down until the lock is given back. */
  const busyBook = () => {
    const db = new Database(join(app.userDataDir, 'books', 'practice.sqlite'))
    db.exec('BEGIN IMMEDIATE')
    return () => db.close()
  }

  it('loses no digit: what is typed before the first sale is written down is the second one', async () => {
    const release = busyBook()
    await type('4200')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Saving…' }).waitFor()
    await shows(/^42\.00/)
    await type('2990')
    await shows(/^29\.90/)
    release()
    await expect.poll(amounts).toEqual(['42.00'])
    await shows(/^29\.90/)
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
    expect(await amounts()).toEqual(['42.00', '29.90'])
  })

  it('keeps a sale that could not be written down, apart from the digits that follow it', async () => {
    await page.keyboard.press('n')
    await keypad()
    const release = busyBook()
    try {
      await type('1100')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor({ timeout: 20_000 })
      await shows(/^11\.00/)
      await type('25')
      await shows(/^0\.25/)
      await page.getByText(/11\.00.* could not be saved/).waitFor()
      expect(await page.getByRole('alert').count()).toBe(1)
      await page.keyboard.press('Delete')
    } finally {
      release()
    }
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await shows(/^11\.00/)
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
    expect(await amounts()).toEqual(['42.00', '29.90', '11.00'])
  })

  it('hears the keys of a sale that came while a list was open, and a key of the pad that went down before', async () => {
    await page.keyboard.press('n')
    await keypad()
    const release = busyBook()
    await type('900')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Provider account' }).click()
    await page.getByRole('listbox').waitFor()
    release()
    await page.getByRole('article').waitFor()
    await type('5')
    await keypad()
    await shows(/^0\.05/)
    expect(await page.getByRole('listbox').count()).toBe(0)
    await page.keyboard.press('Delete')

    const again = busyBook()
    await type('800')
    await page.keyboard.press('Enter')
    const seven = await page.getByRole('button', { name: '7', exact: true }).boundingBox()
    await page.mouse.move((seven?.x ?? 0) + 9, (seven?.y ?? 0) + 9)
    await page.mouse.down()
    again()
    await expect.poll(amounts).toContain('8.00')
    await page.mouse.up()
    await shows(/^0\.07/)
    await page.keyboard.press('Delete')
  })

  it('finds a half-typed sale again after a digit beside another one, and after Escape', async () => {
    await type('300+150*2')
    await shows(/^6\.00/)
    await page.locator('.strip-sale').first().click()
    await page.getByRole('article').waitFor()
    await type('7')
    await keypad()
    await shows(/^0\.07/)
    const back = page.getByRole('button', { name: 'Bring it back' })
    expect((await back.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await back.click()
    await shows(/^6\.00/)
    await page.keyboard.press('Escape')
    await shows(/^0\.00/)
    await page.keyboard.press('Control+z')
    await shows(/^6\.00/)
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
    expect((await amounts()).at(-1)).toBe('6.00')
  })

  it('whose finger taps “Next sale” twice has begun it once, and added nothing', async () => {
    for (let n = 1; n <= 30; n += 1) {
      const item = { id: null, name: `Item ${n}`, price: String(n), currency: 'USD', code: null }
      await callFrom(page, 'items.save', item)
    }
    const next = page.getByRole('button', { name: 'Next sale' })
    const { x, y, width, height } = (await next.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const middle = [x + width / 2, y + height / 2] as const
    await page.mouse.click(...middle, { clickCount: 2, delay: 20 })
    await keypad()
    await page.getByRole('button', { name: /^Item 1\b/ }).waitFor()
    await page.waitForTimeout(300)
    await shows(/^0\.00/)
    await type('500')
    await shows(/^5\.00/)
    // The guard is over with the tap: a press without a pointer counts.
    const before = (await amounts()).length
    await page.getByRole('button', { name: /^Request/ }).focus()
    await page.keyboard.press('Space')
    await expect.poll(async () => (await amounts()).length).toBe(before + 1)
  })

  it('adds the next customer’s item to no sale that could not be written down', async () => {
    await page.keyboard.press('n')
    await keypad()
    const release = busyBook()
    try {
      await type('1100')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor({ timeout: 20_000 })
    } finally {
      release()
    }
    await page.getByRole('button', { name: /^\d+ more items$/ }).click()
    await page.getByRole('button', { name: /^Item 3\b/ }).click()
    await shows(/^3\.00/)
    await page.keyboard.press('Delete')
    await page.keyboard.press('Control+z')
    await shows(/^3\.00/)
    await page.keyboard.press('Control+z')
    await shows(/^11\.00/)
    await page.keyboard.press('Delete')
  })

  it('lays an amount aside with the currency it was entered in', async () => {
    await page.reload()
    await keypad()
    await type('1250')
    await page.locator('.strip-sale').first().click()
    await page.getByRole('article').waitFor()
    await type('6')
    await keypad()
    await chooseAccount(page, 'OCPay', 'DZD')
    await page.keyboard.press('Escape')
    await type('600')
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
    await page.keyboard.press('n')
    await page.getByText('12.50 USD was being entered').waitFor()
    await page.keyboard.press('Control+z')
    await shows(/^12\.50\s*USD/)
  })

  it('reaches nothing of the keypad that stays drawn behind a sale: no key, nothing pasted, no stop of Tab', async () => {
    await page.locator('.strip-sale').first().click()
    await page.getByRole('article').waitFor()
    expect(await page.getByRole('toolbar', { name: 'Amount keypad' }).count()).toBe(0)
    for (let stop = 0; stop < 30; stop += 1) {
      await page.keyboard.press('Tab')
      expect(await page.locator('.kept :focus').count()).toBe(0)
    }
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Delete')
    await page.evaluate(`{
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', '99.00')
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }`)
    await page.keyboard.press('n')
    await keypad()
    await shows(/^12\.50\s*USD/)
  })

  it('presses a button of a sale once, however long Enter is held', async () => {
    await page.locator('.strip-sale').first().click()
    await page.getByRole('article').waitFor()
    const copied = async () => (await app.desktopRequests()).filter(({ what }) => what === 'clipboard').length
    const before = await copied()
    await page.getByRole('button', { name: 'Copy link' }).focus()
    for (let held = 0; held < 4; held += 1) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await copied()).toBe(before + 1)
  })
})
