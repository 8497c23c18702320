import type { ReactNode } from 'react'
import type { PaymentException } from '../../../../shared/contract/shapes/exception.ts'
import { useExceptionKinds } from '../../../data/exceptions.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { ExceptionShape } from '../../../sale/exception-words.tsx'

interface Props {
  readonly resolved: boolean
  readonly kind: PaymentException['kind'] | null
  readonly onKind: (kind: PaymentException['kind'] | null) => void
  /** What stands at the end of the line. */
  readonly children: ReactNode
}

/** Every kind that there is, with how many: a press shows it alone. */
export function KindChips({ resolved, kind, onKind, children }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const known = useExceptionKinds(resolved).data?.kinds ?? []
  const all = known.reduce((sum, { count }) => sum + count, 0)
  // The one that is shown stays, so that the list says whose it is.
  const isGone = kind !== null && !known.some((one) => one.kind === kind)
  const shown = isGone ? [...known, { kind, count: 0 }] : known
  return (
    <div className="chips attention-top">
      <fieldset className="chips attention-kinds" aria-label={t('attention.kinds')}>
        <button
          type="button"
          className="chip chip-kind"
          aria-pressed={kind === null}
          onClick={() => onKind(null)}
        >
          {t('attention.all')} <strong>{format.count(all)}</strong>
        </button>
        {shown.map((one) => (
          <button
            key={one.kind}
            type="button"
            className="chip chip-kind"
            aria-pressed={kind === one.kind}
            onClick={() => onKind(one.kind)}
          >
            <ExceptionShape kind={one.kind} />
            {t(`attention.chip.${one.kind}`)} <strong>{format.count(one.count)}</strong>
          </button>
        ))}
      </fieldset>
      {children}
    </div>
  )
}
