import type { PaymentException } from '../../../../shared/contract/shapes/exception.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** How it ended: by whom, when, and the reason that was given. */
export function Outcome({ exception }: { readonly exception: PaymentException }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { how, kind, person, note, resolvedAt } = exception
  const when = format.shortInstant(resolvedAt ?? 0)
  const words =
    how === 'completed'
      ? t(`attention.${ENDED[kind] ?? 'ended'}`, { when })
      : person
        ? t('attention.handledBy', { when, person })
        : t('attention.handled', { when })
  return (
    <span title={note ? `${words}: ${note}` : words}>
      {words}
      {note && (
        <>
          {': '}
          <bdi>{note}</bdi>
        </>
      )}
    </span>
  )
}

/** Kinds that end by themselves in a way of their own. */
const ENDED: Readonly<Partial<Record<PaymentException['kind'], 'completed' | 'agreed'>>> = {
  short: 'completed',
  differs: 'agreed',
  no_receipt: 'agreed',
}
