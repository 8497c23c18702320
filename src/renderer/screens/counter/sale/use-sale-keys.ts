import type { KeyHandlers } from '../../../keyboard/dispatcher.ts'
import { KEYS } from '../../../keyboard/keys.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { firstTyped } from '../../../sale-entry/amount.ts'
import { recordKey, useCounter } from '../../../sale-entry/entry-provider.tsx'

/** The keys of a sale on the screen: those that lead on to the next one, and what this one answers to. */
export function useSaleKeys(keys: Omit<KeyHandlers<'sale'>, 'nextAmount'>): void {
  const { entry, parked, next: begin, keyRun } = useCounter()
  useKeys(
    'sale',
    {
      ...keys,
      // The first key of the next amount; each that is no digit is a point.
      nextAmount: (_, index) => begin(firstTyped(KEYS.nextAmount.keys[index] ?? '.') ?? ''),
    },
    (press) => {
      // A scanner's code may begin here, with a letter too.
      const isCharacter = press.key.length === 1 && !press.repeat && !press.inField
      if (isCharacter) recordKey(keyRun, press, { entry, parked })
      return false
    },
  )
}
