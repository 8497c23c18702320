import { LockKeyhole, TriangleAlert } from 'lucide-react'
import type { PeopleTrouble } from '../../../shared/contract/shapes/people.ts'
import { usePeople } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useAnnouncer } from '../../window/announcer.tsx'
import { OwnersWay } from './forgot-pin.tsx'
import { SignInOrForgot } from './sign-in-or-forgot.tsx'

/** The whole window while nobody is signed in: who is at the till, or why nobody can be. Nothing of the book is behind it. */
export function LockScreen() {
  const { t } = useTranslation()
  const { state } = usePeople()
  return (
    <main className="lock" aria-labelledby="lock-title">
      <header className="lock-head">
        <p className="lock-app">{t('app.name')}</p>
        <h1 id="lock-title" className="lock-title">
          <LockKeyhole aria-hidden="true" size={28} />
          {t(state.kind === 'broken' ? 'people.broken.title' : 'people.locked')}
        </h1>
        {state.kind !== 'broken' && <p className="quiet">{t('people.lockedText')}</p>}
      </header>
      {state.kind === 'broken' ? <Broken why={state.why} /> : <SignInOrForgot />}
    </main>
  )
}

/** What does not fit, what is safe, and the owner's way to begin people again. */
function Broken({ why }: { readonly why: PeopleTrouble }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  return (
    <section className="forgot-pin" aria-label={t('people.broken.title')}>
      <p className="attention-words">
        <TriangleAlert aria-hidden="true" size={16} /> {t(`people.broken.why.${why}`)}
      </p>
      <p>{t('people.broken.safe')}</p>
      <OwnersWay owner={null} onDone={(name) => announce(t('people.forgot.done', { name }))} />
    </section>
  )
}
