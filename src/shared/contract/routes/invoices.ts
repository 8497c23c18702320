import { z } from 'zod'
import { REFUND_REASON_LIMIT, REFUND_REFERENCE_LIMIT } from '../plain/limits.ts'
import { id, said, typed, unsignedDecimal } from '../shapes/atoms.ts'
import { invoiceDetail, invoiceRow, linkOptions, status } from '../shapes/invoice.ts'
import { linesToSell } from '../shapes/item.ts'
import { provider } from '../shapes/provider.ts'
import { none, read, write } from './route.ts'

/** The routes about invoices and their payment links. */
export const invoicesRoutes = {
  'invoices.create': write(
    'sell',
    z.strictObject({
      /** Made by the screen once per sale: the same token never makes a second invoice. */
      token: z.uuid(),
      accountId: id,
      currency: z.string().min(2).max(20),
      amount: z.string().min(1).max(64),
      description: typed.max(20_000),
      customerName: typed.max(200).nullable(),
      customerEmail: z.email().max(254).nullable(),
      /** What this sale asks of its links where its provider lets each choose; what is not named is as the account has it. */
      linkOptions: linkOptions.optional(),
      /** What the amount is made of: their sum is the amount exactly, or the sale is refused. */
      lines: linesToSell.optional(),
    }),
    invoiceDetail,
  ),
  'invoices.list': read(
    'look',
    z.strictObject({
      /** Words, a number, an amount, a reference, or a link's address. */
      search: z.string().max(2_000),
      status: z.array(status).max(20),
      provider: z.array(provider).max(10),
      cursor: z.string().max(100).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    z.strictObject({ rows: z.array(invoiceRow).max(200), nextCursor: z.string().max(100).nullable() }),
  ),
  'invoices.get': read('look', z.strictObject({ id }), invoiceDetail),
  /** Names the invoice a person is looking at, so that it is asked about most often; null when none. */
  'invoices.view': read('look', z.strictObject({ id: id.nullable() }), none),
  'invoices.check': read('check', z.strictObject({ id }), invoiceDetail),
  'invoices.relink': write('sell', z.strictObject({ id }), invoiceDetail),
  /** One more link of a sale that is paid too little, for what is still missing. */
  'invoices.linkForRemainder': write('sell', z.strictObject({ id }), invoiceDetail),
  /** Takes what has come for enough; RECEIVED_CHANGED where that is not the `received` the person saw any more. */
  'invoices.acceptShortfall': write(
    'sell',
    z.strictObject({ id, received: unsignedDecimal, reason: typed.max(500) }),
    invoiceDetail,
  ),
  'invoices.abandon': write('sell', z.strictObject({ id, reason: typed.max(500) }), invoiceDetail),
  'invoices.note': write('check', z.strictObject({ id, text: said.max(2000) }), invoiceDetail),
  /** Records money that was given back outside of the app; REFUND_TOO_LARGE beyond what is left of what came. */
  'invoices.recordRefund': write(
    'review',
    z.strictObject({
      id,
      /** Made by the screen once per refund: the same token never records a second one. */
      token: z.uuid(),
      /** The sale's. */
      currency: z.string().min(2).max(20),
      amount: unsignedDecimal,
      reason: said.max(REFUND_REASON_LIMIT),
      /** How it went back, or a transaction hash; empty for none. */
      reference: typed.max(REFUND_REFERENCE_LIMIT),
    }),
    invoiceDetail,
  ),
  /** Records that a refund did not happen; both entries stay. */
  'invoices.undoRefund': write(
    'review',
    z.strictObject({ refundId: id, reason: said.max(REFUND_REASON_LIMIT) }),
    invoiceDetail,
  ),
  'links.copy': read('check', z.strictObject({ linkId: id, what: z.enum(['address', 'reference']) }), none),
  'links.open': read('check', z.strictObject({ linkId: id }), none),
} as const
