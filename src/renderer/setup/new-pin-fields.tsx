import { PIN_LEAST, PIN_MOST } from '../../shared/contract/plain/people.ts'
import { asciiDigits } from '../../shared/money/read-amount.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { PinField } from './pin-field.tsx'

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
      <PinField
        label={t('people.pin.new')}
        help={t('people.pin.help', { least: PIN_LEAST, most: PIN_MOST })}
        value={first}
        error={second !== '' && length < PIN_LEAST ? t('people.pin.short', { least: PIN_LEAST }) : null}
        onType={onFirst}
      />
      <PinField
        label={t('people.pin.repeat')}
        value={second}
        error={isDone && asciiDigits(first) !== asciiDigits(second) ? t('people.pin.differ') : null}
        onType={onSecond}
      />
    </>
  )
}
