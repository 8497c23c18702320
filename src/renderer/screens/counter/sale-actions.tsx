import { Ban, Copy, ExternalLink, Link2, Plus, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAnnouncer } from '../../app/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useOverview } from '../../data/app.ts'
import { failureOf } from '../../data/call.ts'
import { type useCheckNow, useCopyLink, useOpenLink, useRelink } from '../../data/invoices.ts'
import type { SaleView } from './sale-view.ts'

interface Props {
  readonly invoiceId: string
  readonly view: SaleView
  readonly check: ReturnType<typeof useCheckNow>
  readonly onGiveUp: () => void
  readonly onNext: () => void
}

/** What can be done with the sale; the one that the hand expects comes first. */
export function SaleActions({ invoiceId, view, check, onGiveUp, onNext }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { book } = useOverview()
  const copy = useCopyLink()
  const open = useOpenLink()
  const relink = useRelink()
  const { share } = view
  // What the last question failed with stands among the facts already.
  const told = check.error && failureOf(check.error).code === view.newest?.lastError
  const checkError = told ? null : check.error
  return (
    <>
      <div className="actions">
        {view.done && (
          <Button look="primary" onPress={onNext}>
            <Plus aria-hidden="true" size={16} />
            {t('sale.next')}
          </Button>
        )}
        {view.canRelink && (
          <Button isDisabled={relink.isPending} onPress={() => relink.mutate(invoiceId)}>
            <Link2 aria-hidden="true" size={16} />
            {t('sale.newLink')}
          </Button>
        )}
        {share && (
          <>
            <Button
              look={view.done ? 'plain' : 'primary'}
              onPress={() => copy.mutate(share.id, { onSuccess: () => announce(t('sale.copied')) })}
            >
              <Copy aria-hidden="true" size={16} />
              {t(copy.isSuccess ? 'sale.copied' : 'sale.copy')}
            </Button>
            {/* A practice link names a real provider's host, where nobody knows it. */}
            {book.kind === 'live' && (
              <Button onPress={() => open.mutate(share.id)}>
                <ExternalLink aria-hidden="true" size={16} />
                {t('sale.open')}
              </Button>
            )}
          </>
        )}
        {view.canCheck && (
          <Button isDisabled={check.isPending} onPress={() => check.mutate(invoiceId)}>
            <RefreshCw aria-hidden="true" size={16} />
            {t(check.isPending ? 'sale.checking' : 'sale.check')}
          </Button>
        )}
        {view.canAbandon && (
          <Button look="quiet" onPress={onGiveUp}>
            <Ban aria-hidden="true" size={16} />
            {t('sale.giveUp')}
          </Button>
        )}
        {!view.done && (
          <Button look="quiet" onPress={onNext}>
            <Plus aria-hidden="true" size={16} />
            {t('sale.next')}
          </Button>
        )}
      </div>
      <ErrorWords error={checkError ?? relink.error ?? copy.error ?? open.error} />
    </>
  )
}
