import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { callFrom, chooseAccount, goTo } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { openShop, type Shop } from '../../support/window/shop.ts'

/** Between two keys of a hand, ms. */
const HAND_MS = 90
const CTRL = 2
const ALT = 1

interface Key {
  readonly key: string
  readonly code: string
  readonly modifiers?: number
}

onEveryLauncher('a keyboard of another layout', (launcher) => {
  let shop: Shop
  let page: Page
  beforeAll(async () => {
    shop = await openShop({ launcher, accounts: [{ provider: 'oneshotpay', label: '1ShotPay' }] })
    page = shop.page
    await chooseAccount(page, '1ShotPay', 'USD')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  })
  afterAll(() => shop?.close())
  afterEach(async () => {
    await page.keyboard.press('Escape')
    await page.waitForTimeout(HAND_MS)
  })

  /** Presses keys as a keyboard of that layout sends them. */
  async function press(...keys: readonly Key[]): Promise<void> {
    const session = await page.context().newCDPSession(page)
    for (const { key, code, modifiers = 0 } of keys) {
      const text = key.length === 1 && modifiers === 0 ? { text: key } : {}
      await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, modifiers, ...text })
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, modifiers })
      await page.waitForTimeout(HAND_MS)
    }
    await session.detach()
  }
  const row = (digits: string) =>
    [...digits].map((key, place) => ({ key, code: `Digit${'1234567890'[place] ?? '0'}` }))
  const shows = (amount: RegExp) =>
    expect.poll(() => page.getByRole('status', { name: 'Amount', exact: true }).innerText()).toMatch(amount)
  const says = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor()
  async function paste(text: string): Promise<void> {
    await page.evaluate((pasted) => {
      const { DataTransfer, ClipboardEvent, document } = globalThis as unknown as {
        DataTransfer: new () => { setData(kind: string, text: string): void }
        ClipboardEvent: new (kind: string, init: object) => unknown
        document: { body: { dispatchEvent(event: unknown): void } }
      }
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    }, text)
  }

  it('types Arabic, Persian and full-width digits, with the Arabic decimal mark', async () => {
    await press(...row('١٢٥٠'), { key: '٫', code: 'NumpadDecimal' }, { key: '٥', code: 'Digit5' })
    await shows(/^1,250\.5/)
    await page.keyboard.press('Escape')
    await press(...row('۱۲۵'))
    await shows(/^1\.25\s/)
    await page.keyboard.press('Escape')
    await press(...row('１２５'))
    await shows(/^1\.25\s/)
  })

  it('has a number pad without NumLock: its keys are the digits that stand on them', async () => {
    const pad = (code: string, key: string) => ({ code, key })
    await press(pad('Numpad1', 'End'), pad('Numpad2', 'ArrowDown'), pad('Numpad0', 'Insert'))
    await press(pad('NumpadDecimal', 'Delete'), pad('Numpad5', 'Clear'))
    await shows(/^120\.5/)
  })

  it('goes to a place by Ctrl and the digit of a French row, and finds the palette by Ctrl and K of an Arabic one', async () => {
    await press({ key: 'é', code: 'Digit2', modifiers: CTRL })
    await page.getByRole('heading', { name: 'Invoices', exact: true }).waitFor()
    await press({ key: 'ن', code: 'KeyK', modifiers: CTRL })
    await page.getByRole('dialog', { name: 'Find an action, a sale or a setting' }).waitFor()
    await press({ key: 'ن', code: 'KeyK', modifiers: CTRL })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press({ key: '&', code: 'Digit1', modifiers: CTRL })
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  })

  it('brings back what was cleared by Ctrl and Z of an Arabic layout', async () => {
    await press(...row('725'))
    await page.keyboard.press('Escape')
    await shows(/^0\.00\s/)
    await press({ key: 'ئ', code: 'KeyZ', modifiers: CTRL })
    await shows(/^7\.25\s/)
  })

  it('opens no sale by a character that is typed by its number, with Alt and the number pad', async () => {
    await press(...row('500'), { key: 'Enter', code: 'Enter' })
    await page.getByRole('article').waitFor()
    await press({ key: 'ى', code: 'KeyN' })
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await press({ key: '1', code: 'Numpad1', modifiers: ALT }, { key: '3', code: 'Numpad3', modifiers: ALT })
    expect(await page.getByRole('article').count()).toBe(0)
    expect((await callFrom(page, 'app.overview', {})).invoiceCount).toBe(1)
    await press({ key: '&', code: 'Digit1', modifiers: ALT })
    await page.getByRole('article').waitFor()
    await page.keyboard.press('n')
  })

  it('takes a pasted amount as it is written, and says why not where it is unclear or none', async () => {
    await paste(' $1,250.50 ')
    await shows(/^1,250\.50\s/)
    await paste('7,400')
    await says('“7,400” can mean 7400.00 or 7.40. Type the one you mean. The sale is unchanged.')
    await paste('twelve')
    await says('The pasted text is not an amount: twelve.')
    await paste('0.125')
    await says('0.125 has more decimals than this account accepts in USD.')
    await shows(/^1,250\.50\s/)
    await paste('3')
    await shows(/^3\.00\s/)
    await page.keyboard.press('Control+z')
    await shows(/^1,250\.50\s/)
  })

  it('asks what a price means that could be read in two ways', async () => {
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Add item' }).click()
    const price = page.getByLabel('Price')
    await page.getByLabel('Name', { exact: true }).fill('Lamp')
    for (const [text, words] of [
      ['1,250', /“1,250” can mean 1250 or 1\.25\./],
      ['7,400', /“7,400” can mean 7400 or 7\.4\./],
    ] as const) {
      await price.fill(text)
      await page.getByText(words).waitFor()
      expect(await page.getByRole('button', { name: 'Save item' }).isDisabled()).toBe(true)
    }
    await price.fill('1.250,00')
    await page.getByRole('button', { name: 'Save item' }).click()
    await expect
      .poll(async () => (await callFrom(page, 'items.list', {})).map((one) => one.price.amount))
      .toEqual(['1250.00'])
  })
})
