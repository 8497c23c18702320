import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { AskedFields } from '../components/asked-fields.tsx'
import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { Field } from '../components/field.tsx'
import { useUnlockVault } from '../data/app.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { typedAnew } from './typed-anew.ts'

interface Props {
  readonly compact?: boolean
  readonly autoFocus?: boolean
  /** Called once the vault is open. */
  readonly onDone?: () => void
}

/** Asks for the passphrase and opens the vault with it. */
export function UnlockForm({ compact = false, autoFocus = false, onDone }: Props) {
  const { t } = useTranslation()
  const unlock = useUnlockVault()
  const [passphrase, setPassphrase] = useState('')
  return (
    <Form
      className={compact ? 'inline-form' : 'form'}
      onSubmit={(event) => {
        event.preventDefault()
        if (unlock.isPending) return
        unlock.mutate(passphrase, {
          onSettled: () => setPassphrase(''),
          ...(onDone && { onSuccess: onDone }),
        })
      }}
    >
      <AskedFields isReady={passphrase !== ''}>
        <Field
          isNeeded
          label={t('vault.passphrase')}
          type="password"
          autoComplete="off"
          autoFocus={autoFocus}
          value={passphrase}
          onChange={typedAnew(unlock, setPassphrase)}
        />
      </AskedFields>
      <Button type="submit" look="primary" isDisabled={passphrase === ''} isPending={unlock.isPending}>
        {t('vault.unlock')}
      </Button>
      <ErrorWords error={unlock.error} />
    </Form>
  )
}
