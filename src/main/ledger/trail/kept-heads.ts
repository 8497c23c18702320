import type { TrailHead } from '../../../shared/contract/shapes/books/trail.ts'
import { readWitness } from '../witness/witness-file.ts'

/** Gives the heads of the trail that lie outside of the book, beside its witness; none without one. */
export function headsIn(witnessPath: string | null): readonly TrailHead[] {
  const witness = witnessPath === null ? null : readWitness(witnessPath)
  if (!witness) return []
  const { lostHead, lastEventHash, events } = witness
  return [
    ...(lostHead ? [lostHead] : []),
    ...(lastEventHash === undefined ? [] : [{ entry: events, hash: lastEventHash }]),
  ]
}
