import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { failureOf } from '../data/call.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { KeyCheckWords } from './key-check-words.tsx'
import type { KeyTrial } from './use-key-trial.ts'

interface Props {
  readonly trial: KeyTrial
  /** What stays as it was while the key is not kept: nothing yet, an account without a key, or its key. */
  readonly kept: 'none' | 'account' | 'old'
  readonly isDisabled: boolean
  readonly onKeep: () => void
}

/** What the trial of a key came to, and the way to keep it all the same where nobody refused it. */
export function KeyTrialWords({ trial, kept, isDisabled, onKeep }: Props) {
  const { t } = useTranslation()
  const { error, warned, mayKeep } = trial
  const refused = error !== null && ['AUTH_REJECTED', 'FORBIDDEN'].includes(failureOf(error).code)
  return (
    <>
      {error && refused && (
        <ErrorWords
          error={error}
          words={{ safe: t(`keyTrial.safe.${kept}`), next: t('keyTrial.refusedNext') }}
        />
      )}
      {error && !refused && !mayKeep && <ErrorWords error={error} />}
      {error && !refused && mayKeep && (
        <ErrorWords
          error={error}
          words={{ safe: t(`keyTrial.safe.${kept}`), next: t('keyTrial.unheardNext') }}
        />
      )}
      {warned && <KeyCheckWords check={warned} />}
      {mayKeep && (
        <Button isDisabled={isDisabled} onPress={onKeep}>
          {t('keyTrial.keep')}
        </Button>
      )}
    </>
  )
}
