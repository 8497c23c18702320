import type { InvoiceStatus } from '../../../shared/status/status.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { STATUS_LOOK } from './status-tone.ts'

interface Props {
  readonly status: InvoiceStatus
  readonly size?: 'small' | 'large'
  /** One word, where a column has no room for more. */
  readonly isBrief?: boolean
}

/** A status told by word, shape and colour together; where there is no room for the word, it is the title too. */
export function StatusBadge({ status, size = 'small', isBrief = false }: Props) {
  const { t } = useTranslation()
  const { tone, shape: Shape } = STATUS_LOOK[status]
  return (
    <span className={`status status-${size} tone-${tone}`} title={t(`status.${status}`)}>
      <Shape aria-hidden="true" size={size === 'large' ? 24 : 16} strokeWidth={2.25} />
      <span className="status-word">{t(isBrief ? `statusBrief.${status}` : `status.${status}`)}</span>
    </span>
  )
}
