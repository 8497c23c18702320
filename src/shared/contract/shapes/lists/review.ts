import { z } from 'zod'
import { RESOLUTION_NOTE_LIMIT } from '../../plain/limits.ts'
import { said, tag } from '../atoms.ts'

/** What a person does to invoices that changes no money. */
export const localEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('review'), reviewed: z.boolean() }),
  z.strictObject({ kind: z.literal('tag'), tag, isOn: z.boolean() }),
  z.strictObject({ kind: z.literal('note'), text: said.max(2_000) }),
])

/** What was undone, or brought back. */
export const turnedEdit = z.strictObject({
  edit: z.union([
    localEdit,
    z.strictObject({ kind: z.literal('handled'), note: z.string().max(RESOLUTION_NOTE_LIMIT) }),
  ]),
  /** How many invoices are as they were by now. */
  done: z.number().int().min(1),
  /** How many were changed since, and stay as they are. */
  overtaken: z.number().int().min(0),
  /** The numbers of the first that was turned, and of the first that was overtaken; empty for none. */
  number: z.string().max(40),
  overtakenNumber: z.string().max(40),
})

export type LocalEdit = z.infer<typeof localEdit>
export type TurnedEdit = z.infer<typeof turnedEdit>
