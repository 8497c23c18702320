import { z } from 'zod'
import { plainDecimal } from '../http/wire-json.ts'
import { BOUNDS, keptWord, lenient, optionalIso, optionalText, wireDecimal } from '../http/wire-schema.ts'

const ref = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** The common part of every answer (ocpay §1). */
export const envelope = z.object({
  success: z.boolean(),
  data: z.unknown(),
  meta: lenient(z.object({ timestamp: optionalIso })),
})

/** createLink's data: reference and address count at the top level (ocpay §2.1). */
export const created = z.object({
  paymentRef: ref,
  paymentUrl: z.string(),
  paymentLink: lenient(
    z.object({
      productInfo: lenient(z.object({ amount: lenient(wireDecimal) })),
      time: optionalIso,
      createdAt: optionalIso,
    }),
  ),
})

/** What stands in the place of an amount and is no number: as money it is none, and never one that was not reported. */
const NO_NUMBER = 'no number'

/** The amount of a payment; null only where it is missing, null or empty. */
const reportedAmount = z
  .unknown()
  .transform((value): string | null =>
    value === undefined || value === null || value === '' ? null : (plainDecimal(value) ?? NO_NUMBER),
  )
  .prefault(null)

/** checkPayment's data (ocpay §2.2); two typings of the details are known, so all of them are optional. */
export const check = z.object({
  status: keptWord(BOUNDS.word),
  message: optionalText,
  paymentRef: ref.nullish(),
  transactionDetails: lenient(
    z.object({
      amount: reportedAmount,
      currency: optionalText,
      createdDate: optionalIso,
      completedAt: optionalIso,
    }),
  ),
})

/** validate's data; it echoes the key itself, which is not read (ocpay §2.3). */
export const validation = z.object({
  username: optionalText,
  apiKey: z.object({
    isEnabled: z.boolean(),
    type: optionalText,
    scope: optionalText,
  }),
})

export type OcpayCheck = z.infer<typeof check>
export type OcpayValidation = z.infer<typeof validation>
