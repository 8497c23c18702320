import { z } from 'zod'
import {
  lenient,
  notNegative,
  optionalHash,
  optionalInstant,
  optionalText,
  wireCount,
  wireWord,
} from '../http/wire-schema.ts'
import {
  optionalCover,
  optionalFeeByPayer,
  optionalSymbol,
  statusWord,
  symbols,
  trackId,
} from './shared-wire.ts'

/** The envelope repeats the HTTP status; `error` may be `{}` on success and says nothing (oxapay §1, §6.5). */
export const envelope = z.object({ status: wireCount })

const data = <T>(schema: z.ZodType<T>) => z.object({ data: schema })

/** The answer of `POST /payment/invoice` (oxapay §2.2). */
export const created = data(
  z.object({ track_id: trackId, payment_url: z.string().min(1), expired_at: optionalInstant }),
)

/** One of `txs[]` (oxapay §2.4); the hash may be missing while the transfer is only seen. */
export const transfer = z.object({
  tx_hash: optionalHash,
  amount: lenient(notNegative),
  currency: optionalSymbol,
  status: optionalText,
  date: optionalInstant,
})

/** One payment of `GET /payment/{track_id}` or `GET /payment` (oxapay §2.4). */
export const payment = z.object({
  track_id: trackId,
  status: statusWord,
  amount: notNegative,
  currency: optionalSymbol,
  // Missing and empty are told apart: only an answer with the field says that there is no order id.
  order_id: wireWord.nullish(),
  payment_url: optionalText,
  expired_at: optionalInstant,
  date: optionalInstant,
  under_paid_coverage: optionalCover,
  fee_paid_by_payer: optionalFeeByPayer,
  txs: z.array(z.unknown()).nullish(),
})

export const inquiry = data(z.unknown())

/** The answer of `GET /payment` (oxapay §2.5). */
export const list = data(
  z.object({ list: z.array(z.unknown()), meta: lenient(z.object({ last_page: wireCount })) }),
)

/** The answer of `GET /payment/accepted-currencies` (oxapay §2). */
export const coins = data(z.object({ list: z.array(z.string()) }))

/** The answer of `GET /common/currencies` and `GET /common/fiats` (oxapay §2.6). */
export const catalogue = data(symbols)
