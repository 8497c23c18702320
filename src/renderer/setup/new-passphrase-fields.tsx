import { Field } from '../components/field.tsx'
import { useTranslation } from '../i18n/use-translation.ts'
import { isSamePassphrase } from './same-passphrase.ts'

interface Props {
  readonly first: string
  readonly second: string
  readonly onFirst: (typed: string) => void
  readonly onSecond: (typed: string) => void
}

/** A new passphrase, typed twice, because nobody can recover it. */
export function NewPassphraseFields({ first, second, onFirst, onSecond }: Props) {
  const { t } = useTranslation()
  const differ = second !== '' && !isSamePassphrase(first, second)
  return (
    <>
      <Field
        label={t('vault.newPassphrase')}
        isNeeded
        help={t('vault.passphraseHelp')}
        type="password"
        autoComplete="off"
        value={first}
        onChange={onFirst}
      />
      <Field
        label={t('vault.repeat')}
        isNeeded
        type="password"
        autoComplete="off"
        error={differ ? t('vault.notSame') : null}
        value={second}
        onChange={onSecond}
      />
    </>
  )
}
