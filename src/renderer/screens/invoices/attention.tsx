import { type ReactNode, useState } from 'react'
import type { PaymentException } from '../../../shared/contract/shapes/exception.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Switch } from '../../components/switch.tsx'
import { Teach } from '../../components/teach.tsx'
import { useExceptions } from '../../data/exceptions.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useKeys } from '../../keyboard/use-keys.tsx'
import { AttentionGrid } from './attention-grid.tsx'
import { RefundOf } from './refund-of.tsx'
import { ResolveDialog } from './resolve-dialog.tsx'

interface Props {
  /** The title and the way back to all invoices. */
  readonly head: ReactNode
  readonly openId: string | null
  readonly onOpen: (invoiceId: string) => void
  readonly onClose: () => void
  readonly onCheck: (invoiceId: string) => void
}

/** What a refund of the surplus answers. */
const TOO_MUCH: readonly PaymentException['kind'][] = ['over', 'twice']

/** Money that came late, short, over or twice: line by line, until somebody has handled it. */
export function Attention({ head, openId, onOpen, onClose, onCheck }: Props) {
  const { t } = useTranslation()
  const [withResolved, setWithResolved] = useState(false)
  const open = useExceptions(false)
  const resolved = useExceptions(true, withResolved)
  const rows = [...(open.data ?? []), ...((withResolved && resolved.data) || [])]
  const [activeId, setActiveId] = useState<string | null>(null)
  const [resolving, setResolving] = useState<PaymentException | null>(null)
  const [refunding, setRefunding] = useState<string | null>(null)
  const byOpen = rows.findIndex((row) => row.invoiceId === openId)
  const byActive = rows.findIndex((row) => row.id === activeId)
  const active = Math.max(byActive === -1 ? byOpen : byActive, 0)
  const chosen = rows[active]
  const canResolve = chosen !== undefined && chosen.resolvedAt === null
  const canRefund = canResolve && TOO_MUCH.includes(chosen.kind)
  useKeys('list', { handled: () => canResolve && setResolving(chosen) })

  return (
    <>
      <header className="screen-head">
        {head}
        <Switch label={t('attention.showSettled')} isSelected={withResolved} onChange={setWithResolved} />
      </header>
      <ErrorWords error={open.error ?? resolved.error} />
      {open.isPending && <p aria-busy="true">{t('invoices.loading')}</p>}
      {open.data && rows.length === 0 && (
        <Teach title={t('attention.emptyTitle')} text={t('attention.empty')} />
      )}
      {rows.length > 0 && (
        <>
          <AttentionGrid
            rows={rows}
            active={active}
            openId={openId}
            onActive={(index) => {
              const row = rows[index]
              setActiveId(row?.id ?? null)
              if (openId !== null && row) onOpen(row.invoiceId)
            }}
            onOpen={onOpen}
            onClose={onClose}
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
