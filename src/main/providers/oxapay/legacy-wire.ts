import { z } from 'zod'
import {
  lenient,
  notNegative,
  optionalHash,
  optionalInstant,
  optionalText,
  wireCount,
} from '../http/wire-schema.ts'
import {
  optionalCover,
  optionalFeeByPayer,
  optionalSymbol,
  statusWord,
  symbols,
  trackId,
} from './shared-wire.ts'

/** The flat envelope: 100 is success (oxapay §1, §3.5). */
export const envelope = z.object({ result: wireCount })

/** The answer of `/merchants/request` (oxapay §2.1). */
export const created = z.object({
  trackId,
  payLink: z.string().min(1),
  expiredAt: optionalInstant,
})

/** One payment of `/merchants/inquiry` or `/merchants/list` (oxapay §2.3); without a currency the amount is in USD. */
export const payment = z.object({
  trackId,
  status: statusWord,
  amount: notNegative,
  currency: optionalSymbol,
  payAmount: lenient(notNegative),
  payCurrency: optionalSymbol,
  txID: optionalHash,
  orderId: optionalText,
  payLink: optionalText,
  expiredAt: optionalInstant,
  date: optionalInstant,
  payDate: optionalInstant,
  underPaidCover: optionalCover,
  feePaidByPayer: optionalFeeByPayer,
})

/** The answer of `/merchants/list` (oxapay §2.5). */
export const list = z.object({
  data: z.array(z.unknown()),
  meta: lenient(z.object({ pages: wireCount })),
})

/** The answer of `/merchants/allowedCoins`; one typing says `data` (oxapay §6.8). */
export const coins = z
  .object({ allowed: z.array(z.string()).optional(), data: z.array(z.string()).optional() })
  .refine((body) => body.allowed !== undefined || body.data !== undefined)

/** The answer of `/api/currencies` and `/api/fiats` (oxapay §2.6). */
export const catalogue = z.object({ data: symbols })
