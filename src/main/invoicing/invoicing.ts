import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { LinkOptions } from '../../shared/contract/plain/link-options.ts'
import type { LineToSell } from '../../shared/contract/shapes/item.ts'
import { type Money, sameMoney, toDecimal } from '../../shared/money/money.ts'
import { linesIn } from '../catalogue/items.ts'
import type { StoredAccount } from '../ledger/port/accounts.ts'
import type { NewLine } from '../ledger/port/catalogue.ts'
import type { UnansweredLink } from '../ledger/port/links.ts'
import type { InvoiceRecord, InvoiceWrite } from '../ledger/port/record.ts'
import type { StaffDecision } from '../ledger/port/underpaid.ts'
import type { Provider } from '../providers/provider.ts'
import type { SecretKeeper } from '../vault/secret-keeper.ts'
import { checkAsk } from './check-amount.ts'
import { chosenOptions } from './link-options.ts'
import { createRecovery, type Recovery } from './recovery.ts'
import { type RefundInput, readRefund, refundRefusal } from './refunds.ts'
import { type SendPorts, sendCreate } from './send.ts'

/** What the screen sends for a sale; `token` is made once per sale and makes a repeat harmless. */
export interface SaleInput {
  readonly token: string
  readonly accountId: string
  readonly currency: string
  readonly amount: string
  readonly description: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  /** What the sale chose itself of its account's settings; what it does not name is as the account has it. */
  readonly linkOptions?: LinkOptions | undefined
  /** What the amount is made of; absent where only an amount was typed. */
  readonly lines?: readonly LineToSell[] | undefined
}

/** The use cases of a sale. Each that writes answers with the sale as it stood in the commit that wrote it. */
export interface Invoicing {
  /** Commits the invoice, answers with it, and only then sends the request. */
  create(sale: SaleInput): Promise<Result<InvoiceRecord>>
  /** Makes one more link of an invoice, because a person asked for it. */
  relink(invoiceId: string): Promise<Result<InvoiceRecord>>
  /** Makes one more link that asks for what is still missing, because a person asked for it. */
  linkForRemainder(invoiceId: string): Promise<Result<InvoiceRecord>>
  /** Takes too little money for enough, if what has come is still `received`; the sale is watched as any paid one. */
  acceptShortfall(
    invoiceId: string,
    received: string,
    decision: StaffDecision,
  ): Promise<Result<InvoiceRecord>>
  /** Gives a sale up; it is still watched. */
  abandon(invoiceId: string, reason: string): Promise<Result<InvoiceRecord>>
  addNote(invoiceId: string, text: string, cashier: string): Promise<Result<InvoiceRecord>>
  /** Records money that was given back outside of the app. */
  recordRefund(invoiceId: string, refund: RefundInput, cashier: string): Promise<Result<InvoiceRecord>>
  /** Records that a refund did not happen. */
  undoRefund(refundId: string, reason: string, cashier: string): Promise<Result<InvoiceRecord>>
  readonly recovery: Recovery
  /** Resolves when no request is under way. */
  whenIdle(): Promise<void>
}

export interface InvoicingPorts extends SendPorts {
  readonly keys: SecretKeeper
  provider(id: StoredAccount['provider']): Provider
}

export function createInvoicing(ports: InvoicingPorts): Invoicing {
  const inFlight = new Map<string, Promise<void>>()
  const recovery = createRecovery({ ...ports, inFlight: (linkId) => inFlight.has(linkId) })

  function send(pending: UnansweredLink): void {
    const sending = sendCreate(pending, ports)
      .catch(ports.failed)
      .then(() => afterSend(pending))
      .catch(ports.failed)
      .finally(() => inFlight.delete(pending.linkId))
    inFlight.set(pending.linkId, sending)
  }

  async function afterSend(sent: UnansweredLink): Promise<void> {
    if (ports.signal.aborted) return
    const link = await ports.ledger.unansweredLink(sent.linkId)
    // An answer that could not be committed is as good as lost: it is looked for, never asked for again.
    if (link?.stage === 'creating') await recovery.adopt(link)
    else if (link?.stage === 'lost') recovery.watch(link)
  }

  /** Tells what a person's write changed, and answers with the sale as it then stood. */
  function written({ change, detail }: InvoiceWrite): Result<InvoiceRecord> {
    ports.changed([change])
    return ok(detail)
  }

  return {
    recovery,
    async create(sale) {
      const account = await usableAccount(sale.accountId, ports)
      if (!account.ok) return account
      const provider = ports.provider(account.value.provider)
      const asked = checkAsk(
        sale,
        provider.currenciesOf(account.value.settings),
        provider.capabilities.descriptionLimit,
      )
      if (!asked.ok) return asked
      const lines = linesIn(asked.value.currency, sale.lines)
      if (!lines.ok) return lines
      const options = chosenOptions(provider.settings, account.value.settings, sale.linkOptions ?? {})
      if (!options.ok) return options
      const created = await ports.ledger.createInvoice({
        token: sale.token,
        accountId: sale.accountId,
        asked: asked.value,
        description: sale.description,
        customerName: sale.customerName,
        customerEmail: sale.customerEmail,
        linkOptions: options.value,
        tolerance: toleranceOf(account.value, asked.value),
        lines: lines.value,
        at: ports.clock.now(),
      })
      if (!created) return refuse('NOT_FOUND')
      const { pending, existed, detail } = created
      const same = isSame(pending, sale, asked.value) && hasLines(detail, lines.value)
      if (existed && !same) return refuse('CONFLICT')
      if (existed) return ok(detail)
      const answer = written(created)
      send(pending)
      return answer
    },

    async relink(invoiceId) {
      const detail = await ports.ledger.invoice(invoiceId)
      if (!detail) return refuse('NOT_FOUND')
      const account = await usableAccount(detail.invoice.accountId, ports)
      if (!account.ok) return account
      const added = await ports.ledger.addLink(invoiceId, ports.clock.now())
      if (!added) return refuse('NOT_FOUND')
      if (!added.ok) return refuseAct(added)
      const answer = written(added)
      send(added.pending)
      return answer
    },

    async linkForRemainder(invoiceId) {
      const detail = await ports.ledger.invoice(invoiceId)
      if (!detail) return refuse('NOT_FOUND')
      const { accountId, description, due, status } = detail.invoice
      if (status !== 'underpaid') return refuse('NOT_SHORT')
      const account = await usableAccount(accountId, ports)
      if (!account.ok) return account
      const provider = ports.provider(account.value.provider)
      const asked = checkAsk(
        { ...due, description },
        provider.currenciesOf(account.value.settings),
        provider.capabilities.descriptionLimit,
      )
      if (!asked.ok) return asked
      const unseenIsPayable = provider.capabilities.recovery !== 'none'
      const remainder = { asked: asked.value, unseenIsPayable }
      const added = await ports.ledger.addRemainderLink(invoiceId, remainder, ports.clock.now())
      if (!added) return refuse('NOT_FOUND')
      if (!added.ok) return refuseAct(added)
      const answer = written(added)
      send(added.pending)
      return answer
    },

    async acceptShortfall(invoiceId, received, decision) {
      const accepted = await ports.ledger.acceptShortfall(invoiceId, received, decision, ports.clock.now())
      if (!accepted) return refuse('NOT_FOUND')
      return accepted.ok ? written(accepted) : refuseAct(accepted)
    },

    async abandon(invoiceId, reason) {
      const abandoned = await ports.ledger.abandon(invoiceId, reason, ports.clock.now())
      if (!abandoned) return refuse('NOT_FOUND')
      return abandoned.ok ? written(abandoned) : refuseAct(abandoned)
    },

    async addNote(invoiceId, text, cashier) {
      const noted = await ports.ledger.addNote(invoiceId, text, ports.clock.now(), cashier)
      return noted ? written(noted) : refuse('NOT_FOUND')
    },

    async recordRefund(invoiceId, { token, reason, reference, ...typed }, cashier) {
      const amount = readRefund(typed)
      if (!amount.ok) return amount
      const refund = { token, amount: amount.value, reason, reference: reference || null, person: cashier }
      const recorded = await ports.ledger.recordRefund(invoiceId, refund, ports.clock.now())
      if (!recorded) return refuse('NOT_FOUND')
      return recorded.ok ? written(recorded) : refundRefusal(recorded)
    },

    async undoRefund(refundId, reason, cashier) {
      const undone = await ports.ledger.undoRefund(refundId, reason, cashier, ports.clock.now())
      if (!undone) return refuse('NOT_FOUND')
      return undone.ok ? written(undone) : refuse(undone.reason)
    },

    async whenIdle() {
      await Promise.all(inFlight.values())
    },
  }
}

/** A token stands for one sale: with another amount, account or text it is a mistake, and must not answer with the old sale. */
function isSame(pending: UnansweredLink, sale: SaleInput, asked: Money): boolean {
  const { accountId, description } = pending
  const chosen = Object.entries(sale.linkOptions ?? {})
  const sameOptions = chosen.every(([name, value]) => pending.linkOptions?.[name] === value.trim())
  const sameTexts = accountId === sale.accountId && description === sale.description && sameOptions
  return sameTexts && sameMoney(pending.asked, asked)
}

function hasLines(kept: InvoiceRecord, lines: readonly NewLine[]): boolean {
  const before = kept.lines.map((line) => [line.itemId, line.unit.amount, line.quantity])
  const now = lines.map((line) => [
    line.kind === 'item' ? line.itemId : null,
    toDecimal(line.unit),
    line.quantity,
  ])
  return JSON.stringify(before) === JSON.stringify(now)
}

/** Gives an account that a request may be sent with; refuses one that is not there, is paused or has no key. */
export async function usableAccount(
  accountId: string,
  ports: Pick<InvoicingPorts, 'ledger' | 'keys'>,
): Promise<Result<StoredAccount>> {
  const account = await ports.ledger.account(accountId)
  if (!account) return refuse('NOT_FOUND')
  if (account.paused) return refuse('ACCOUNT_PAUSED', { account: account.label })
  if (!ports.keys.has(accountId)) return refuse('NO_KEY', { account: account.label })
  return ok(account)
}

/** The shortfall an account accepts as paid: a percentage of the asked amount, rounded down (oxapay §2.1). */
export function toleranceOf(account: Pick<StoredAccount, 'settings'>, asked: Money): Money | null {
  const percent = account.settings.underPaidCover
  if (typeof percent !== 'number' || percent <= 0) return null
  const hundredths = BigInt(Math.round(percent * 100))
  return { currency: asked.currency, units: (asked.units * hundredths) / 10_000n }
}

/** Refuses an act, with the closed period where one stands in the way. */
function refuseAct<R extends ErrorCode>(refused: { readonly reason: R; readonly firstDay?: string }) {
  const { reason, firstDay } = refused
  return firstDay === undefined ? refuse(reason) : refuse(reason, { firstDay })
}
