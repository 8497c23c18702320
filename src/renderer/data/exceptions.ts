import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { EDIT_PIECE } from '../../shared/contract/plain/limits.ts'
import type {
  ExceptionKeys,
  HandledExceptions,
  PaymentException,
} from '../../shared/contract/shapes/exception.ts'
import { actOfOnePerson } from './at-till.ts'
import { call } from './call.ts'
import { joined } from './joined.ts'
import { keys } from './keys.ts'
import type { ListTypes, Stretches } from './lists/sources.ts'

/** What is open or what is resolved, of one kind or of all. */
export interface ExceptionFilter {
  readonly resolved: boolean
  readonly kind: PaymentException['kind'] | null
}

/** A row, with the last fact of the book that it shows. */
export type ListedException = PaymentException & { readonly news: number }

/** The exceptions as a list that is read by place. */
export interface ExceptionTypes extends ListTypes {
  readonly filter: ListTypes['filter'] & ExceptionFilter
  readonly by: 'kind'
  readonly row: ListedException
}

export const EXCEPTIONS: Stretches<ExceptionTypes> = {
  name: 'exceptions',
  async stretch({ filter: { resolved, kind } }, from, limit) {
    const { count, rows, news } = await call('exceptions.list', { resolved, kind, from, limit })
    return { count, rows: rows.map((row) => ({ ...row, news })) }
  },
  first: async () => null,
}

/** How many exceptions wait for somebody. */
export function useExceptionCount() {
  return useQuery({ queryKey: keys.exceptionCount(), queryFn: () => call('exceptions.count', {}) })
}

/** How many of each kind wait for somebody, or are resolved. */
export function useExceptionKinds(resolved: boolean) {
  return useQuery({
    queryKey: keys.exceptionKinds(resolved),
    queryFn: () => call('exceptions.kinds', { resolved }),
    placeholderData: keepPreviousData,
  })
}

/** Reads what an act upon a stretch of what is open goes by, all of one moment. */
export function readExceptionKeys(
  kind: ExceptionFilter['kind'],
  from: number,
  limit: number,
): Promise<ExceptionKeys> {
  return call('exceptions.keys', { kind, from, limit })
}

/** What came of marking as handled; `stoppedBy` is what stopped it where a part was done by then, null where nothing did. */
export type Handled = HandledExceptions & { readonly stoppedBy: unknown }

const NONE: HandledExceptions = { handled: 0, gone: 0, renewed: 0, number: '', renewedNumber: '' }

/**
 * Marks exceptions as handled, a piece after the other; `onPart` is told how many have been seen to. Throws what the call throws where
 * nothing was done. Once somebody else is at the till no further piece is sent.
 */
export async function handleExceptions(
  ids: readonly string[],
  note: string,
  news: number,
  onPart: (done: number) => void,
): Promise<Handled> {
  const token = crypto.randomUUID()
  const assertSame = actOfOnePerson()
  let all = NONE
  for (let from = 0; from < ids.length; from += EDIT_PIECE) {
    const piece = ids.slice(from, from + EDIT_PIECE)
    try {
      assertSame()
      all = joinedTo(all, await call('exceptions.handle', { token, ids: piece, note, news }))
    } catch (error) {
      if (all.handled === 0) throw error
      return { ...all, stoppedBy: error }
    }
    if (piece.length === EDIT_PIECE) onPart(from + piece.length)
  }
  return { ...all, stoppedBy: null }
}

function joinedTo(before: HandledExceptions, now: HandledExceptions): HandledExceptions {
  return {
    handled: before.handled + now.handled,
    gone: before.gone + now.gone,
    renewed: before.renewed + now.renewed,
    number: before.number || now.number,
    renewedNumber: before.renewedNumber || now.renewedNumber,
  }
}

const takeIn = joined((id: string) => call('exceptions.takeIn', { id }))

/** Takes what only a provider has into the book; gives the number of its sale. */
export function useTakeInOrphan() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: takeIn,
    onSettled: () => client.invalidateQueries({ queryKey: keys.exceptions() }),
  })
}
