import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import { BY_HAND, callFrom, chooseAccount } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { COUNTER_SIZES, look, SIZES } from '../../support/window/look.ts'
import { readQr } from '../../support/window/qr-pixels.ts'
import { openShop, PASSPHRASE, type Shop } from '../../support/window/shop.ts'
import { type Box, boxesOf, cutOff, meets, overlaps } from '../../support/window/stand.ts'

/** What stands at the same place whatever the state. */
const FIXED = ['.sale-amount', '.half', '.sale-acts', '.ticket-first']

onEveryLauncher('every state of a sale, light and dark, at three sizes', (launcher) => {
  let shop: Shop
  let page: Page
  beforeAll(async () => {
    shop = await openShop({
      launcher,
      size: { width: 1280, height: 800 },
      accounts: [
        { provider: 'ocpay', label: 'OCPay shop' },
        { provider: 'oxapay', label: 'OxaPay shop', settings: { dialect: 'v1' } },
      ],
    })
    page = shop.page
  })
  afterAll(() => shop?.close())

  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const code = () => page.getByRole('img', { name: /QR code/ })

  /** The sale that was written down last. */
  async function newest(): Promise<InvoiceDetail> {
    const all = { search: '', status: [], provider: [], cursor: null, limit: 1 }
    const { rows } = await callFrom(page, 'invoices.list', all)
    return callFrom(page, 'invoices.get', { id: rows[0]?.id ?? '' })
  }

  async function take(label: string, currency: string): Promise<void> {
    if ((await page.getByRole('article').count()) > 0) await page.keyboard.press('n')
    await keypad()
    await chooseAccount(page, label, currency)
    await page.keyboard.press('Escape')
  }

  async function ask(keys: string): Promise<void> {
    await page.keyboard.type(keys, BY_HAND)
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
  }

  /** Sells through OxaPay; answers with what the simulator is to be told of. */
  async function sold(): Promise<{ readonly provider: ProviderId; readonly ref: string }> {
    await take('OxaPay shop', 'USDT')
    await ask('12.5')
    await code().waitFor()
    const { links } = await newest()
    return { provider: 'oxapay', ref: links[0]?.providerRef ?? '' }
  }

  const tell = (path: 'pay' | 'expire' | 'status' | 'fault', body: object) => shop.server.control(path, body)
  const comesTo = (status: string) => page.locator(`.sale-${status}`).waitFor()

  /** Where the parts stood in the first state that was looked at, by size. */
  const stood = new Map<string, Awaited<ReturnType<typeof boxesOf>>>()

  async function lookAt(
    name: string,
    url: string | null,
    also: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    await look(page, `state-${name}`, COUNTER_SIZES, async (where) => {
      if (url === null) expect.soft(await code().count(), where).toBe(0)
      else expect.soft(readQr(await code().screenshot()), where).toBe(url)
      const size = where.split('-').at(-1) ?? ''
      const boxes = await boxesOf(page, FIXED)
      expect.soft(boxes, where).toEqual(stood.get(size) ?? boxes)
      stood.set(size, boxes)
      expect.soft(await cutOff(page, '.sale'), where).toEqual([])
      // The amount keeps to its line and the number to its column, however long they are.
      const { head, number, amount } = await partsOfFacts()
      expect.soft(number.x + number.width, where).toBeLessThanOrEqual(head.x + head.width)
      expect.soft(amount.height, where).toBeLessThanOrEqual(80)
      await expectOwnPlaces(where, size)
      await also()
    })
  }

  async function partsOfFacts() {
    const boxes = await boxesOf(page, ['.sale-head', '.sale-number', '.sale-amount'])
    const [head, number, amount] = Object.values(boxes)
    if (!head || !number || !amount) throw new Error('the sale has no head')
    return { head, number, amount }
  }

  /** Where each button was first seen, by size; what it is called while it works or is on is the same button. */
  const places = new Map<string, Map<string, Box>>()
  const SAME = new Map([
    ['Checking…', 'Check now'],
    ['Link copied', 'Copy link'],
    ['Hide code', 'Show code'],
  ])

  /** In no state does a button stand where it stood otherwise, or where another stands in any state. */
  async function expectOwnPlaces(where: string, size: string): Promise<void> {
    const known = places.get(size) ?? new Map<string, Box>()
    places.set(size, known)
    for (const button of await page.locator('.sale-acts, .ticket-first').getByRole('button').all()) {
      // Beneath it the key that does the same as the sale stands.
      const [text = ''] = (await button.innerText()).split('\n')
      const name = SAME.get(text) ?? text
      const box = await button.boundingBox()
      if (!box) continue
      expect.soft(box, `${where}: ${name} has moved`).toEqual(known.get(name) ?? box)
      known.set(name, box)
      const others = [...known].filter(([other, there]) => other !== name && meets(box, there))
      expect.soft(others, `${where}: ${name} stands where others do`).toEqual([])
    }
  }

  it('nothing typed: the room of the lines says what the keys do', async () => {
    await take('OxaPay shop', 'USDT')
    await look(page, 'state-keypad', COUNTER_SIZES, async (where) => {
      expect(await page.locator('.keypad-message').innerText(), where).toContain('then Enter')
      expect(await cutOff(page, '.stub'), where).toEqual([])
    })
  })

  it('Enter says at once what is in the way, and so does a press of the button', async () => {
    const ask = page.getByRole('button', { name: /Request/ })
    const notice = page.locator('.keypad-message').getByRole('status')
    await page.keyboard.press('Enter')
    await notice.getByText('No payment requested: type an amount').waitFor()
    await page.keyboard.type('1')
    await notice.getByText('No payment requested').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await take('OCPay shop', 'DZD')
    await page.keyboard.type('1')
    await ask.click({ force: true })
    await notice.getByText(/^No payment requested\. .*500/).waitFor()
    await look(page, 'state-why', COUNTER_SIZES, async (where) => {
      const box = await notice.boundingBox()
      const window = page.viewportSize()
      expect((box?.y ?? 0) + (box?.height ?? 0), where).toBeLessThanOrEqual(window?.height ?? 0)
    })
    await page.keyboard.press('Escape')
    const { rows } = await callFrom(page, 'invoices.list', {
      search: '',
      status: [],
      provider: [],
      cursor: null,
      limit: 1,
    })
    expect(rows).toEqual([])
  })

  it('locked keys are told above every place, move no key of the keypad, and are told by Enter', async () => {
    const parts = ['.amount-entry', '.pad', '.ticket-first', '.rail-places', '.rail-foot']
    await page.setViewportSize(SIZES[0])
    const before = await boxesOf(page, parts)
    await callFrom(page, 'vault.lock', {})
    const banner = page.getByRole('region', { name: 'About the keys' })
    await banner.getByLabel('Passphrase').waitFor()
    expect(await boxesOf(page, parts)).toEqual(before)
    await page.keyboard.type('900', BY_HAND)
    await page.keyboard.press('Enter')
    await page.getByText('No payment requested: the keys are locked.').waitFor()
    await look(page, 'state-locked', COUNTER_SIZES, async (where) => {
      expect(await overlaps(page, '.banner', ['.new-sale', '.rail-places']), where).toEqual([])
      const cut = await cutOff(page, '.rail')
      expect(
        cut.filter((one) => !one.includes('visually-hidden')),
        where,
      ).toEqual([])
    })
    await banner.getByLabel('Passphrase').fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await banner.waitFor({ state: 'detached' })
    await page.locator('.tape').focus()
    await page.keyboard.press('Escape')
  })

  it('asked, and still trying after ten seconds', async () => {
    await take('OCPay shop', 'DZD')
    await tell('fault', { provider: 'ocpay', operation: 'create', kind: 'timeout_after', times: 1 })
    await ask('7400')
    await comesTo('creating')
    await page.getByText(/Contacting OCPay… \d+ s/).waitFor()
    await lookAt('asked', null)
    await page.getByText(/has not answered yet/).waitFor()
    await lookAt('still-trying', null)
  })

  it('waiting, asked about, confirming and paid', async () => {
    const link = await sold()
    const url = (await newest()).links[0]?.url ?? ''
    await lookAt('waiting', url)
    await page.keyboard.press('F5')
    await page.locator('.raw-word').getByText('new').waitFor()
    await lookAt('asked-about', url)
    await tell('status', { ...link, status: 'confirming' })
    await comesTo('confirming')
    await lookAt('confirming', url)
    await tell('pay', link)
    await comesTo('paid')
    await lookAt('paid', null)
  })

  it('short, its code again, the question whether it is enough, and the code for the rest', async () => {
    const link = await sold()
    await tell('pay', { ...link, amount: '9' })
    await comesTo('underpaid')
    await lookAt('short', null)
    await page.keyboard.press('q')
    await lookAt('short-code', (await newest()).links[0]?.url ?? '')
    await page.keyboard.press('q')
    await page.getByRole('button', { name: 'New link for the rest' }).click()
    await code().waitFor()
    const { links, invoice } = await newest()
    const rest = links.find((one) => one.id === invoice.shareLinkId)
    await page.locator('.give-amount', { hasText: '3.50 USDT' }).waitFor()
    await page.getByTestId('announcer').getByText('The code requests 3.50 USDT.').waitFor()
    expect(rest?.asked.amount).toMatch(/^3\.50*$/)
    await lookAt('short-rest', rest?.url ?? '')
    await page.getByRole('button', { name: 'Hide code' }).click()
    await page.getByRole('button', { name: 'Accept as paid' }).waitFor()
    await page.getByRole('button', { name: 'Show code' }).click()
    await code().waitFor()
  })

  it('a provider that does not answer is told in full above the buttons, and moves nothing', async () => {
    await sold()
    await tell('fault', { provider: 'oxapay', operation: '*', kind: 'http_status', status: 503, times: 50 })
    await page.keyboard.press('F5')
    await page.locator('.sale-trouble .error-words').waitFor()
    await lookAt('trouble', (await newest()).links[0]?.url ?? '', async () => {
      const rest = ['.sale-amount', '.sale-code', '.sale-acts', '.ticket-first']
      expect.soft(await overlaps(page, '.sale-trouble .error-words', rest)).toEqual([])
    })
    await tell('fault', { provider: 'oxapay', operation: '*', kind: 'http_status', status: 503, times: 0 })
  })

  it('a long amount keeps to its line', async () => {
    await take('OCPay shop', 'DZD')
    await ask('500000')
    await code().waitFor()
    await lookAt('long', (await newest()).links[0]?.url ?? '')
  })

  it('over', async () => {
    const link = await sold()
    await tell('pay', { ...link, amount: '15' })
    await comesTo('overpaid')
    await lookAt('over', null)
  })

  it('expired, and late', async () => {
    const link = await sold()
    await tell('expire', link)
    await comesTo('expired')
    await lookAt('expired', null)
    await page.waitForTimeout(1_100)
    await tell('pay', link)
    await page.keyboard.press('F5')
    await comesTo('paid_late')
    await lookAt('late', null)
  })

  it('refunded', async () => {
    const link = await sold()
    await tell('pay', link)
    await comesTo('paid')
    await tell('status', { ...link, status: 'refunded' })
    await page.keyboard.press('F5')
    await comesTo('refunded')
    await lookAt('refunded', null)
  })

  it('declined by the payer’s bank, and refused by the provider', async () => {
    await take('OCPay shop', 'DZD')
    await ask('7500')
    await code().waitFor()
    const ref = (await newest()).links[0]?.providerRef ?? ''
    await tell('status', { provider: 'ocpay', ref, status: 'declined' })
    await comesTo('failed')
    await page.getByText('The link has expired.').waitFor()
    await lookAt('declined', null)
    await take('OCPay shop', 'DZD')
    await tell('fault', {
      provider: 'ocpay',
      operation: 'create',
      kind: 'http_status',
      status: 400,
      times: 1,
    })
    await ask('7600')
    await comesTo('failed')
    await lookAt('refused', null)
  })

  it('given up, and its code again', async () => {
    await sold()
    const { links, invoice } = await newest()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('1')
    await keypad()
    await page.getByRole('button', { name: new RegExp(invoice.number) }).click()
    await comesTo('abandoned')
    await lookAt('given-up', null)
    await page.keyboard.press('q')
    await lookAt('given-up-code', links[0]?.url ?? '')
  })

  it('unknown, with what can still happen to the link that may have been made', async () => {
    await page.keyboard.press('n')
    await page.getByRole('button', { name: /7,400.00 DZD/ }).click()
    await comesTo('unknown')
    await lookAt('unknown', null)
  })
})
