import type { PaymentException } from '../../../../shared/contract/shapes/exception.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** How it ended: the reason that was given, then by whom and when; a narrow column cuts what stands elsewhere, too. */
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
    <span title={note ? `${note} · ${words}` : words}>
      {note && (
        <>
          <bdi>{note}</bdi>
          {' · '}
        </>
      )}
      {words}
    </span>
  )
}

/** Kinds that end by themselves in a way of their own. */
const ENDED: Readonly<Partial<Record<PaymentException['kind'], 'completed' | 'agreed'>>> = {
  short: 'completed',
  differs: 'agreed',
  no_receipt: 'agreed',
}
