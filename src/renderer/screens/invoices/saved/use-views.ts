import { useMemo } from 'react'
import type { SavedView } from '../../../../shared/contract/shapes/lists/kept.ts'
import { useKeptLists, useSaveViews } from '../../../data/lists/kept.ts'
import type { ListName } from '../../../data/lists/sources.ts'
import { alwaysThere, savedOf } from './offered.ts'

const NONE = { invoices: [], receipts: [] }

/** The views of a list, and the way to have others saved in their place. */
export function useViews(list: ListName) {
  const { data } = useKeptLists()
  const saving = useSaveViews()
  const views = data?.views
  const own = useMemo(() => savedOf(views, list), [views, list])
  const always = useMemo(() => alwaysThere(list), [list])
  return {
    own,
    always,
    saved: views?.[list] ?? NONE[list],
    saving,
    /** False where nobody knows what was saved: what is saved now would take its place. */
    isKnown: data !== undefined,
    save: (next: readonly SavedView[], done: () => void) =>
      saving.mutate({ ...(views ?? NONE), [list]: [...next] }, { onSuccess: done }),
  }
}

/** The accounts of the book, and behind them those that saved views name and that were forgotten, as they were called. */
export function useNamedAccounts(
  list: ListName,
  accounts: readonly { readonly id: string; readonly label: string }[],
): readonly { readonly id: string; readonly label: string }[] {
  const { data } = useKeptLists()
  return [...accounts, ...(data?.views[list] ?? []).flatMap((one) => one.accounts)]
}
