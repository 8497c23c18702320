import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaymentException } from '../../../shared/contract/shapes/exception.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Switch } from '../../components/switch.tsx'
import { Teach } from '../../components/teach.tsx'
import { useExceptions } from '../../data/exceptions.ts'
import { isKey } from '../../keyboard/keys.ts'
import { belongsElsewhere } from '../../keyboard/typing.ts'
import { AttentionGrid } from './attention-grid.tsx'
import { SettleDialog } from './settle-dialog.tsx'

interface Props {
  /** The title and the way back to all invoices. */
  readonly head: ReactNode
  readonly openId: string | null
  readonly onOpen: (invoiceId: string) => void
  readonly onClose: () => void
  readonly onCheck: (invoiceId: string) => void
}

/** Money that came late, short, over or twice: line by line, until somebody has handled it. */
export function Attention({ head, openId, onOpen, onClose, onCheck }: Props) {
  const { t } = useTranslation()
  const [withSettled, setWithSettled] = useState(false)
  const open = useExceptions(false)
  const settled = useExceptions(true, withSettled)
  const rows = [...(open.data ?? []), ...((withSettled && settled.data) || [])]
  const [activeId, setActiveId] = useState<string | null>(null)
  const [settling, setSettling] = useState<PaymentException | null>(null)
  const byOpen = rows.findIndex((row) => row.invoiceId === openId)
  const byActive = rows.findIndex((row) => row.id === activeId)
  const active = Math.max(byActive === -1 ? byOpen : byActive, 0)
  const chosen = rows[active]
  const canSettle = chosen !== undefined && chosen.settledAt === null
  useSettleKey(() => canSettle && setSettling(chosen))

  return (
    <>
      <header className="screen-head">
        {head}
        <Switch label={t('attention.showSettled')} isSelected={withSettled} onChange={setWithSettled} />
      </header>
      <ErrorWords error={open.error ?? settled.error} />
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
            <Button isDisabled={!canSettle} onPress={() => canSettle && setSettling(chosen)}>
              {t('attention.settleOf', { number: chosen?.number ?? '' })}
            </Button>
            <p className="help keys-hint">{t('attention.keys')}</p>
          </footer>
        </>
      )}
      {settling && <SettleDialog key={settling.id} exception={settling} onClose={() => setSettling(null)} />}
    </>
  )
}

/** H marks the line as handled, wherever the focus is on this screen. */
function useSettleKey(settle: () => void): void {
  const latest = useRef(settle)
  useEffect(() => {
    latest.current = settle
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isKey('handled', event) || event.repeat || belongsElsewhere(event)) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
