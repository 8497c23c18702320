import { useState } from 'react'
import type { InvoiceDetail, Refund } from '../../shared/contract/shapes/invoice.ts'
import { AmountText } from '../components/amount.tsx'
import { Button } from '../components/button.tsx'
import { isNegative } from '../i18n/format.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { Fact } from './pane-facts.tsx'
import { refundAmounts } from './refund-amounts.ts'
import { UndoRefundDialog } from './undo-refund-dialog.tsx'

/** The money that was given back for an invoice, one entry per refund; nothing where there was none. */
export function Refunds({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const [undoing, setUndoing] = useState<Refund | null>(null)
  if (detail.refunds.length === 0) return null
  return (
    <section aria-labelledby="pane-refunds">
      <h3 id="pane-refunds">{t('refund.list')}</h3>
      {isNegative(refundAmounts(detail.invoice).net.amount) && <p>{t('refund.beyondReceived')}</p>}
      <ul className="pane-cards">
        {detail.refunds.map((refund) => (
          <li key={refund.id} className="pane-card">
            <OneRefund refund={refund} onUndo={() => setUndoing(refund)} />
          </li>
        ))}
      </ul>
      {undoing && <UndoRefundDialog refund={undoing} onClose={() => setUndoing(null)} />}
    </section>
  )
}

function OneRefund({ refund, onUndo }: { readonly refund: Refund; readonly onUndo: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { amount, reason, reference, person, recordedAt, undone } = refund
  const given = <AmountText amount={{ ...amount, amount: `-${amount.amount}` }} />
  return (
    <>
      <p className="pane-card-title">{undone ? <s>{given}</s> : given}</p>
      <p>
        <bdi className="long-text">{reason}</bdi>
      </p>
      <p className="quiet">
        {t(person === '' ? 'refund.when' : 'refund.whenBy', { when: format.instant(recordedAt), person })}
      </p>
      {reference !== null && (
        <dl className="facts">
          <Fact term={t('refund.reference')}>
            <bdi className="mono">{reference}</bdi>
          </Fact>
        </dl>
      )}
      {undone ? (
        <p>
          {t(undone.person === '' ? 'refund.undoneWhen' : 'refund.undoneWhenBy', {
            when: format.instant(undone.at),
            person: undone.person,
          })}
          : <bdi className="long-text">{undone.reason}</bdi>
        </p>
      ) : (
        <div className="actions">
          <Button needs="review" look="quiet" onPress={onUndo}>
            {t('refund.undoThis')}
          </Button>
        </div>
      )}
    </>
  )
}
