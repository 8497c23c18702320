import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../../components/error-words.tsx'
import { useNow } from '../../../components/use-now.ts'
import { useLinkForRemainder } from '../../../data/invoices.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { type KeyId, shortcutOf } from '../../../keyboard/keys.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import type { SaleView } from '../../../sale/sale-view.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { RemainderNotMade } from './sale-no-link.tsx'

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  readonly provider: string
  readonly onAcceptShortfall: () => void
  readonly onWait: () => void
}

/** Too little came: how much is missing, and the three things that can be done about it. */
export function Underpaid({ detail, view, provider, onAcceptShortfall, onWait }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const link = useLinkForRemainder()
  const whyNoRemainder = useId()
  const { invoice } = detail
  const making = link.isPending || view.newest?.stage === 'creating'
  const askForRemainder = () => {
    if (view.remainderLost) announce(t('sale.rest.safe'))
    else if (!making) link.mutate(invoice.id)
  }
  useShortfallKeys({ accept: onAcceptShortfall, remainder: askForRemainder, wait: onWait })
  return (
    <>
      <p className="difference">
        {t('sale.missing', { amount: format.amount(invoice.due), asked: format.amount(invoice.asked) })}
      </p>
      <p>{t('sale.received', { amount: format.amount(invoice.received) })}</p>
      <div id={whyNoRemainder}>
        <RemainderTold detail={detail} view={view} provider={provider} />
      </div>
      <div className="actions sale-face-acts">
        <Button aria-keyshortcuts={shortcutOf('acceptShortfall')} onPress={onAcceptShortfall}>
          <Cap of="acceptShortfall" />
          {t('sale.acceptShortfall')}
        </Button>
        <Button
          isPending={making}
          isDisabled={view.remainderLost}
          aria-keyshortcuts={shortcutOf('linkForRemainder')}
          onPress={askForRemainder}
          {...(view.remainderLost && { 'aria-describedby': whyNoRemainder })}
        >
          <Cap of="linkForRemainder" />
          {t('sale.linkForRemainder')}
        </Button>
        <Button aria-keyshortcuts={shortcutOf('waitShort')} onPress={onWait}>
          <Cap of="waitShort" />
          {t('sale.wait')}
        </Button>
      </div>
      {!view.remainderLost && <p className="quiet">{t(view.share ? 'sale.waitOrCode' : 'sale.waitOrNew')}</p>}
      <ErrorWords error={link.error} />
    </>
  )
}

function Cap({ of }: { readonly of: KeyId }) {
  return (
    <span className="key" aria-hidden="true">
      {shortcutOf(of)}
    </span>
  )
}

/** What became of a link for the rest that cannot be shown: it is being made, was refused, lost, or asks for something else. */
function RemainderTold({ detail, view, provider }: Pick<Props, 'detail' | 'view' | 'provider'>) {
  const { t } = useTranslation()
  const now = useNow()
  const { newest } = view
  if (view.mismatch) return <ErrorCodeWords code="AMOUNT_MISMATCH" voice="quiet" />
  if (newest?.stage !== 'creating')
    return <RemainderNotMade detail={detail} view={view} provider={provider} />
  const seconds = Math.max(0, Math.floor((now - newest.createdAt) / 1000))
  return <p className="asking">{t('sale.contacting', { provider, seconds })}</p>
}

interface Keys {
  accept(): void
  wait(): void
  /** Absent where a code for the rest, or the first one, is on the screen: that one can be paid. */
  remainder?(): void
}

/** The letters of a short sale while a code stands in its panel's place. */
export function ShortfallKeys(keys: Keys) {
  useShortfallKeys(keys)
  return null
}

/** A, L and W: what a scanner types must neither answer a question nor ask a provider for anything. */
function useShortfallKeys({ accept, wait, remainder }: Keys): void {
  useKeys('sale', {
    acceptShortfall: accept,
    waitShort: wait,
    ...(remainder && { linkForRemainder: remainder }),
  })
}
