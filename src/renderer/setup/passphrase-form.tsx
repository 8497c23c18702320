import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { AskedFields } from '../components/asked-fields.tsx'
import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { useCreatePassphrase } from '../data/app.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { NewPassphraseFields } from './new-passphrase-fields.tsx'
import { isSamePassphrase } from './same-passphrase.ts'
import { typedAnew } from './typed-anew.ts'

/** Makes a passphrase vault; the passphrase is typed twice, because nobody can recover it. */
export function PassphraseForm() {
  const { t } = useTranslation()
  const create = useCreatePassphrase()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const isReady = first !== '' && isSamePassphrase(first, second)
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady || create.isPending) return
        create.mutate(first, {
          onSuccess: () => {
            setFirst('')
            setSecond('')
          },
        })
      }}
    >
      <AskedFields isReady={isReady}>
        <NewPassphraseFields
          first={first}
          second={second}
          onFirst={typedAnew(create, setFirst)}
          onSecond={typedAnew(create, setSecond)}
        />
      </AskedFields>
      <Button type="submit" look="primary" isDisabled={!isReady} isPending={create.isPending}>
        {t('vault.createPassphrase')}
      </Button>
      <ErrorWords error={create.error} />
    </Form>
  )
}
