import type { PeopleView } from '../../shared/contract/shapes/people.ts'
import { CallError } from './call.ts'

/** The id of whoever is signed in, as it was read last; empty for nobody. */
let who = ''

/** Notes who is at the till, as it was just read. */
export function noteAtTill({ state }: Pick<PeopleView, 'state'>): void {
  who = state.kind === 'signedIn' ? state.id : ''
}

/**
 * Begins an act that takes several calls, or waits for its first one. The answer is asked before each call: it throws NOT_ALLOWED once
 * somebody else is at the till, whose doing the call would be.
 */
export function actOfOnePerson(): () => void {
  const begunBy = who
  return () => {
    if (who === begunBy) return
    throw new CallError({ code: 'NOT_ALLOWED', params: {}, retryable: false, correlationId: '' })
  }
}
