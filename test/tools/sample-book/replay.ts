import type { Database } from 'better-sqlite3'
import type { Ledger } from '../../../src/main/ledger/port/ledger.ts'
import { closeBook, openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { toDecimal } from '../../../src/shared/money/money.ts'
import type { BookStep, SaleHistory, Step } from '../../../tools/sample-book/told/history.ts'
import { moments } from '../../../tools/sample-book/told/moments.ts'
import type { SampleHistory } from '../../../tools/sample-book/told/sample.ts'
import { bookOptions } from '../../support/books/book-options.ts'
import { there } from '../../support/books/there.ts'

interface Played {
  readonly invoiceId: string
  readonly links: string[]
}

/** Lives a sample's history through the ledger's own methods, every moment in its time, into a book at `path`. */
export async function replay(path: string, { shop, sales }: SampleHistory): Promise<void> {
  const { db, ledger } = await openLedger(bookOptions(path), shop.begins)
  const played = new Map<SaleHistory, Played>()
  const items: string[] = []
  const accountAt = (place: number): string => shop.accounts[place]?.id ?? ''
  const itemAt = (place: number): string => items[place] ?? ''

  function ask(sale: SaleHistory): void {
    const { number: _, lines, markers: __, steps: ___, account, place: ____, ...asked } = sale
    const { pending } = there(
      ledger.createInvoice({
        ...asked,
        accountId: accountAt(account),
        lines: lines.map(({ item, unit, quantity }) =>
          item === null
            ? { kind: 'amount', unit, quantity }
            : { kind: 'item', itemId: itemAt(item), unit, quantity },
        ),
      }),
    )
    if (pending.invoiceNumber !== sale.number)
      throw new Error(`${pending.invoiceNumber} is not ${sale.number}`)
    played.set(sale, { invoiceId: pending.invoiceId, links: [pending.linkId] })
  }

  db.transaction(() => {
    for (const moment of moments(shop.steps, sales())) {
      if (moment.kind === 'sale') ask(moment.sale)
      else if (moment.kind === 'book') playBook(ledger, moment.step, accountAt, items)
      else {
        const one = played.get(moment.sale)
        const step = moment.sale.steps[moment.index]
        if (one && step) play(db, ledger, one, step)
      }
    }
  })()
  closeBook(db)
}

function play(db: Database, ledger: Ledger, { invoiceId, links }: Played, step: Step): void {
  const { at } = step
  const linkId = 'link' in step ? (links[step.link] ?? '') : ''
  switch (step.kind) {
    case 'made':
      done(ledger.recordLinkMade({ ...step.answer, linkId, at }), step)
      break
    case 'not_made':
      done(ledger.recordLinkNotMade({ ...step.answer, linkId, at }), step)
      break
    case 'seen':
      done(ledger.recordAnswers([{ ...step.answer, linkId, at }]).length > 0, step)
      break
    case 'unchanged':
      ledger.recordUnchanged([{ linkId, nextCheckAt: step.nextCheckAt }], at)
      break
    case 'unanswered':
      ledger.recordUnanswered([{ ...step.answer, linkId, at }])
      break
    case 'link_added': {
      const added = there(ledger.addLink(invoiceId, at))
      if (added.ok) links.push(added.pending.linkId)
      done(added.ok, step, added.ok ? '' : added.reason)
      break
    }
    case 'rest_added': {
      const added = there(ledger.addRemainderLink(invoiceId, step, at))
      if (added.ok) links.push(added.pending.linkId)
      done(added.ok, step, added.ok ? '' : added.reason)
      break
    }
    case 'abandoned':
      done(ledger.abandon(invoiceId, step.reason, at)?.ok, step)
      break
    case 'short_accepted':
      done(ledger.acceptShortfall(invoiceId, toDecimal(step.received), step, at)?.ok, step)
      break
    case 'exception_settled': {
      const id = db
        .prepare(
          `SELECT exceptions.id FROM exceptions JOIN invoices ON invoices.seq = invoice_seq
           WHERE invoices.id = ? AND kind = ? AND settled_at_ms IS NULL`,
        )
        .pluck()
        .get(invoiceId, step.exception)
      done(ledger.resolveException(String(id), step.note, step.person, at), step)
      break
    }
    case 'noted':
      done(ledger.addNote(invoiceId, step.text, at), step)
      break
  }
}

/** A history in which the ledger refuses a step tells nothing of what the app writes. */
function done(answer: unknown, step: Step, why = ''): void {
  if (!answer) throw new Error(`the ledger refused ${step.kind} at ${step.at} ${why}`)
}

function playBook(
  ledger: Ledger,
  step: BookStep,
  accountAt: (place: number) => string,
  items: string[],
): void {
  const { at } = step
  switch (step.kind) {
    case 'account_added':
      ledger.addAccount(step.account)
      break
    case 'key_typed':
      ledger.recordNewKey(accountAt(step.account), step.keyFingerprint, at)
      break
    case 'account_paused':
      ledger.pauseAccount(accountAt(step.account), step.reason, at)
      break
    case 'account_forgotten':
      ledger.forgetAccount(accountAt(step.account), at)
      break
    case 'item_saved': {
      const { isNew, ...saved } = step.saved
      const item = ledger.saveItem({ ...saved, id: isNew ? null : (items[step.item] ?? ''), at })
      if (isNew && item) items.push(item.id)
      break
    }
    case 'item_retired':
      ledger.retireItem(items[step.item] ?? '', step.retired, at)
      break
    case 'exported':
      ledger.appendEvent('export', { rows: ledger.receiptCount() }, at)
      break
  }
}
