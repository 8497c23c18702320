import { z } from 'zod'
import { id, unsignedDecimal } from '../shapes/atoms.ts'
import { invoiceDetail } from '../shapes/invoice.ts'
import { standingLink } from '../shapes/standing-link.ts'
import { write } from './route.ts'

/** The routes about the simulated customer of the practice book. */
export const practiceRoutes = {
  /** In the practice book only: the simulated customer pays; without an amount exactly what is due. */
  'practice.pay': write(
    'sell',
    z.strictObject({ invoiceId: id, amount: unsignedDecimal.nullable() }),
    invoiceDetail,
  ),
  /** The simulated customer pays a standing link once more. */
  'practice.payStanding': write('sell', z.strictObject({ id }), standingLink),
  'practice.expire': write('sell', z.strictObject({ invoiceId: id }), invoiceDetail),
} as const
