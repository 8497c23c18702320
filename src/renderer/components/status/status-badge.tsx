import type { InvoiceStatus } from '../../../shared/status/status.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { STATUS_LOOK } from './status-tone.ts'

interface Props {
  readonly status: InvoiceStatus
  readonly size?: 'small' | 'large'
  /** One word, where a column has no room for more; the whole is its title. */
  readonly isBrief?: boolean
}

/** A status told by word, shape and colour together. */
export function StatusBadge({ status, size = 'small', isBrief = false }: Props) {
  const { t } = useTranslation()
  const { tone, shape: Shape } = STATUS_LOOK[status]
  return (
    <span
      className={`status status-${size} tone-${tone}`}
      title={isBrief ? t(`status.${status}`) : undefined}
    >
      <Shape aria-hidden="true" size={size === 'large' ? 24 : 16} strokeWidth={2.25} />
      {t(isBrief ? `statusBrief.${status}` : `status.${status}`)}
    </span>
  )
}
