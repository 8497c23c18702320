import { z } from 'zod'
import { optionalInstant, optionalText, wireCount, wireInteger, wireWord } from '../http/wire-schema.ts'

const uuid = z.string().regex(/^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
/** Integer micro-USDC (1shotpay §2.2), never negative. */
const microUsdc = wireInteger.refine((text) => !text.startsWith('-'))

/** The token exchange's answer (1shotpay §1); the token is opaque to us. */
export const token = z.object({
  access_token: z.string().min(1).max(10_000),
  expires_in: wireCount,
})

/** PayLinkPayment (1shotpay §2.3). */
const payment = z.object({
  id: z.string().min(1).max(100),
  amount: microUsdc,
  transactionHash: optionalText,
  paidByUserId: optionalText,
  createdTimestamp: optionalInstant,
  updatedTimestamp: optionalInstant,
})

/** PayLink (1shotpay §2.2); bodies come bare, without an envelope. */
export const payLink = z.object({
  id: uuid,
  status: wireWord,
  amount: microUsdc,
  expirationTimestamp: optionalInstant,
  reuseable: z.boolean().optional(),
  mostRecentPayment: payment.nullish(),
  createdTimestamp: optionalInstant,
})

export type PayLink = z.infer<typeof payLink>
export type PayLinkPayment = z.infer<typeof payment>
