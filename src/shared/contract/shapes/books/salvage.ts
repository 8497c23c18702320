import { z } from 'zod'

const count = z.number().int().nonnegative()
const number = z.string().max(40)

/** What of a damaged book came into a new one, and what did not. */
export const salvageReport = z.strictObject({
  /** How many rows of each table came, of as many as are known to have been there. */
  tables: z.array(z.strictObject({ table: z.string().max(60), came: count, known: count })).max(60),
  /** The numbers of sales that are missing, each from one to another. */
  missingNumbers: z.array(z.strictObject({ from: number, to: number })).max(200),
  /** Sales that are missing and whose number nothing tells. */
  unnamedSales: count,
  /** Money that came and has no receipt any more: the first of them, and how many there are. */
  missingReceipts: z
    .array(
      z.strictObject({
        number: number.nullable(),
        amount: z.string().max(100),
        providerReceiptId: z.string().max(300).nullable(),
        txHash: z.string().max(300).nullable(),
      }),
    )
    .max(200),
  missingReceiptCount: count,
})

export type SalvageReport = z.infer<typeof salvageReport>
