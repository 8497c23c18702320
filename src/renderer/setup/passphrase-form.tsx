import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
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
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSamePassphrase(first, second) || create.isPending) return
        create.mutate(first, {
          onSuccess: () => {
            setFirst('')
            setSecond('')
          },
        })
      }}
    >
      <NewPassphraseFields
        first={first}
        second={second}
        onFirst={typedAnew(create, setFirst)}
        onSecond={typedAnew(create, setSecond)}
      />
      <Button
        type="submit"
        look="primary"
        isDisabled={first === '' || !isSamePassphrase(first, second)}
        isPending={create.isPending}
      >
        {t('vault.createPassphrase')}
      </Button>
      <ErrorWords error={create.error} />
    </Form>
  )
}
