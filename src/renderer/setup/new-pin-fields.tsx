import { PIN_LEAST, PIN_MOST } from '../../shared/contract/plain/people.ts'
import { asciiDigits } from '../../shared/money/read-amount.ts'
import { Field } from '../components/field.tsx'
import { useTranslation } from '../i18n/use-translation.ts'

/** Gives what of a typed text a PIN can hold: digits of any script, so many at most. */
export function digitsOf(text: string): string {
  return [...text.replace(/\P{Nd}/gu, '')].slice(0, PIN_MOST).join('')
}

/** Says whether two typings are one PIN that main takes: long enough, in whatever script each was typed. */
export function isNewPin(first: string, second: string): boolean {
  return [...first].length >= PIN_LEAST && asciiDigits(first) === asciiDigits(second)
}

interface Props {
  readonly first: string
  readonly second: string
  readonly onFirst: (typed: string) => void
  readonly onSecond: (typed: string) => void
}

/** A new PIN, typed twice, because nobody can read it again. */
export function NewPinFields({ first, second, onFirst, onSecond }: Props) {
  const { t } = useTranslation()
  const length = [...first].length
  const isDone = second !== '' && [...second].length >= length
  return (
    <>
      <Field
        label={t('people.pin.new')}
        help={t('people.pin.help', { least: PIN_LEAST, most: PIN_MOST })}
        type="password"
        inputMode="numeric"
        direction="ltr"
        autoComplete="off"
        value={first}
        error={second !== '' && length < PIN_LEAST ? t('people.pin.short', { least: PIN_LEAST }) : null}
        onChange={(text) => onFirst(digitsOf(text))}
      />
      <Field
        label={t('people.pin.repeat')}
        type="password"
        inputMode="numeric"
        direction="ltr"
        autoComplete="off"
        value={second}
        error={isDone && asciiDigits(first) !== asciiDigits(second) ? t('people.pin.differ') : null}
        onChange={(text) => onSecond(digitsOf(text))}
      />
    </>
  )
}
