import { type ReactNode, useRef, useState } from 'react'
import type { PaymentException } from '../../../shared/contract/shapes/exception.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Switch } from '../../components/switch.tsx'
import { Teach } from '../../components/teach.tsx'
import { useExceptions } from '../../data/exceptions.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useKeys } from '../../keyboard/use-keys.tsx'
import { useListKeys } from '../../keyboard/use-list-keys.ts'
import { AttentionGrid, PAGE } from './attention-grid.tsx'
import type { KeptList } from './list/kept-list.ts'
import { RefundOf } from './refund-of.tsx'
import { ResolveDialog } from './resolve-dialog.tsx'

interface Props {
  /** The title and the way back to all invoices. */
  readonly head: ReactNode
  readonly kept: KeptList
  readonly openId: string | null
  readonly onOpen: (invoiceId: string) => void
  readonly onClose: () => void
  readonly onCheck: (invoiceId: string) => void
}

/** What a refund of the surplus answers. */
const TOO_MUCH: readonly PaymentException['kind'][] = ['over', 'twice']

/** Money that came late, short, over or twice: line by line, until somebody has handled it. */
export function Attention({ head, kept, openId, onOpen, onClose, onCheck }: Props) {
  const { t } = useTranslation()
  const grid = useRef<HTMLDivElement>(null)
  const [{ withResolved, activeId }, setLeft] = useState(kept.attention)
  const keep = (next: Partial<KeptList['attention']>) => {
    kept.attention = { ...kept.attention, ...next }
    setLeft(kept.attention)
  }
  const open = useExceptions(false)
  const resolved = useExceptions(true, withResolved)
  const rows = [...(open.data ?? []), ...((withResolved && resolved.data) || [])]
  const [resolving, setResolving] = useState<PaymentException | null>(null)
  const [refunding, setRefunding] = useState<string | null>(null)
  const byOpen = rows.findIndex((row) => row.invoiceId === openId)
  const byActive = rows.findIndex((row) => row.id === activeId)
  const active = Math.max(byActive === -1 ? byOpen : byActive, 0)
  const chosen = rows[active]
  const canResolve = chosen !== undefined && chosen.resolvedAt === null
  const canRefund = canResolve && TOO_MUCH.includes(chosen.kind)
  const act = (on: (invoiceId: string) => void) => () => {
    if (chosen) on(chosen.invoiceId)
  }
  const go = (index: number) => {
    const row = rows[index]
    keep({ activeId: row?.id ?? null })
    if (openId !== null && row) onOpen(row.invoiceId)
  }
  useKeys('list', {
    handled: () => canResolve && setResolving(chosen),
    openRow: act(onOpen),
    checkRow: { takes: (press) => openId === null && !press.shiftKey && !press.inField, run: act(onCheck) },
    close: {
      takes: () => openId !== null,
      run() {
        onClose()
        grid.current?.focus()
      },
    },
  })
  useListKeys({
    ...{ list: grid, active, count: rows.length, page: PAGE },
    onMove: go,
    onOpen: act(onOpen),
  })

  return (
    <>
      <header className="screen-head">
        {head}
        <Switch
          label={t('attention.showSettled')}
          isSelected={withResolved}
          onChange={(next) => keep({ withResolved: next })}
        />
      </header>
      <ErrorWords error={open.error ?? resolved.error} />
      {open.isPending && <p aria-busy="true">{t('invoices.loading')}</p>}
      {open.data && rows.length === 0 && (
        <Teach title={t('attention.emptyTitle')} text={t('attention.empty')} />
      )}
      {rows.length > 0 && (
        <>
          <AttentionGrid
            grid={grid}
            rows={rows}
            active={active}
            openId={openId}
            onActive={go}
            onOpen={onOpen}
            onCheck={onCheck}
          />
          <footer className="attention-foot">
            <Button isDisabled={!canResolve} onPress={() => canResolve && setResolving(chosen)}>
              {t('attention.settleOf', { number: chosen?.number ?? '' })}
            </Button>
            {canRefund && <Button onPress={() => setRefunding(chosen.invoiceId)}>{t('refund.open')}</Button>}
            <p className="help keys-hint">{t('attention.keys')}</p>
          </footer>
        </>
      )}
      {refunding !== null && <RefundOf invoiceId={refunding} onClose={() => setRefunding(null)} />}
      {resolving && (
        <ResolveDialog key={resolving.id} exception={resolving} onClose={() => setResolving(null)} />
      )}
    </>
  )
}
