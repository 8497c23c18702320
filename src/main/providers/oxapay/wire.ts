import { z } from 'zod'
import {
  lenient,
  optionalInstant,
  optionalText,
  wireCount,
  wireDecimal,
  wireWord,
} from '../http/wire-schema.ts'

/** An integer or a text in the wild (oxapay §2.1, §2.3); kept as a text. */
const trackId = wireWord.refine((text) => /^[A-Za-z0-9_-]{1,64}$/.test(text))
const notNegative = wireDecimal.refine((text) => !text.startsWith('-'))

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
  status: z.string().min(1).max(100),
  amount: notNegative,
  currency: lenient(z.string().min(1).max(20)),
  payAmount: lenient(notNegative),
  payCurrency: lenient(z.string().min(1).max(20)),
  txID: lenient(z.string().min(1).max(300)),
  orderId: optionalText,
  payLink: optionalText,
  expiredAt: optionalInstant,
  date: optionalInstant,
  payDate: optionalInstant,
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

export type OxapayPayment = z.infer<typeof payment>
