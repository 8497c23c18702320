import { Check, Copy, OctagonX, Plus } from 'lucide-react'

/** The shape of each kind of row. */
export const KIND_SHAPES = { unread: OctagonX, duplicate: Copy, known: Check, new: Plus } as const
