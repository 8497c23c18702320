import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import type { PersonView } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useAnnouncer } from '../../window/announcer.tsx'
import { OwnersWay } from './forgot-pin.tsx'
import { SignIn } from './sign-in.tsx'

interface Props {
  readonly onDone?: () => void
}

/** Signing in, and in its place the way back of whoever has forgotten the PIN. */
export function SignInOrForgot({ onDone }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const [forgotBy, setForgotBy] = useState<PersonView | null>(null)
  const leave = () => setForgotBy(null)
  if (forgotBy === null) {
    return (
      <>
        <SignIn onForgot={setForgotBy} {...(onDone && { onDone })} />
        <p className="help keys-hint">{t('people.keysHint')}</p>
      </>
    )
  }
  return (
    <section className="forgot-pin" aria-labelledby="forgot-pin">
      <h2 id="forgot-pin">{t('people.forgot.title', { name: forgotBy.name })}</h2>
      {forgotBy.role === 'owner' ? (
        <OwnersWay
          owner={forgotBy}
          onLeave={leave}
          onDone={(name) => {
            announce(t('people.forgot.done', { name }))
            leave()
          }}
        />
      ) : (
        <>
          <p>{t('people.forgot.other')}</p>
          <div className="actions">
            <Button autoFocus onPress={leave}>
              {t('people.forgot.back')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
