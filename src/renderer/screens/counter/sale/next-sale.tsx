import { CornerDownLeft } from 'lucide-react'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { shortcutOf } from '../../../keyboard/keys.ts'
import { BareButton } from './bare-button.tsx'

interface Props {
  /** Nothing is expected soon: Enter leads on too. */
  readonly isDone: boolean
  readonly onNext: () => void
}

/** The way on, always in the same place; it shows the key that leads there as the sale stands. */
export function NextSale({ isDone, onNext }: Props) {
  const { t } = useTranslation()
  return (
    <div className="ticket-first">
      <BareButton
        className="button button-primary button-large"
        aria-keyshortcuts={shortcutOf(isDone ? 'nextWhenDone' : 'next')}
        onPress={onNext}
      >
        {t('sale.next')}
        <span className="first-key" aria-hidden="true">
          {isDone ? <CornerDownLeft size={20} /> : shortcutOf('next')}
        </span>
      </BareButton>
    </div>
  )
}
