// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: the same keys and roles as the list of all invoices
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import type { PaymentException } from '../../../shared/contract/shapes/exception.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isKey } from '../../keyboard/keys.ts'
import { moveActive } from '../../keyboard/move-active.ts'
import { ExceptionKindWords, useExceptionSentence } from '../../sale/exception-words.tsx'

/** So many lines are passed by a page. */
export const PAGE = 10
const COLUMNS = ['what', 'sum', 'number', 'account', 'raised'] as const

interface Props {
  readonly grid: RefObject<HTMLDivElement | null>
  readonly rows: readonly PaymentException[]
  readonly active: number
  readonly openId: string | null
  readonly onActive: (index: number) => void
  readonly onOpen: (invoiceId: string) => void
  readonly onCheck: (invoiceId: string) => void
}

/** The exceptions line by line, with the keys of the invoice list. */
export function AttentionGrid({ grid, rows, active, openId, onActive, onOpen, onCheck }: Props) {
  const { t } = useTranslation()
  useEffect(() => {
    grid.current?.querySelector(`#attention-row-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [grid, active])

  function listen(event: KeyboardEvent): void {
    const row = rows[active]
    if (isKey('open', event) && row) onOpen(row.invoiceId)
    else if (isKey('checkRow', event) && row) onCheck(row.invoiceId)
    else {
      const next = moveActive(event.key, active, rows.length, PAGE)
      if (next === null) return
      onActive(next)
    }
    event.preventDefault()
  }

  return (
    <div
      ref={grid}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={t('attention.list')}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={`attention-row-${active}`}
      onKeyDown={listen}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="attention-row grid-header">
          {COLUMNS.map((column) => (
            <span key={column} role="columnheader" className={`cell cell-${column}`}>
              {t(`attention.columns.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        {rows.map((row, index) => (
          <Row
            key={row.id}
            exception={row}
            index={index}
            isActive={index === active}
            isOpen={row.invoiceId === openId}
            onPress={() => {
              onActive(index)
              onOpen(row.invoiceId)
            }}
          />
        ))}
      </div>
    </div>
  )
}

interface RowProps {
  readonly exception: PaymentException
  readonly index: number
  readonly isActive: boolean
  readonly isOpen: boolean
  readonly onPress: () => void
}

function Row({ exception, index, isActive, isOpen, onPress }: RowProps) {
  const format = useFormat()
  const sentence = useExceptionSentence()
  const { number, accountLabel, raisedAt, resolvedAt } = exception
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it listens to the keyboard for all its rows
    <div
      id={`attention-row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      className={isActive ? 'attention-row grid-line grid-line-active' : 'attention-row grid-line'}
      onClick={onPress}
    >
      <span role="gridcell" className="cell cell-what">
        <ExceptionKindWords exception={exception} />
      </span>
      <span role="gridcell" className="cell cell-sum">
        <bdi>{sentence(exception)}</bdi>
        {resolvedAt !== null && <Resolved exception={exception} at={resolvedAt} />}
      </span>
      <span role="gridcell" className="cell cell-number">
        {number}
      </span>
      <span role="gridcell" className="cell cell-account">
        <bdi title={accountLabel}>{accountLabel}</bdi>
      </span>
      <span role="gridcell" className="cell cell-raised" title={format.instant(raisedAt)}>
        {format.columnInstant(raisedAt)}
      </span>
    </div>
  )
}

/** How it ended: by whom, when, and the note that was left. */
function Resolved({ exception, at }: { readonly exception: PaymentException; readonly at: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { how, kind, person, note } = exception
  const when = format.shortInstant(at)
  const byName = how === 'person' && person
  return (
    <span className="attention-settled">
      {how === 'completed' && t(kind === 'differs' ? 'attention.agreed' : 'attention.completed', { when })}
      {how !== 'completed' &&
        (byName ? t('attention.handledBy', { when, person }) : t('attention.handled', { when }))}
      {note && (
        <>
          {': '}
          <bdi>{note}</bdi>
        </>
      )}
    </span>
  )
}
