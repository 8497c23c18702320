import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../components/button.tsx'
import { STATUS_LOOK } from '../components/status-tone.ts'
import type { Outcome } from './outcome.ts'

export interface Notice {
  readonly invoiceId: string
  readonly number: string
  readonly outcome: Outcome
  readonly sentence: string
}

interface Props {
  readonly notices: readonly Notice[]
  readonly onShow: (notice: Notice) => void
  readonly onDismiss: (notice: Notice) => void
}

/** What happened to sales that are not on the screen; the live region has already said it. */
export function Notices({ notices, onShow, onDismiss }: Props) {
  const { t } = useTranslation()
  if (notices.length === 0) return null
  return (
    <ul className="notices">
      {notices.map((notice) => {
        const { tone, shape: Shape } = STATUS_LOOK[notice.outcome]
        return (
          <li key={notice.invoiceId} className={`notice tone-${tone}`}>
            <Shape aria-hidden="true" size={20} />
            <span className="notice-words">{notice.sentence}</span>
            <Button look="quiet" onPress={() => onShow(notice)}>
              {t('sale.show', { number: notice.number })}
            </Button>
            <Button look="quiet" aria-label={t('sale.dismiss')} onPress={() => onDismiss(notice)}>
              <X aria-hidden="true" size={16} />
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
