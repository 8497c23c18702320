import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOT } from '../../../tools/launch.ts'
import { BY_HAND, callFrom, chooseAccount, goTo } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { COUNTER_SIZES, look, SIZES } from '../../support/window/look.ts'
import { scan as scanAt } from '../../support/window/scan.ts'
import { openShop, type Shop } from '../../support/window/shop.ts'

const COFFEE_CODE = '4006381333931'
const NEWEST = { search: '', status: [], provider: [], cursor: null, limit: 1 }

onEveryLauncher('the keypad with its tape, quick amounts and items', (launcher) => {
  let shop: Shop
  let page: Page
  beforeAll(async () => {
    shop = await openShop({
      launcher,
      size: { width: 1024, height: 640 },
      accounts: [
        { provider: 'ocpay', label: 'OCPay' },
        { provider: 'oneshotpay', label: '1ShotPay' },
      ],
    })
    page = shop.page
    await choose('OCPay', 'DZD')
  })
  afterAll(() => shop?.close())

  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const shown = () => page.getByRole('status', { name: 'Amount', exact: true }).innerText()
  const notice = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor()
  /** Keys as a hand types them; a scanner is faster than any. */
  const type = (keys: string) => page.keyboard.type(keys, { delay: 60 })
  const scan = (code: string, last?: 'none') => scanAt(page, code, last)
  const count = async () => (await callFrom(page, 'app.overview', {})).invoiceCount
  const choose = async (label: string, currency: string) => {
    await chooseAccount(page, label, currency)
    await page.keyboard.press('Escape')
  }

  /** What the simulator was asked for last, as it came over the wire, beside what the book says. */
  async function asked() {
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    const [row] = (await callFrom(page, 'invoices.list', NEWEST)).rows
    const { invoice, lines } = await callFrom(page, 'invoices.get', { id: row?.id ?? '' })
    const creates = (await shop.server.requests()).filter((one) => one.operation === 'create')
    const body = JSON.stringify((creates.at(-1) as { body?: unknown } | undefined)?.body)
    return { invoice, lines, body, creates: creates.length }
  }
  const next = async () => {
    await page.keyboard.press('n')
    await keypad()
  }

  it('counts a tape as it is typed, 300+150*4 is 900, and asks for exactly that', async () => {
    await type('300+150*')
    await notice('Type a quantity')
    await page.keyboard.press('Enter')
    expect(await count()).toBe(0)
    await type('4')
    await expect.poll(shown).toMatch(/^900\s*DZD$/)
    await page.keyboard.press('Enter')
    const { invoice, lines, body } = await asked()
    expect(invoice.asked).toEqual({ currency: 'DZD', amount: '900.00' })
    expect(body).toMatch(/"amount":900[,}]/)
    expect(lines.map((line) => [line.unit.amount, line.quantity, line.sum.amount])).toEqual([
      ['300.00', 1, '300.00'],
      ['150.00', 4, '600.00'],
    ])
    await next()
  })

  it('says the limits for the sum, before Enter', async () => {
    await type('250000*2+1')
    await page.getByText('above what this account accepts').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForTimeout(200)
    expect(await count()).toBe(1)
    await page.keyboard.press('Escape')
    await expect.poll(shown).toMatch(/^0\s*DZD$/)
  })

  it('keeps its place: neither the first line nor a fault moves the keypad', async () => {
    const place = () => page.getByRole('toolbar', { name: 'Amount keypad' }).boundingBox()
    const before = await place()
    for (const keys of ['1', '+2', '*3', '+4+5+6+7', '+900000']) {
      await type(keys)
      expect(await place(), keys).toEqual(before)
    }
    await page.keyboard.press('Escape')
  })

  it('adds quick amounts that the owner set, by one key each, and by touch', async () => {
    await goTo(page, 'Settings')
    await page.getByLabel('F1', { exact: true }).fill('500')
    await page.getByLabel('F2', { exact: true }).fill('1250')
    await page.getByRole('button', { name: 'Save quick amounts' }).click()
    await goTo(page, 'Counter')
    await keypad()
    const key = page.getByRole('button', { name: /^\+1,250/ })
    expect((await key.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await page.keyboard.press('F1')
    await type('2*')
    await page.keyboard.press('F2')
    await key.click()
    await expect.poll(shown).toMatch(/^4,250\s/)
    await page.keyboard.press('Enter')
    const { invoice, lines, body } = await asked()
    expect(invoice.asked.amount).toBe('4250.00')
    expect(body).toMatch(/"amount":4250[,}]/)
    expect(lines.map((line) => [line.unit.amount, line.quantity])).toEqual([
      ['500.00', 1],
      ['1250.00', 3],
    ])
    await next()
  })

  it('has a catalogue the owner fills by keyboard: name, price, code; the picture is made small', async () => {
    await goTo(page, 'Settings')
    for (const [name, price, code] of [
      ['Coffee', '250', COFFEE_CODE],
      ['Bread', '50', ''],
      ['Dates', '725.5', ''],
    ] as const) {
      await page.getByRole('button', { name: 'Add item' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.type(name, BY_HAND)
      await page.keyboard.press('Tab')
      await page.keyboard.type(price, BY_HAND)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.type(code, BY_HAND)
      if (name === 'Coffee') {
        await page.locator('input[type=file]').setInputFiles(join(ROOT, 'resources/icon.png'))
        await page.getByRole('button', { name: 'Choose another picture' }).waitFor()
      }
      await page.getByRole('button', { name: 'Save item' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('heading', { name, exact: true }).waitFor()
    }
    const items = await callFrom(page, 'items.list', {})
    expect(items.map((item) => [item.name, item.price.amount, item.code])).toEqual([
      ['Bread', '50.00', null],
      ['Coffee', '250.00', COFFEE_CODE],
      ['Dates', '725.50', null],
    ])
    const coffee = items.find((item) => item.hasPicture)
    expect(coffee?.name).toBe('Coffee')
    const { webp } = await callFrom(page, 'items.picture', { id: coffee?.id ?? '' })
    const bytes = Buffer.from(webp ?? '', 'base64')
    expect(bytes.toString('latin1', 8, 12)).toBe('WEBP')
    expect(bytes.length).toBeLessThanOrEqual(65_536)
    await goTo(page, 'Counter')
    await keypad()
  })

  it('sells items scanned, searched and counted, by keyboard alone; lines and description say what', async () => {
    await scan(COFFEE_CODE)
    await notice('Coffee added.')
    await type('2*/')
    await page.keyboard.type('brea', { delay: 60 })
    await page.keyboard.press('Enter')
    await notice('Bread added.')
    await scan(COFFEE_CODE)
    await type('125')
    await expect.poll(shown).toMatch(/^725\s/)
    await page.keyboard.press('Enter')
    const { invoice, lines, body } = await asked()
    expect(invoice).toMatchObject({
      asked: { currency: 'DZD', amount: '725.00' },
      description: '2 x Coffee, 2 x Bread',
    })
    expect(body).toMatch(/"amount":725[,}]/)
    expect(body).toContain('2 x Coffee, 2 x Bread')
    expect(lines.map((line) => [line.kind, line.name, line.quantity, line.sum.amount])).toEqual([
      ['item', 'Coffee', 2, '500.00'],
      ['item', 'Bread', 2, '100.00'],
      ['amount', null, 1, '125.00'],
    ])
    await goTo(page, 'Invoices')
    await page.getByText(invoice.number).first().click()
    const kept = page.getByRole('region', { name: 'Lines' })
    await kept.waitFor()
    expect(await kept.getByRole('listitem').count()).toBe(3)
    expect((await kept.innerText()).replace(/\s+/g, ' ')).toContain('2 × Coffee')
    await goTo(page, 'Counter')
    await next()
  })

  it('begins the next sale with a scan, also where the last one is still on the screen', async () => {
    await type('600')
    await page.keyboard.press('Enter')
    await asked()
    await scan(COFFEE_CODE)
    await notice('Coffee added.')
    await expect.poll(shown).toMatch(/^250\s/)
    await scan(COFFEE_CODE)
    await expect.poll(shown).toMatch(/^500\s/)
    await page.keyboard.press('Delete')
    await expect.poll(shown).toMatch(/^0\s/)
  })

  it('sells nothing when a code that begins with letters is scanned on a sale', async () => {
    await type('600')
    await page.keyboard.press('Enter')
    await asked()
    const before = await count()
    await scan('ABC12345')
    await page.waitForTimeout(400)
    expect(await count()).toBe(before)
    await keypad()
    await expect.poll(shown).toMatch(/^0\s/)
  })

  it('knows a scanner that presses no Enter, and one whose Enter comes late', async () => {
    const before = await count()
    await type('300+')
    await scan('5901234123457', 'none')
    await notice('No item has code 5901234123457')
    await expect.poll(shown).toMatch(/^300\s/)
    await scan(COFFEE_CODE, 'none')
    await notice('Coffee added.')
    await page.keyboard.press('Enter')
    await expect.poll(shown).toMatch(/^550\s/)
    expect(await count()).toBe(before)
    await page.keyboard.press('Delete')
  })

  it('still names what no item was found for when the next one is scanned unseen, until a hand does something', async () => {
    await scan('5901234123457')
    await notice('No item has code 5901234123457')
    await page.waitForTimeout(600)
    await scan(COFFEE_CODE)
    await notice('Coffee added. Scanned earlier and not added: 5901234123457.')
    await page.waitForTimeout(600)
    await scan('4003994155486')
    await notice('No item has code 4003994155486. Nothing was added. Scanned earlier')
    await page.waitForTimeout(600)
    await scan(COFFEE_CODE)
    await notice('Scanned earlier and not added: 5901234123457, 4003994155486.')
    await look(page, 'keypad-missed')
    await page.waitForTimeout(600)
    await type('1')
    expect(await page.getByRole('status').filter({ hasText: 'Scanned earlier and not added' }).count()).toBe(
      0,
    )
    await page.keyboard.press('Delete')
    await expect.poll(shown).toMatch(/^0\s/)
  })

  it('never makes more of an amount whose decimals the account does not take', async () => {
    await type('1250.00')
    await expect.poll(shown).toMatch(/^1,250\.?\s/)
    await page.keyboard.press('Delete')
  })

  it('keeps its place while items are searched for and details are looked at', async () => {
    const place = () => page.getByRole('toolbar', { name: 'Amount keypad' }).boundingBox()
    for (const size of [
      { width: 1024, height: 640 },
      { width: 1920, height: 1080 },
      { width: 800, height: 1280 },
    ]) {
      await page.setViewportSize(size)
      const before = await place()
      await page.keyboard.press('/')
      await page.keyboard.type('no item', { delay: 60 })
      await page.getByText('No matching item.').first().waitFor()
      expect(await place(), `${size.width}, searching`).toEqual(before)
      await page.keyboard.press('Escape')
      const hasTabs = (await page.getByRole('tab').count()) > 0
      // In a large window both are there.
      expect(hasTabs).toBe(size.width < 1600)
      if (hasTabs) await page.getByRole('tab', { name: 'Details' }).click()
      await page.getByLabel('Description').waitFor()
      expect(await place(), `${size.width}, details`).toEqual(before)
      if (hasTabs) await page.getByRole('tab', { name: 'Items' }).click()
    }
    await page.setViewportSize({ width: 1024, height: 640 })
  })

  it('takes items by touch, and pieces on and off their line', async () => {
    await page.getByRole('button', { name: /^Coffee/ }).click()
    for (const name of ['One more Coffee', 'One less Coffee']) {
      const box = await page.getByRole('button', { name }).boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44)
    }
    await page.getByRole('button', { name: 'One more Coffee' }).click()
    await expect.poll(shown).toMatch(/^500\s/)
    await page.getByRole('button', { name: 'One less Coffee' }).click()
    await page.getByRole('button', { name: 'One less Coffee' }).click()
    await expect.poll(shown).toMatch(/^0\s/)
  })

  it('an unknown code, also of sixty characters, leaves the sale as it was, and sells nothing', async () => {
    const before = await count()
    await type('300+')
    for (const code of ['5901234123457', 'A1*+/.x'.repeat(9).slice(0, 60)]) {
      await scan(code)
      await notice(`No item has code ${code.slice(0, 40)}`)
      await expect.poll(shown).toMatch(/^300\s/)
    }
    await goToDetails()
    await page.getByLabel('Description').focus()
    await scan('5901234123457')
    await notice(/No item has code/)
    expect(await page.getByLabel('Description').inputValue()).toBe('')
    expect(await count()).toBe(before)
    await page.getByRole('tab', { name: 'Items' }).click()
    await page.keyboard.press('Escape')
  })
  const goToDetails = () => page.getByRole('tab', { name: 'Details' }).click()

  it('says why an item cannot be sold with this account', async () => {
    await page.getByRole('button', { name: /^Dates.*More decimals than accepted/ }).waitFor()
    await choose('1ShotPay', 'USD')
    const coffee = page.getByRole('button', { name: /^Coffee.*No price in USD/ })
    await coffee.waitFor()
    expect(await coffee.isDisabled()).toBe(true)
    await scan(COFFEE_CODE)
    await notice('Coffee has no price in USD')
    await expect.poll(shown).toMatch(/^0\.00\s/)
  })

  it('shows no amount wider than its column, in any window', async () => {
    const right = async (part: string) => {
      const box = await page.locator(part).boundingBox()
      return Math.round((box?.x ?? 0) + (box?.width ?? 0))
    }
    for (const digits of ['1234567', '12345678', '123456789012345']) {
      await page.keyboard.press('Delete')
      await type(digits)
      for (const size of [SIZES[0], ...COUNTER_SIZES]) {
        await page.setViewportSize(size)
        const column = await right('.stub .under')
        expect(await right('.total-figure'), `${digits} at ${size.width}`).toBeLessThanOrEqual(column)
      }
    }
    await page.setViewportSize({ width: 1024, height: 640 })
    await page.keyboard.press('Delete')
  })

  it('counts dollars in cents: 1250+399*3 is 24.47', async () => {
    await type('1250+399*3')
    await expect.poll(shown).toMatch(/^24\.47\s/)
    await page.keyboard.press('Enter')
    const { invoice, body } = await asked()
    expect(invoice.asked).toEqual({ currency: 'USD', amount: '24.47' })
    expect(body).toContain('24.47')
  })
  it('says that a key was not taken, and asks once more: 1.234,56 is not 1.23', async () => {
    await next()
    const before = await count()
    await type('1.234,56')
    await expect.poll(shown).toMatch(/^1\.23\s/)
    await notice('The last key was ignored')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Is this amount right?' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForTimeout(700)
    expect(await count()).toBe(before)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Delete')
    await type('12.34')
    await page.keyboard.press('Enter')
    expect((await asked()).invoice.asked.amount).toBe('12.34')
  })
})
