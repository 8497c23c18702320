import { Delete } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useTranslation } from '../../i18n/use-translation.ts'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

interface Props {
  readonly onDigit: (digit: string) => void
  readonly onBack: () => void
}

/** The digits for a finger; a press leaves the focus in the field, so that Enter stays with the PIN. */
export function PinPad({ onDigit, onBack }: Props) {
  const { t } = useTranslation()
  const key = (digit: string) => (
    <Button
      key={digit}
      className="pin-key"
      preventFocusOnPress
      excludeFromTabOrder
      onPressStart={() => onDigit(digit)}
    >
      {digit}
    </Button>
  )
  return (
    // As on every telephone, whichever way words are read.
    <fieldset className="pin-pad" dir="ltr">
      <legend className="visually-hidden">{t('people.pin.pad')}</legend>
      {DIGITS.map(key)}
      <span />
      {key('0')}
      <Button
        className="pin-key"
        preventFocusOnPress
        excludeFromTabOrder
        aria-label={t('people.pin.back')}
        onPressStart={onBack}
      >
        <Delete aria-hidden="true" size={20} />
      </Button>
    </fieldset>
  )
}
