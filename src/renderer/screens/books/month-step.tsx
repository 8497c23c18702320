import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { useTranslation } from '../../i18n/use-translation.ts'
import { shortcutOf } from '../../keyboard/keys.ts'

interface Props {
  /** The days that are shown, in words. */
  readonly stretch: string
  /** Says whether those before, or those after, can be gone to. */
  readonly hasBefore: boolean
  readonly hasAfter: boolean
  readonly onStep: (by: 1 | -1) => void
}

/** Which days are looked at, between the ways to those before and after. */
export function MonthStep({ stretch, hasBefore, hasAfter, onStep }: Props) {
  const { t } = useTranslation()
  return (
    <div className="month-step">
      <Button
        aria-label={t('month.before')}
        aria-keyshortcuts={shortcutOf('monthBefore')}
        isDisabled={!hasBefore}
        onPress={() => onStep(-1)}
      >
        <ChevronLeft aria-hidden="true" size={16} />
      </Button>
      <h2 className="month-stretch">{stretch}</h2>
      <Button
        aria-label={t('month.after')}
        aria-keyshortcuts={shortcutOf('monthAfter')}
        isDisabled={!hasAfter}
        onPress={() => onStep(1)}
      >
        <ChevronRight aria-hidden="true" size={16} />
      </Button>
    </div>
  )
}
