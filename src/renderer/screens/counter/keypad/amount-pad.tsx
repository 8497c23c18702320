import { Delete } from 'lucide-react'
import { memo } from 'react'
import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import type { TapeKey } from '../../../sale-entry/tape.ts'

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '00', '0'] as const

interface Props {
  /** False where the account takes whole units only. */
  readonly point: boolean
  readonly onPress: (key: TapeKey) => void
}

/** The keypad for hands, heard when a key goes down; a press leaves the focus where it is, so that Enter stays with the amount. */
export const AmountPad = memo(function AmountPad({ point, onPress }: Props) {
  const { t } = useTranslation()
  return (
    <Group className="pad" data-amount-pad aria-label={t('counter.keypad')}>
      <div className="pad-digits">
        {DIGITS.map((digit) => (
          <Button key={digit} className="pad-key" preventFocusOnPress onPressStart={() => onPress(digit)}>
            {t('counter.digit', { digit })}
          </Button>
        ))}
        <Button
          className="pad-key"
          preventFocusOnPress
          isDisabled={!point}
          aria-label={t('counter.point')}
          onPressStart={() => onPress('.')}
        >
          .
        </Button>
      </div>
      <div className="pad-side">
        <Button
          className="pad-key"
          preventFocusOnPress
          aria-label={t('counter.backspace')}
          onPressStart={() => onPress('back')}
        >
          <Delete aria-hidden="true" size={20} className="flip-rtl" />
        </Button>
        <Button className="pad-key" preventFocusOnPress onPressStart={() => onPress('clear')}>
          {t('counter.clear')}
        </Button>
        <Button
          className="pad-key pad-sign"
          preventFocusOnPress
          aria-label={t('counter.times')}
          onPressStart={() => onPress('*')}
        >
          ×
        </Button>
        <Button
          className="pad-key pad-sign"
          preventFocusOnPress
          aria-label={t('counter.plus')}
          onPressStart={() => onPress('+')}
        >
          +
        </Button>
      </div>
    </Group>
  )
})
