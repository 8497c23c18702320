import {
  anyDiffers,
  deriveStatus,
  exceptionsOf,
  isPaid,
  type Money,
  type SeenReceipt,
  subtract,
  toDecimal,
  zero,
} from '../app.ts'
import type { Ids } from '../ids.ts'
import type { SaleHistory, Step } from '../told/history.ts'
import { createOpenExceptions } from './open-exceptions.ts'
import { completeReceipt, factsOf, inWords, sameMoney } from './receipts.ts'
import { emptyAdded, type InvoiceRow, type LinkRow, newLink, type ReceiptRow, type SaleRows } from './rows.ts'

type Data = Readonly<Record<string, string | number | boolean | null>>
const NO_FACTS: readonly never[] = []

const NOT_TOLD = { newReceipts: 0, toldAnew: false, link: null as LinkRow | null }

type Of<K extends Step['kind']> = Extract<Step, { kind: K }>

/**
 * Turns the history of one sale into the rows that the ledger would have written for it, step by step.
 *
 * The status and the exceptions come from the app's own rules; a test replays histories through the ledger itself.
 */
export function writeDown(sale: SaleHistory, accountId: string, ids: Ids): SaleRows {
  const { asked, number } = sale
  const links: LinkRow[] = []
  const open = createOpenExceptions({
    newId: (at) => ids.row(at),
    add: (row) => void added.exceptions.push(row),
    append,
  })
  const invoice: InvoiceRow = {
    id: ids.row(sale.at),
    status: 'creating',
    received: zero(asked.currency),
    tolerance: sale.tolerance,
    updatedAt: sale.at,
    checkedAt: null,
    abandonedAt: null,
  }
  let answeredAt: number | null = null
  let added = emptyAdded()

  function append(kind: string, data: Data, at: number): void {
    added.events.push({ id: ids.row(at), at, kind, data: JSON.stringify(data) })
  }

  function insertLink(at: number, own: Money | null): LinkRow {
    const marker = sale.markers[links.length]
    if (marker === undefined) throw new Error('a link of a history has no marker')
    const link = newLink(ids.row(at), marker, own, at)
    links.push(link)
    added.link = link
    return link
  }

  function linkAt(place: number): LinkRow {
    const link = links[place]
    if (!link) throw new Error('a step names a link that is not there')
    return link
  }

  function rederive(at: number, touched: boolean, told = NOT_TOLD, checked = false): void {
    const facts = {
      asked,
      abandonedAt: invoice.abandonedAt,
      tolerance: invoice.tolerance,
      links: links.map(({ asked: own, stage, reading, expiresAt, begunAt, received, receipts }) => ({
        asked: own,
        stage,
        reading,
        expiresAt,
        begunAt,
        received,
        receipts: receipts.length === 0 ? NO_FACTS : receipts.map((one) => factsOf(one, asked.currency)),
      })),
    }
    const toldFacts = told.link && (facts.links[links.indexOf(told.link)] ?? null)
    const after = deriveStatus(facts)
    const { status: before, received: receivedBefore } = invoice
    const moved = after.status !== before
    if (moved || touched || !sameMoney(after.received, receivedBefore)) {
      invoice.status = after.status
      invoice.received = after.received
      invoice.updatedAt = at
    }
    if (checked) invoice.checkedAt = at
    if (moved) append('status_changed', { from: before, to: after.status }, at)
    if (!moved && told.newReceipts === 0 && !sameMoney(after.received, receivedBefore)) {
      append('received_changed', { from: inWords(receivedBefore), amount: inWords(after.received) }, at)
    }
    for (const kind of exceptionsOf(facts, { before, receivedBefore, ...told, told: toldFacts, after })) {
      open.raise(kind, at)
    }
    if (moved && isPaid(after.status)) open.complete('short', at)
    if ((moved || told.toldAnew) && !anyDiffers(facts)) open.complete('differs', at)
    for (const kind of ['unknown', 'refunded'] as const) if (moved && before === kind) open.complete(kind, at)
  }

  function noteMismatch(link: LinkRow, mismatch: Money, at: number): void {
    if (link.mismatched) return
    link.mismatched = true
    append(
      'amount_mismatch',
      { link: link.id, asked: inWords(link.asked ?? asked), amount: inWords(mismatch) },
      at,
    )
  }

  function made({ answer, link: place, at }: Of<'made'>): void {
    const link = linkAt(place)
    const { ref, url, rawStatus, rawAnswer, expiresAt, nextCheckAt } = answer
    link.stage = 'live'
    link.reading = 'open'
    link.ref = ref
    link.url = url
    link.rawStatus = rawStatus
    link.rawAnswer = rawAnswer
    link.expiresAt = expiresAt
    link.nextCheckAt = nextCheckAt
    link.madeAt = at
    link.checkedAt = at
    link.failureCode = null
    link.failureWords = null
    link.lastError = null
    append(answer.recovered ? 'link_recovered' : 'link_made', { link: link.id, ref }, at)
    if (answer.mismatch) noteMismatch(link, answer.mismatch, at)
    invoice.checkedAt = at
    answeredAt = at
    rederive(at, true)
  }

  function notMade({ answer, link: place, at }: Of<'not_made'>): void {
    const link = linkAt(place)
    const { stage, code, providerWords } = answer
    link.stage = stage
    link.failureCode = code
    link.failureWords = providerWords
    const kind = stage === 'lost' ? 'link_lost' : 'link_refused'
    append(kind, { link: link.id, code, words: providerWords }, at)
    rederive(at, true)
  }

  function seen({ answer, link: place, at }: Of<'seen'>): void {
    const link = linkAt(place)
    const spoke = link.rawStatus !== answer.rawStatus || link.reading !== answer.reading
    if (link.rawStatus !== answer.rawStatus) {
      append('status_seen', { link: link.id, from: link.rawStatus, to: answer.rawStatus }, at)
    }
    const { expiresAt } = answer
    const moved = expiresAt !== null && expiresAt !== link.expiresAt
    if (moved) append('expiry_changed', { link: link.id, from: link.expiresAt, to: expiresAt }, at)
    const differs = Boolean(answer.mismatch) && !link.mismatched
    if (answer.mismatch) noteMismatch(link, answer.mismatch, at)
    const lastLook = link.checkedAt
    const { reading, rawStatus, rawAnswer, nextCheckAt, endReason = null } = answer
    const received = answer.received?.currency === asked.currency ? answer.received : null
    const otherSum = !sameMoney(received, link.received)
    const begun = answer.begunAt ?? (reading === 'confirming' ? at : null)
    if (begun !== null && (link.begunAt === null || begun < link.begunAt)) link.begunAt = begun
    const { reading: before } = link
    link.reading = reading
    link.rawStatus = rawStatus
    link.rawAnswer = rawAnswer
    link.nextCheckAt = nextCheckAt
    link.endReason = endReason
    link.received = received
    link.expiresAt = expiresAt ?? link.expiresAt
    link.checkedAt = at
    link.lastError = null
    const kept = (answer.receipts ?? []).map((receipt) => keepReceipt(link, receipt, lastLook, at))
    const otherReceipts = kept.some((one) => one !== 'known')
    const newReceipts = kept.filter((one) => one === 'new').length
    answeredAt = at
    const receiptsDue = answer.receipts === null && before !== reading
    const toldAnew = otherSum || otherReceipts
    rederive(
      at,
      spoke || moved || differs || otherSum || otherReceipts,
      { newReceipts, toldAnew, link: receiptsDue ? null : link },
      true,
    )
  }

  function unchanged({ link: place, nextCheckAt, at }: Of<'unchanged'>): void {
    const link = linkAt(place)
    link.checkedAt = at
    link.nextCheckAt = nextCheckAt
    link.lastError = null
    invoice.checkedAt = at
    answeredAt = at
  }

  function unanswered({ answer, link: place }: Of<'unanswered'>): void {
    const { code: lastError, nextCheckAt } = answer
    Object.assign(linkAt(place), { lastError, nextCheckAt })
  }

  function keepReceipt(link: LinkRow, told: SeenReceipt, notBefore: number | null, at: number) {
    const known = link.receipts.find(({ receiptId }) => receiptId === told.receiptId)
    if (known) {
      const differences = completeReceipt(known, told)
      if (!differences) return 'known'
      append('receipt_changed', { receipt: known.id, ...differences }, at)
      return 'completed'
    }
    const receipt: ReceiptRow = { ...told, id: ids.row(at), link, notBefore, recordedAt: at }
    link.receipts.push(receipt)
    added.receipts.push(receipt)
    const { id, amount, credited, txHash } = receipt
    const data = { receipt: id, link: link.id, amount: inWords(amount), credited: inWords(credited), txHash }
    append('receipt_seen', data, at)
    return 'new'
  }

  function addLink(at: number, own: Money | null): void {
    if (invoice.abandonedAt !== null) {
      invoice.abandonedAt = null
      append('taken_up', {}, at)
    }
    const link = insertLink(at, own)
    const named = { link: link.id, marker: link.marker }
    if (own) append('rest_requested', { ...named, missing: inWords(own) }, at)
    else append('link_requested', named, at)
    rederive(at, true)
  }

  function take(step: Step): void {
    const { at } = step
    switch (step.kind) {
      case 'made':
        made(step)
        break
      case 'not_made':
        notMade(step)
        break
      case 'seen':
        seen(step)
        break
      case 'unchanged':
        unchanged(step)
        break
      case 'unanswered':
        unanswered(step)
        break
      case 'link_added':
        addLink(at, null)
        break
      case 'rest_added':
        addLink(at, step.asked)
        break
      case 'abandoned': {
        const first = invoice.abandonedAt === null
        if (first) {
          invoice.abandonedAt = at
          append('abandoned', { reason: step.reason }, at)
        }
        rederive(at, first)
        break
      }
      case 'short_accepted': {
        invoice.tolerance = subtract(asked, step.received)
        const { reason, person } = step
        append('short_accepted', { missing: inWords(invoice.tolerance), reason, person }, at)
        if (open.settle('short', reason, person, at)) invoice.updatedAt = at
        rederive(at, true)
        break
      }
      case 'exception_settled':
        if (open.settle(step.exception, step.note, step.person, at)) invoice.updatedAt = at
        break
      case 'noted':
        append('note', { text: step.text }, at)
        invoice.updatedAt = at
        break
    }
  }

  const link = insertLink(sale.at, null)
  const { currency } = asked
  append('created', { number, currency, amount: toDecimal(asked), account: accountId }, sale.at)
  append('link_requested', { link: link.id, marker: link.marker }, sale.at)
  const first = added
  const steps = sale.steps.map((step) => {
    added = emptyAdded()
    take(step)
    return added
  })
  return { invoice, first, steps, answeredAt }
}
