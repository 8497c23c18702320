import { useMemo } from 'react'
import { nameOrder } from '../../shared/words/intl.ts'
import { useTranslation } from './use-translation.ts'

/** Gives the order of names that people made, in the language of the window. */
export function useNameOrder(): (a: string, b: string) => number {
  return nameOrder(useTranslation().i18n.language)
}

const NONE: readonly never[] = []

/** Puts things in the order of their names, in the language of the window; `things` must be the same while nothing changes. None while there are none yet. */
export function useInOrder<T extends { readonly name: string }>(
  things: readonly T[] | undefined,
): readonly T[] {
  const order = useNameOrder()
  return useMemo(() => things?.toSorted((a, b) => order(a.name, b.name)) ?? NONE, [things, order])
}
