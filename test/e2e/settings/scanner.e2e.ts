import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, chooseAccount, goTo } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look } from '../../support/window/look.ts'
import { scan as scanAt } from '../../support/window/scan.ts'
import { openShop, PASSPHRASE, type Shop } from '../../support/window/shop.ts'

/** A wireless scanner's pace, which a quick hand has too, ms. */
const WIRELESS_MS = 100
/** Between two scans, and until a person has read, ms. */
const REST_MS = 900
const NEWEST = { search: '', status: [], provider: [], cursor: null, limit: 1 }

onEveryLauncher('a slow scanner', (launcher) => {
  let shop: Shop
  let page: Page
  beforeAll(async () => {
    shop = await openShop({ launcher, accounts: [{ provider: 'oneshotpay', label: '1ShotPay' }] })
    page = shop.page
  })
  afterAll(() => shop?.close())

  const count = async () => (await callFrom(page, 'app.overview', {})).invoiceCount
  const shown = () => page.getByRole('status', { name: 'Amount', exact: true }).innerText()
  const notice = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor()
  async function scan(code: string): Promise<void> {
    await scanAt(page, code, 'Enter', WIRELESS_MS)
    await page.waitForTimeout(code.length * WIRELESS_MS + REST_MS)
  }

  it('that was not taught yet asks for no amount in place of an item: a person is asked first, and can sell the item', async () => {
    const tea = { id: null, name: 'Tea', currency: 'USD', price: '5.60', code: '54321' }
    await callFrom(page, 'items.save', tea)
    await chooseAccount(page, '1ShotPay', 'USD')
    await page.keyboard.press('Escape')
    await scan('54321')
    await notice('543.21 USD? These are the digits of an item')
    expect(await count()).toBe(0)
    await look(page, 'scanner-item-doubt')
    await page.getByRole('button', { name: 'Find item 54321' }).click()
    await page.getByRole('button', { name: /^Tea/ }).click()
    await expect.poll(shown).toMatch(/^5\.60\s/)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(shown).toMatch(/^0\.00\s/)
  })

  it('is taught by two scans of one code, said again, and tried in the same field', async () => {
    await goTo(page, 'Settings')
    const field = page.getByLabel('Scan any code here, twice')
    await field.focus()
    await look(page, 'scanner-none')
    await field.focus()
    await scan('4006381')
    await page.getByText('Now scan the same code once more.').waitFor()
    await scan('4006382')
    await page.getByText('That was a different code. Scan the same code twice.').waitFor()
    await scan('4006381')
    await scan('4006381')
    await page.getByText('Learned. Scan again to try it.').waitFor()
    await page.getByText(/^This till's scanner: \d+ to \d+ ms between two keys, then Enter\.$/).waitFor()
    await scan('1234')
    await page.getByText("Recognised as this till's scanner.").waitFor()
    expect(await field.inputValue()).toBe('')
    await field.scrollIntoViewIfNeeded()
    await look(page, 'scanner-learned')
    const { scanner } = (await callFrom(page, 'app.overview', {})).settings
    expect(scanner).toMatchObject({ ending: 'Enter', prefix: null })
  })

  it('is known at the keypad, also by short codes; what it typed can be brought back, should a hand have typed it', async () => {
    await goTo(page, 'Counter')
    await chooseAccount(page, '1ShotPay', 'USD')
    await page.keyboard.press('Escape')
    await scan('12345')
    await notice('No item has code 12345')
    await expect.poll(shown).toMatch(/^0\.00\s/)
    expect(await count()).toBe(0)
    await look(page, 'scanner-perhaps')
    await page.keyboard.press('Control+z')
    await expect.poll(shown).toMatch(/^123\.45\s/)
    await page.keyboard.press('Escape')
  })

  it('and an amount that is too long for one is asked about: a second Enter asks for it, and none that comes at once', async () => {
    await page.keyboard.type('12345678', { delay: 220 })
    await page.keyboard.press('Enter')
    await notice('123,456.78 USD? That is long for an amount.')
    await page.keyboard.press('Enter')
    expect(await count()).toBe(0)
    await look(page, 'amount-doubt')
    await page.waitForTimeout(REST_MS)
    await page.keyboard.press('Enter')
    await expect.poll(count).toBe(1)
  })

  it('answers no question about a sale, neither the learned one nor one that is as slow', async () => {
    const scans = async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor()
      await scan('7777')
      await page.getByRole('dialog').waitFor()
      await page.getByLabel('Or in your own words').focus()
    }
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    await scans()
    await scan('7777')
    const { scanner } = (await callFrom(page, 'app.overview', {})).settings
    await callFrom(page, 'settings.set', { scanner: null })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await scans()
    await callFrom(page, 'settings.set', { scanner })
    const [sale] = (await callFrom(page, 'invoices.list', NEWEST)).rows
    expect(sale?.status).toBe('open')
  })

  it('that is forgotten again asks for nothing where no item has the code either, and is said how to be known', async () => {
    await callFrom(page, 'settings.set', { scanner: null })
    await page.reload()
    await chooseAccount(page, '1ShotPay', 'USD')
    const before = await count()
    const clear = async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await expect.poll(shown).toMatch(/^0\.00\s/)
    }
    for (const pace of [100, 150])
      for (const [code, words] of [
        ['4006381333931', /No item has code 4006381333931.*Teach it in Settings, Scanner/],
        ['96385074', /No item has code 96385074.*Teach it in Settings, Scanner/],
        ['A4711', /No item has code A4711.*Teach it in Settings, Scanner/],
        ['54322', /543\.22 USD\? No item has this code/],
        ['123456789', /1,234,567\.89 USD\? That is long/],
      ] as const) {
        for (const ending of ['Enter', 'Enter twice'] as const) {
          await scanAt(page, code, ending, pace)
          await page.waitForTimeout((code.length + 2) * pace + REST_MS)
          await notice(words)
          expect(await count(), `${code} ${pace} ${ending}`).toBe(before)
          if (pace === 100 && ending === 'Enter') await look(page, `scanner-untaught-${code}`)
          await clear()
        }
      }
    // A hand is asked too where it types as evenly, and sells by a second Enter; one that rests a little is not.
    for (const delay of [100, 250]) {
      await page.keyboard.type('54322', { delay })
      await page.keyboard.press('Enter')
      if (delay === 100) {
        await notice(/543\.22 USD\? No item has this code/)
        await clear()
      }
    }
    await expect.poll(count).toBe(before + 1)
  })

  it('tries no passphrase where the keys are locked, and a hand that types one does', async () => {
    await callFrom(page, 'vault.lock', {})
    const field = page.getByLabel('Passphrase').first()
    const wrong = page.getByText('This passphrase does not open the keys.')
    await field.waitFor()
    for (const [code, pace] of [
      ['400', 10],
      ['4006381', 30],
      ['4006381333931', 150],
    ] as const) {
      await field.focus()
      await scanAt(page, code, 'Enter twice', pace)
      await page.waitForTimeout((code.length + 2) * pace + REST_MS)
      expect(await wrong.count(), `${code} ${pace}`).toBe(0)
      await field.fill('')
    }
    await page.keyboard.type(PASSPHRASE, { delay: 60 })
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await callFrom(page, 'vault.status', {})).kind).toBe('ready')
  })
})
