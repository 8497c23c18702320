import type { Right } from '../../shared/contract/plain/rights.ts'
import { useIsAllowed } from '../data/people.ts'
import { useMaybeWords } from '../i18n/words.ts'

/** Gives the words of who may do something and what to do about it, as main says them when it refuses. */
export function useWhoMay(): (right: Right) => string {
  const maybe = useMaybeWords()
  return (right) =>
    (['what', 'next'] as const)
      .map((part) => maybe(`errors.NOT_ALLOWED.${part}`, { context: right }))
      .join(' ')
}

/** Why whoever is at the till may not do something; null where they may. */
export function useRefusal(right: Right): string | null {
  const isAllowed = useIsAllowed(right)
  const whoMay = useWhoMay()
  return isAllowed ? null : whoMay(right)
}
