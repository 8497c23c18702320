import { LogOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ErrorWords } from '../components/error-words.tsx'
import { useSwitchBook } from '../data/app.ts'
import { useIsAllowed } from '../data/people.ts'
import { useTranslation } from '../i18n/use-translation.ts'

interface Props {
  readonly practice: boolean
  readonly children: ReactNode
}

/** The edge of the window; in the practice book it is striped and says so, always, with the way out of it. */
export function Frame({ practice, children }: Props) {
  if (!practice) return <div className="frame">{children}</div>
  return (
    <div className="frame frame-practice">
      <PracticeEdge />
      {children}
    </div>
  )
}

function PracticeEdge() {
  const { t } = useTranslation()
  const switchBook = useSwitchBook()
  const mayLeave = useIsAllowed('setUp')
  return (
    <aside className="practice-edge" aria-label={t('app.practiceWord')}>
      <span className="practice-plate">
        <strong>{t('app.practiceWord')}</strong> {t('app.practiceSentence')}
      </span>
      <ErrorWords error={switchBook.error} />
      {mayLeave && (
        <Button
          className="practice-out"
          isDisabled={switchBook.isPending}
          onPress={() => switchBook.mutate('live')}
        >
          {t('app.leavePractice')}
          <LogOut aria-hidden="true" size={16} />
        </Button>
      )}
    </aside>
  )
}
