import { z } from 'zod'
import { money } from '../../../shared/money/money.ts'
import { isStorable } from '../../../shared/money/scale.ts'
import {
  BOUNDS,
  keptText,
  keptWord,
  optionalHash,
  optionalInstant,
  wireCount,
  wireUnits,
  wireWord,
} from '../http/wire-schema.ts'

const uuid = z.string().regex(/^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
/** Integer micro-USDC (1shotpay §2.2), no more than a book can hold. */
const microUsdc = wireUnits.refine((text) => isStorable(money('USDC', BigInt(text))))

/** More payments than a till will ever see through one link: such a count is no count. */
const MOST_PAYMENTS = 1_000_000
const paymentCount = wireCount.refine((count) => count >= 0 && count <= MOST_PAYMENTS)

/** The token exchange's answer (1shotpay §1); the token is opaque to us. */
export const token = z.object({
  access_token: z.string().min(1).max(10_000),
  expires_in: wireCount,
})

/** PayLinkPayment (1shotpay §2.3). */
const payment = z.object({
  id: keptWord(BOUNDS.id),
  amount: microUsdc,
  transactionHash: optionalHash,
  paidByUserId: keptText(BOUNDS.payer),
  createdTimestamp: optionalInstant,
  updatedTimestamp: optionalInstant,
})

/** PayLink (1shotpay §2.2); bodies come bare, without an envelope. */
export const payLink = z.object({
  id: uuid,
  status: wireWord.pipe(keptWord(BOUNDS.word)),
  amount: microUsdc,
  expirationTimestamp: optionalInstant,
  reuseable: z.boolean().optional(),
  paymentCount: paymentCount.nullish(),
  mostRecentPayment: payment.nullish(),
  createdTimestamp: optionalInstant,
})

export type PayLink = z.infer<typeof payLink>
export type PayLinkPayment = z.infer<typeof payment>
