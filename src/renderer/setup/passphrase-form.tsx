import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useTranslation } from 'react-i18next'
import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { Field } from '../components/field.tsx'
import { useCreatePassphrase } from '../data/app.ts'

/** Makes a passphrase vault; the passphrase is typed twice, because nobody can recover it. */
export function PassphraseForm() {
  const { t } = useTranslation()
  const create = useCreatePassphrase()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const differ = second !== '' && first !== second
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (first !== second) return
        create.mutate(first, {
          onSuccess: () => {
            setFirst('')
            setSecond('')
          },
        })
      }}
    >
      <Field
        label={t('vault.newPassphrase')}
        help={t('vault.passphraseHelp')}
        type="password"
        autoComplete="off"
        value={first}
        onChange={setFirst}
      />
      <Field
        label={t('vault.repeat')}
        type="password"
        autoComplete="off"
        error={differ ? t('vault.notSame') : null}
        value={second}
        onChange={setSecond}
      />
      <Button type="submit" look="primary" isDisabled={first === '' || first !== second || create.isPending}>
        {t('vault.createPassphrase')}
      </Button>
      <ErrorWords error={create.error} />
    </Form>
  )
}
