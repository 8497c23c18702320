import {
  ArrowLeftRight,
  CopyPlus,
  FileQuestion,
  FileX,
  FlaskConical,
  Ghost,
  Hand,
  History,
  type LucideIcon,
  TriangleAlert,
  Undo2,
  Unlink,
} from 'lucide-react'
import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import type { PaymentException } from '../../shared/contract/shapes/exception.ts'
import { moneyFrom, subtract, toDecimal } from '../../shared/money/money.ts'
import { missingOf } from '../../shared/status/exceptions.ts'
import { useOverview } from '../data/app.ts'
import { isPositive, withoutSign } from '../i18n/format.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'

const SHAPES: Readonly<Record<PaymentException['kind'], LucideIcon>> = {
  late: History,
  short: TriangleAlert,
  over: TriangleAlert,
  twice: CopyPlus,
  differs: ArrowLeftRight,
  no_receipt: FileX,
  unknown: FileQuestion,
  orphan: Unlink,
  ghost: Ghost,
  refunded: Undo2,
  manual: Hand,
  test: FlaskConical,
}

/** What tells a kind by its shape. */
export function ExceptionShape({ kind }: Pick<PaymentException, 'kind'>) {
  const Shape = SHAPES[kind]
  return <Shape aria-hidden="true" size={16} strokeWidth={2.25} />
}

/** What happened, by word, shape and colour; quiet once it is settled. */
export function ExceptionKindWords({ exception }: { readonly exception: PaymentException }) {
  const { t } = useTranslation()
  const tone = exception.resolvedAt === null ? 'attention' : 'quiet'
  return (
    <span className={`status status-small tone-${tone}`}>
      <ExceptionShape kind={exception.kind} />
      {t(`attention.kind.${exception.kind}`)}
    </span>
  )
}

/** Gives the sentence of an exception with its exact amounts: "6.25 DAI missing of 20.00 DAI". */
export function useExceptionSentence(): (exception: PaymentException) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const { providers } = useOverview()
  return ({ kind, asked, received, refunded, unseen, provider }) => {
    const name = providers.find(({ id }) => id === provider)?.name ?? ''
    if (!asked || !received || !refunded) return t('attention.orphanUntold', { provider: name })
    if (unseen !== null && (kind === 'differs' || kind === 'no_receipt'))
      return t('attention.unseen', { count: unseen, provider: name })
    const sentence = t(`attention.sentence.${kind}`, {
      asked: format.amount(asked),
      received: format.amount(received),
      difference: format.amount(
        kind === 'short' ? missing(asked, received, refunded) : differenceOf(asked, received),
      ),
      provider: name,
    })
    if (!isPositive(refunded.amount)) return sentence
    return t('attention.withRefund', { sentence, refunded: format.amount(refunded) })
  }
}

/** How far the received amount is from the asked one, without a sign; both are of the invoice's currency. */
export function differenceOf(asked: Amount, received: Amount): Amount {
  const { currency } = asked
  const missing = subtract(moneyFrom(currency, asked.amount), moneyFrom(currency, received.amount))
  return withoutSign({ currency, amount: toDecimal(missing) })
}

function missing(asked: Amount, received: Amount, refunded: Amount): Amount {
  const money = ({ currency, amount }: Amount) => moneyFrom(currency, amount)
  const { currency } = asked
  return withoutSign({
    currency,
    amount: toDecimal(missingOf(money(asked), money(received), money(refunded))),
  })
}
