import { useCopyLink, useCopyReference, useOpenLink, useRelink } from '../../../data/invoices.ts'

/** What a person can have done with a sale, each with how its last try ended. */
export function useSaleActs(invoiceId: string) {
  const copy = useCopyLink()
  const copyReference = useCopyReference()
  const open = useOpenLink()
  const relink = useRelink()
  return {
    copy,
    copyReference,
    open,
    isRelinking: relink.isPending,
    relink: () => relink.mutate(invoiceId),
    /** What went wrong with the one that was tried; null where nothing did. */
    trouble: relink.error ?? copy.error ?? copyReference.error ?? open.error,
  }
}

export type SaleActs = ReturnType<typeof useSaleActs>
