import { Copy, ExternalLink, Link2, Plus, QrCode, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../../components/error-words.tsx'
import { useOverview } from '../../../data/app.ts'
import { failureOf } from '../../../data/call.ts'
import { type useCheckNow, useCopyLink, useOpenLink, useRelink } from '../../../data/invoices.ts'
import { shortcutOf } from '../../../keyboard/keys.ts'
import type { SaleView } from '../../../sale/sale-view.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'

/** What opens over the sale. */
export type SaleDialog = 'abandon' | 'short' | 'receipt' | 'note'

interface Props {
  readonly invoiceId: string
  readonly failed: boolean
  readonly view: SaleView
  readonly check: ReturnType<typeof useCheckNow>
  /** Why the sale could not be read again; null while what is shown is what stands in the book. */
  readonly unread: Error | null
  readonly showsCode: boolean
  readonly onCheck: () => void
  readonly onCode: () => void
  readonly onOpen: (dialog: SaleDialog) => void
  readonly onNext: () => void
}

/**
 * What went wrong last, and what can be done with the sale. The room for both is kept, and each button has a place that no
 * other takes, so that a press meant for one never lands on another when the status changes.
 */
export function SaleActions(props: Props) {
  const { invoiceId, failed, view, check, unread, showsCode, onCheck, onCode, onOpen, onNext } = props
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { book } = useOverview()
  const copy = useCopyLink()
  const open = useOpenLink()
  const relink = useRelink()
  const { share, newest } = view
  // What the last question failed with is told already.
  const lasting = newest?.lastError && !view.isPaid && !failed && !view.mismatch ? newest.lastError : null
  const untold = check.error && failureOf(check.error).code !== lasting ? check.error : null
  const trouble = relink.error ?? copy.error ?? open.error
  return (
    <>
      <div className="sale-trouble">
        {/* What was pressed just now is answered first; there is room for one. */}
        {trouble ? (
          <ErrorWords error={trouble} />
        ) : untold ? (
          // It is read out with what was asked.
          <ErrorWords
            error={untold}
            voice="quiet"
            words={
              view.oldUnasked
                ? { safe: t('sale.oldUnasked', { reference: view.oldUnasked.providerRef ?? '' }) }
                : {}
            }
          />
        ) : unread ? (
          <ErrorWords error={unread} words={{ safe: t('sale.unread') }} />
        ) : (
          lasting && <ErrorCodeWords code={lasting} voice="quiet" />
        )}
      </div>
      <div className="sale-acts">
        <div className="slot-next">
          <Button look={view.done ? 'primary' : 'plain'} onPress={onNext}>
            <Plus aria-hidden="true" size={16} />
            {t('sale.next')}
          </Button>
        </div>
        <div className="slot-check">
          {view.canCheck && (
            <Button isPending={check.isPending} aria-keyshortcuts={shortcutOf('checkSale')} onPress={onCheck}>
              <RefreshCw aria-hidden="true" size={16} />
              {t(check.isPending ? 'sale.checking' : 'sale.check')}
            </Button>
          )}
        </div>
        <div className="slot-copy">
          {share && (
            <Button
              look={view.done ? 'plain' : 'primary'}
              onPress={() => copy.mutate(share.id, { onSuccess: () => announce(t('sale.copied')) })}
            >
              <Copy aria-hidden="true" size={16} />
              {t(copy.isSuccess ? 'sale.copied' : 'sale.copy')}
            </Button>
          )}
        </div>
        <div className="slot-open">
          {/* A practice link names a real provider's host, where nobody knows it. */}
          {share && book.kind === 'live' && view.codeFirst && (
            <Button onPress={() => open.mutate(share.id)}>
              <ExternalLink aria-hidden="true" size={16} />
              {t('sale.open')}
            </Button>
          )}
        </div>
        <div className="slot-code">
          {share && view.codeCanHide && (
            <Button aria-keyshortcuts={shortcutOf('code')} aria-pressed={showsCode} onPress={onCode}>
              <QrCode aria-hidden="true" size={16} />
              {t(showsCode ? 'sale.hideCode' : 'sale.showCode')}
            </Button>
          )}
        </div>
      </div>
      <div className="sale-asides">
        <Button look="quiet" aria-keyshortcuts={shortcutOf('receipt')} onPress={() => onOpen('receipt')}>
          {t('sale.receipt')}
        </Button>
        <Button look="quiet" aria-keyshortcuts={shortcutOf('note')} onPress={() => onOpen('note')}>
          {t('sale.note')}
        </Button>
        {view.canAbandon && (
          <Button look="quiet" aria-keyshortcuts={shortcutOf('giveUp')} onPress={() => onOpen('abandon')}>
            {t('sale.giveUp')}
          </Button>
        )}
        <div className="slot-relink">
          {view.canRelink && (
            <Button isPending={relink.isPending} onPress={() => relink.mutate(invoiceId)}>
              <Link2 aria-hidden="true" size={16} />
              {t('sale.newLink')}
            </Button>
          )}
        </div>
      </div>
    </>
  )
}
