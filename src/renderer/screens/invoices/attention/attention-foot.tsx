import { useState } from 'react'
import { type ListedException, useTakeInOrphan } from '../../../data/exceptions.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useShowSale } from '../../../sale-entry/show-sale.ts'
import { RefundOf } from '../refund-of.tsx'
import type { Said } from '../review/use-review.ts'

interface Props {
  readonly said: Said | null
  /** The row that the keys stand on; null where there is none. */
  readonly current: ListedException | null
  readonly ticked: number
  readonly isReading: boolean
  readonly isHandled: boolean
  /** Its place, from 0, and how many there are; null while that is not known. */
  readonly index: number
  readonly count: number | null
  readonly onSay: (text: string) => void
  readonly onFailure: (error: unknown) => void
  readonly onCheck: (invoiceId: string) => void
  readonly onOpen: (invoiceId: string) => void
}

/** The last line: the keys, the act of the row that they stand on, what just happened, and the place in the list. */
export function AttentionFoot(props: Props) {
  const { said, current, ticked, isReading, isHandled, index, count } = props
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <p className="list-foot">
      {!said?.isError && (
        <span className="list-foot-keys">{t(isHandled ? 'attention.keysHandled' : 'attention.keys')}</span>
      )}
      <span
        className={said?.isError ? 'list-foot-said list-foot-error' : 'list-foot-said'}
        title={said?.text}
      >
        {said?.text}
      </span>
      {!isHandled && current && current.resolvedAt === null && <NextAct {...props} row={current} />}
      {isReading && <span>{t('attention.selecting')}</span>}
      {ticked > 0 && (
        <span className="list-foot-selected">
          {t('attention.selected', {
            count: ticked,
            figure: format.count(ticked),
            all: format.count(count ?? ticked),
          })}
        </span>
      )}
      {count !== null && count > 0 && ticked === 0 && (
        <span>{t('list.place', { place: format.count(index + 1), count: format.count(count) })}</span>
      )}
    </p>
  )
}

interface ActProps extends Pick<Props, 'onSay' | 'onFailure' | 'onCheck' | 'onOpen'> {
  readonly row: ListedException
}

/** The act of money that fits one row, where there is one beside marking it as handled. */
function NextAct({ row, onSay, onFailure, onCheck, onOpen }: ActProps) {
  const { t } = useTranslation()
  const showSale = useShowSale()
  const takeIn = useTakeInOrphan()
  const [refunding, setRefunding] = useState<string | null>(null)
  const { id, kind, number, invoiceId } = row
  const words = (name: 'accept' | 'refund' | 'takeIn' | 'check' | 'open') =>
    t(`attention.act.${name}`, { number: number || row.ref || '' })
  function act(): readonly [words: string, run: () => void] | null {
    switch (kind) {
      case 'short':
        return [words('accept'), () => showSale(invoiceId)]
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
  return (
    <>
      <button type="button" className="attention-act" disabled={takeIn.isPending} onClick={own[1]}>
        {own[0]}
      </button>
      {refunding !== null && <RefundOf invoiceId={refunding} onClose={() => setRefunding(null)} />}
    </>
  )
}
