import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { createChance } from '../app/chance.ts'
import { bookOptions } from './book-options.ts'
import { ACCOUNT, eur, made, START, sale, seen, shopAccount, transfer } from './facts.ts'
import { there } from './there.ts'

const MINUTE = 60_000

/** A picture of so many bytes, as the catalogue takes them. */
function picture(bytes: number, seed: number): Buffer {
  const noise = Buffer.from(createChance(seed).bytes(bytes))
  return Buffer.concat([Buffer.from('RIFF\u0008\u0000\u0000\u0000WEBPVP8L', 'latin1'), noise])
}

/**
 * Writes a live book of so many sales, a few at least, with rows in every table: lines, items with and without pictures, refunds and
 * one that was undone, standing links and what came through them, exceptions open and resolved, long notes. It is closed in order.
 */
export async function writePopulatedBook(path: string, sales: number): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const { db, ledger, close } = await openLedger(bookOptions(path), START)
  for (const [id, provider] of [
    [ACCOUNT, 'daisy'],
    ['account-of-the-stall', 'ocpay'],
  ] as const)
    ledger.addAccount(shopAccount({ id, provider }))
  db.transaction(() => {
    const items = Array.from({ length: 40 }, (_, n) => {
      const bytes = n % 3 === 0 ? 2_000 + n * 700 : 0
      const item = { id: null, name: `Item ${n}`, price: eur(`${n + 1}.50`), code: `code-${n}`, at: START }
      return there(ledger.saveItem({ ...item, picture: bytes === 0 ? null : picture(bytes, n) }))
    })
    for (const item of items.slice(0, 3)) ledger.retireItem(item.id, true, START + 1)
    const standing = ['Donation box', 'Coffee'].map((name, n) => {
      const wanted = {
        token: `standing-${n}`,
        accountId: ACCOUNT,
        itemId: null,
        name,
        asked: eur('5'),
        at: START,
      }
      const { link } = there(ledger.createStandingLink(wanted))
      const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START + MINUTE, at: START }
      ledger.recordStandingMade({
        id: link.id,
        ref: `standing-${n}`,
        url: `https://pay.example/s${n}`,
        ...facts,
      })
      return link.id
    })
    for (let n = 0; n < sales; n += 1) {
      const at = START + n * MINUTE
      if (n % 25 === 24) payStanding(standing[n % 2] ?? '', n, at)
      else sell(n, at, items[(n % 37) + 3]?.id ?? '', `${(n % 37) + 4}.50`)
    }
  })()
  close()

  function sell(n: number, at: number, itemId: string, price: string): void {
    const lines =
      n % 2 === 0
        ? [
            { kind: 'item', itemId, unit: eur(price), quantity: 1 } as const,
            { kind: 'amount', unit: eur('2.00'), quantity: 3 } as const,
          ]
        : undefined
    const asked = lines ? eur(String(Number(price) + 6)) : eur('49.90')
    const { pending } = there(
      ledger.createInvoice(
        sale({
          ...{ token: `token-${n}`, asked, at, accountId: n % 7 === 0 ? 'account-of-the-stall' : ACCOUNT },
          ...{
            description: `Sale ${n} für ${'Žofie '.repeat(n % 9)}`,
            customerName: n % 3 === 0 ? `Name ${n}` : null,
          },
          ...(lines ? { lines } : {}),
        }),
      ),
    )
    const { linkId, invoiceId } = pending
    ledger.recordLinkMade(made(linkId, { at: at + 1_000 }))
    if (n % 9 === 4) {
      const upon = { token: `edit-${n}`, invoiceIds: [invoiceId], person: n % 2 === 0 ? 'Nadia' : '' }
      ledger.editSales({ ...upon, edit: { kind: 'review', reviewed: true } }, at)
      ledger.editSales(
        { ...upon, edit: { kind: 'tag', tag: n % 2 === 0 ? 'deposit' : 'عرس', isOn: true } },
        at,
      )
    }
    if (n % 50 === 7) ledger.addNote(invoiceId, `Note ${n}: ${'请'.repeat(3_000 + n)}`, at)
    if (n % 5 === 4) return
    const part = n % 11 === 10
    const amount = part ? eur('1.00') : asked
    const receipts = [
      transfer({
        receiptId: `transfer-${n}`,
        txHash: `0x${n.toString(16).padStart(64, '0')}`,
        amount,
        credited: amount,
        paidAt: at,
      }),
    ]
    const raw =
      n % 40 === 3 ? JSON.stringify({ status: 'PAID', long: 'x'.repeat(6_000 + n) }) : '{"status":"PAID"}'
    const reading = part ? 'underpaid' : 'paid'
    ledger.recordAnswers([
      seen(linkId, { receipts, received: amount, reading, rawAnswer: raw, at: at + 5_000 }),
    ])
    if (n % 6 === 0 && !part) refund(invoiceId, n, at + 10_000)
    const [open] = n % 22 === 21 ? ledger.exceptions({ resolved: false, limit: 1 }) : []
    if (open) ledger.resolveException(open.id, `looked at ${n}`, 'Ines', at + 20_000)
  }

  function refund(invoiceId: string, n: number, at: number): void {
    for (const amount of ['1.00', '2.00']) {
      const wanted = {
        token: `refund-${n}-${amount}`,
        amount: eur(amount),
        reason: 'damaged',
        reference: null,
        person: 'Ines',
      }
      ledger.recordRefund(invoiceId, wanted, at)
    }
    const [first] = ledger.invoice(invoiceId)?.refunds ?? []
    if (n % 12 === 0 && first) ledger.undoRefund(first.id, 'kept after all', 'Ines', at + 1)
  }

  function payStanding(id: string, n: number, at: number): void {
    const receipt = transfer({
      receiptId: `standing-${n}`,
      txHash: `0x5${n.toString(16).padStart(63, '0')}`,
      amount: eur('5'),
      credited: eur('5'),
      paidAt: at,
    })
    const facts = { rawStatus: '0', rawAnswer: '{}', isPending: false, nextCheckAt: at + MINUTE, at }
    ledger.recordStandingSeen({ id, reading: 'open', count: null, receipt, ...facts })
  }
}
