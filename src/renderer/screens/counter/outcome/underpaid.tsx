import { useId } from 'react'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { moneyFrom } from '../../../../shared/money/money.ts'
import { ErrorCodeWords, ErrorWords } from '../../../components/error-words.tsx'
import { useNow } from '../../../components/hooks/use-now.ts'
import { useRefusal } from '../../../components/not-allowed.ts'
import { useLinkForRemainder } from '../../../data/invoices.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import type { SaleView } from '../../../sale/sale-view.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { RemainderNotMade } from './sale-no-link.tsx'
import { Way } from './way.tsx'

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
  const refusal = useRefusal('sell')
  const { invoice } = detail
  const making = link.isPending || view.newest?.stage === 'creating'
  const askForRemainder = () => {
    if (refusal !== null) announce(refusal)
    else if (view.isImported) announce(t('imports.noLink'))
    else if (view.remainderLost) announce(t('sale.rest.safe'))
    else if (!making) link.mutate(invoice.id)
  }
  useShortfallKeys({ accept: onAcceptShortfall, remainder: askForRemainder, wait: onWait })
  const inWords = format.amount(invoice.due)
  return (
    <>
      <p className="difference">{t('sale.missingShort', { amount: inWords })}</p>
      <p className="verdict-say">
        {t('sale.receivedOf', {
          amount: format.amount(invoice.received),
          asked: format.amount(invoice.asked),
        })}
      </p>
      <Meter detail={detail} />
      <div id={whyNoRemainder} className="short-told">
        {refusal !== null && <p>{refusal}</p>}
        {view.isImported && <p>{t('imports.noLink')}</p>}
        <RemainderTold detail={detail} view={view} provider={provider} />
        <ErrorWords error={link.error} />
      </div>
      <ul className="ways">
        <Way
          of="linkForRemainder"
          name={t('sale.linkForRemainder')}
          say={t('sale.ways.rest', { amount: inWords })}
          isFirst
          isOff={refusal !== null || making || view.remainderLost || view.isImported}
          why={whyNoRemainder}
          onPress={askForRemainder}
        />
        <Way
          of="waitShort"
          name={t('sale.wait')}
          say={t(view.share ? 'sale.waitOrCode' : 'sale.waitOrNew')}
          onPress={onWait}
        />
        <Way
          of="acceptShortfall"
          name={t('sale.acceptShortfall')}
          say={t('sale.ways.accept', { amount: inWords })}
          isOff={refusal !== null}
          why={whyNoRemainder}
          onPress={onAcceptShortfall}
        />
      </ul>
    </>
  )
}

/** How much of what was asked has come, as a bar; the words above it say the same. */
function Meter({ detail: { invoice } }: Pick<Props, 'detail'>) {
  const [received, asked] = [invoice.received, invoice.asked].map(
    ({ currency, amount }) => moneyFrom(currency, amount).units,
  )
  const percent = Number(((received ?? 0n) * 100n) / (asked || 1n))
  return (
    <div className="meter" aria-hidden="true">
      <span className="meter-fill" style={{ inlineSize: `${Math.min(100, percent)}%` }} />
    </div>
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
