import { z } from 'zod'
import {
  BOUNDS,
  keptText,
  keptWord,
  lenient,
  optionalHash,
  optionalIso,
  optionalText,
  wireCount,
  wireInteger,
  wireUnits,
} from '../http/wire-schema.ts'

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/)

/** Every success is `{ "data": … }` (daisy §1). */
export const envelope = z.object({ data: z.unknown() })

/** PaymentInvoice (daisy §2.2); `state` may be null or missing. */
export const invoice = z.object({
  identifier: z.string().regex(/^[\w.~-]{1,128}$/),
  state: keptWord(BOUNDS.word).nullish().or(z.literal('')),
  // Base units are never negative (daisy §4).
  amountPaid: wireUnits,
  invoicedPrice: wireUnits,
  tokenAddress: address,
  invoicedDetail: optionalText,
  shareURL: optionalText,
  createdAt: optionalIso,
})

export const invoices = z.array(z.unknown())

/** PaymentReceipt (daisy §2.3). */
export const receipt = z.object({
  id: keptWord(BOUNDS.id),
  txHash: optionalHash,
  account: keptText(BOUNDS.payer),
  amount: wireUnits,
  onChainCreatedAt: optionalIso,
  createdAt: optionalIso,
})

export const receipts = z.array(z.unknown())

/** PaymentGroup (daisy §2.4); everything is optional, because it only informs. */
export const group = z.object({
  name: optionalText,
  networkId: lenient(wireInteger),
  active: lenient(z.boolean()),
  tokenAddress: optionalText,
  walletAddress: optionalText,
})

/** One row of the token list; its fields are not typed anywhere, so a row without one of these is passed over (daisy §2.5). */
export const token = z.object({
  symbol: z.string().min(1).max(40),
  address,
  decimals: wireCount.refine((count) => count >= 0 && count <= 36),
})

export const tokens = z.array(z.unknown())

export type DaisyInvoice = z.infer<typeof invoice>
export type DaisyReceipt = z.infer<typeof receipt>
export type DaisyGroup = z.infer<typeof group>
