import { useState } from 'react'
import { useRefusal } from '../../../components/not-allowed.ts'
import { type ListedException, useTakeInOrphan } from '../../../data/exceptions.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useShowSale } from '../../../sale-entry/show-sale.ts'
import { RefundOf } from '../refund-of.tsx'

interface Props {
  readonly row: ListedException
  readonly onSay: (text: string) => void
  readonly onFailure: (error: unknown) => void
  readonly onCheck: (invoiceId: string) => void
  readonly onOpen: (invoiceId: string) => void
}

/** The act of money that fits one row, where there is one beside marking it as handled. */
export function NextAct({ row, onSay, onFailure, onCheck, onOpen }: Props) {
  const { t } = useTranslation()
  const showSale = useShowSale()
  const takeIn = useTakeInOrphan()
  const mayNotSell = useRefusal('sell')
  const [refunding, setRefunding] = useState<string | null>(null)
  const { id, kind, number, invoiceId } = row
  const words = (name: 'accept' | 'refund' | 'takeIn' | 'check' | 'open') =>
    t(`attention.act.${name}`, { number: number || row.ref || '' })
  function act(): readonly [words: string, run: () => void, whyNot?: string | null] | null {
    switch (kind) {
      case 'short':
        return [words('accept'), () => showSale(invoiceId), mayNotSell]
      case 'over':
      case 'twice':
        return [words('refund'), () => setRefunding(invoiceId)]
      case 'orphan':
        return [
          words('takeIn'),
          () =>
            takeIn.mutate(id, {
              onSuccess: (taken) => onSay(t('attention.taken', { number: taken.number })),
              onError: onFailure,
            }),
        ]
      case 'unknown':
        return [words('check'), () => invoiceId !== null && onCheck(invoiceId)]
      case 'ghost':
        return [words('open'), () => invoiceId !== null && onOpen(invoiceId)]
      default:
        return null
    }
  }
  const own = act()
  if (!own) return null
  const [name, run, whyNot = null] = own
  return (
    <>
      <button
        type="button"
        className="chip chip-act"
        {...((takeIn.isPending || whyNot !== null) && { 'aria-disabled': true })}
        {...(whyNot !== null && { 'aria-description': whyNot, title: whyNot })}
        onClick={() => {
          if (whyNot !== null) onSay(whyNot)
          else if (!takeIn.isPending) run()
        }}
      >
        {name}
      </button>
      {refunding !== null && <RefundOf invoiceId={refunding} onClose={() => setRefunding(null)} />}
    </>
  )
}
