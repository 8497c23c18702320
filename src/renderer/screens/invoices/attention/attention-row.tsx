// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { type MouseEvent, memo } from 'react'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useOverview } from '../../../data/app.ts'
import type { ListedException } from '../../../data/exceptions.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { RowFrame } from '../../../rows/row-frame.tsx'
import { ExceptionKindWords, useExceptionSentence } from '../../../sale/exception-words.tsx'
import { Outcome } from './outcome.tsx'
import { TickBox } from './tick-box.tsx'

interface Props {
  readonly row: ListedException
  readonly index: number
  readonly top: number
  readonly isActive: boolean
  readonly isOpen: boolean
  readonly isTicked: boolean
  readonly onPress: (index: number, row: ListedException, event: MouseEvent) => void
  readonly onTick: (index: number, row: ListedException, event: MouseEvent) => void
}

/** One exception; it is drawn again only when something of it has changed. */
export const AttentionRow = memo(function AttentionRow(props: Props) {
  const { row, index, top, isActive, isOpen, isTicked, onPress, onTick } = props
  const { t } = useTranslation()
  const format = useFormat()
  const sentence = useExceptionSentence()
  const { providers } = useOverview()
  const { number, ref, customerName, difference, accountLabel, kind, resolvedAt, raisedAt } = row
  const provider = providers.find(({ id }) => id === row.provider)?.name ?? ''
  const words = sentence(row)
  const at = resolvedAt ?? raisedAt
  return (
    <RowFrame
      {...{ index, top, isActive, isOpen }}
      isSelected={isTicked}
      className="attention-row attention-line"
      onPress={(event) => onPress(index, row, event)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Space does it, from the grid around it */}
      <span
        role="gridcell"
        className="list-cell attention-tick mark-cell"
        onClick={(event) => {
          event.stopPropagation()
          onTick(index, row, event)
        }}
      >
        {resolvedAt === null && <TickBox state={isTicked} />}
      </span>
      <span role="gridcell" className="list-cell attention-what" title={words}>
        <ExceptionKindWords exception={row} />
        <span className="visually-hidden">{words}</span>
      </span>
      <span
        role="gridcell"
        className="list-cell list-number attention-sale"
        title={number || ref || undefined}
      >
        <bdi>{number || '—'}</bdi>
      </span>
      <span role="gridcell" className="list-cell attention-customer">
        <bdi className="own-words" title={customerName ?? ref ?? undefined}>
          {customerName ?? ref ?? '—'}
        </bdi>
      </span>
      <span role="gridcell" className="list-cell attention-difference">
        {difference ? (
          <ListAmount amount={difference} signed />
        ) : (
          <span className="list-soft">{t('attention.notKnown')}</span>
        )}
      </span>
      <span role="gridcell" className="list-cell list-account attention-account">
        <bdi className="own-words" title={accountLabel}>
          {accountLabel}
        </bdi>
      </span>
      <span
        role="gridcell"
        className="list-cell attention-next"
        title={resolvedAt === null ? t(`attention.next.${kind}`, { provider }) : undefined}
      >
        {resolvedAt === null ? t(`attention.next.${kind}`, { provider }) : <Outcome exception={row} />}
      </span>
      <span role="gridcell" className="list-cell list-created attention-raised" title={format.instant(at)}>
        {format.columnInstant(at)}
      </span>
    </RowFrame>
  )
})
