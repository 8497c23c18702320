import { z } from 'zod'
import { id, unsignedDecimal } from '../shapes/atoms.ts'
import { invoiceDetail } from '../shapes/invoice.ts'
import { write } from './route.ts'

/** The routes about the simulated customer of the practice book. */
export const practiceRoutes = {
  /** In the practice book only: the simulated customer pays; without an amount exactly what is due. */
  'practice.pay': write(
    'sell',
    z.strictObject({ invoiceId: id, amount: unsignedDecimal.nullable() }),
    invoiceDetail,
  ),
  'practice.expire': write('sell', z.strictObject({ invoiceId: id }), invoiceDetail),
} as const
