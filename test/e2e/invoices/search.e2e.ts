import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RouteInput, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import { BY_HAND, callFrom, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { listOn, SIZES } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 600
const NOTE = 'Łukasz brought it back on Thursday — القَهْوَة was cold'

type Sale = RouteOutput<'invoices.get'>

onEveryLauncher('what is written of a sale', (launcher) => {
  let app: LaunchedApp
  let page: Page
  /** A paid sale with a customer, on which a note is written. */
  let sale: Sale
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = app.page
    sale = await aPaidSale()
    await callFrom(page, 'invoices.note', { id: sale.invoice.id, text: NOTE })
  })
  afterAll(() => app?.close())
  beforeEach(async () => {
    await page.setViewportSize(SIZES[1])
    await goTo(page, 'Invoices')
    await clear()
  })

  const { search, clear } = listOn(() => page, 'Invoices')
  const numbers = () => page.locator('.list-rows .list-number').allInnerTexts()
  const marked = () => page.locator('.list-rows mark').allInnerTexts()
  const where = (number: string) =>
    page
      .getByRole('row', { name: new RegExp(number) })
      .locator('.list-description')
      .innerText()

  async function aPaidSale(): Promise<Sale> {
    const filter: RouteInput<'lists.sums'>['filter'] = {
      ...{
        search: '',
        status: ['paid'],
        provider: [],
        accountId: [],
        currency: [],
        item: [],
        till: [],
        period: null,
      },
      ...{ amount: null, attention: false, review: null, tag: [] },
    }
    const sort = { by: 'created', down: false } as const
    const { rows } = await callFrom(page, 'lists.invoices', { filter, sort, from: 0, limit: 200 })
    for (const { id, customerName } of rows) {
      const one = await callFrom(page, 'invoices.get', { id })
      if (customerName && one.receipts.some(({ txHash, payer }) => txHash && payer)) return one
    }
    throw new Error('the sample has no such sale')
  }

  async function finds(text: string): Promise<void> {
    await search().fill(text)
    await expect.poll(numbers, { message: text }).toContain(sale.invoice.number)
  }

  it('is found by the middle of a reference, a transaction, a payer and an address', async () => {
    const { links, receipts, invoice } = sale
    const middle = (whole: string | null | undefined) => (whole ?? '').slice(4, -4)
    const [link] = links
    const receipt = receipts.find(({ txHash, payer }) => txHash && payer)
    const parts = [
      [link?.providerRef, 'Reference:'],
      [link?.url, 'Payment link:'],
      [receipt?.txHash, 'Transaction:'],
      [receipt?.payer, 'Payer:'],
    ] as const
    for (const [whole, place] of parts) {
      await finds(middle(whole))
      // Where the reference is a part of the address, either is named.
      if (place.startsWith('Re')) continue
      await expect.poll(() => where(invoice.number)).toContain(place)
      expect((await marked()).join('')).toContain(middle(whole))
    }
  })

  it('is shown where it was found, however late in its text that stands', async () => {
    const whole = sale.receipts.find(({ txHash, payer }) => txHash && payer)?.txHash ?? ''
    await finds(whole.slice(-8))
    for (const size of SIZES) {
      await page.setViewportSize(size)
      const cell = page
        .getByRole('row', { name: new RegExp(sale.invoice.number) })
        .locator('.list-description')
      // A list is laid out anew some frames after its window.
      const beforeTheEnd = async () => {
        const [around, found] = [await cell.boundingBox(), await cell.locator('mark').boundingBox()]
        const end = (around?.x ?? 0) + (around?.width ?? 0)
        return end - (found?.x ?? end)
      }
      await expect.poll(beforeTheEnd, { message: `${size.width}` }).toBeGreaterThan(24)
    }
    await look(page, 'search-late', SIZES)
  })

  it('is found by a note, whatever its accents and its script', async () => {
    for (const [typed, found] of [
      ['lukasz', 'Łukasz'],
      ['thurs', 'Thurs'],
      ['القهوه', 'القَهْوَة'],
    ] as const) {
      await finds(typed)
      await expect.poll(marked).toEqual([found])
      expect(await numbers()).toEqual([sale.invoice.number])
      expect(await where(sale.invoice.number)).toContain('Note:')
    }
    await look(page, 'search-note', SIZES)
  })

  it('is found by its day and by its amounts as the app writes them', async () => {
    const row = page.getByRole('row', { name: new RegExp(sale.invoice.number) })
    await finds(sale.invoice.number)
    const shown = (await row.locator('.list-asked').innerText())
      .replace(/^Requested\s*/, '')
      .replaceAll(/\s+/g, ' ')
    const day = await page.evaluate(
      (at) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Algiers' }).format(at),
      sale.invoice.createdAt,
    )
    await finds(shown)
    await finds(sale.invoice.received.amount)
    await finds(day)
    await finds(`${day} ${sale.invoice.customerName?.slice(0, 3)}`)
  })

  it('is found by two letters, as they are typed by a hand', async () => {
    await search().fill('')
    await search().focus()
    await page.keyboard.type(sale.invoice.customerName?.slice(1, 3) ?? '', BY_HAND)
    await expect.poll(marked).not.toEqual([])
    const typed = (await search().inputValue()).trim()
    // As it stands in the text, with its accents and in its letters.
    const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
    await expect
      .poll(async () => (await marked()).filter((one) => !plain(one).includes(plain(typed))))
      .toEqual([])
    await look(page, 'search-two', SIZES)
  })
})
