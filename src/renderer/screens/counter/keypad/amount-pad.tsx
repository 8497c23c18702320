import { Delete } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Toolbar } from 'react-aria-components/Toolbar'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { TapeKey } from '../../../sale-entry/tape.ts'

interface Props {
  /** False where the account takes whole units only. */
  readonly point: boolean
  readonly onPress: (key: TapeKey) => void
}

/**
 * The keypad for hands, heard when a key goes down; a press leaves the focus where it is, so that Enter stays with the amount.
 * One stop of the Tab key: the arrows go from key to key.
 */
export const AmountPad = memo(function AmountPad({ point, onPress }: Props) {
  const { t } = useTranslation()
  const key = (press: TapeKey, name?: string, face: ReactNode = press, side = false) => (
    <Button
      className={side ? 'pad-key pad-side' : 'pad-key'}
      preventFocusOnPress
      isDisabled={press === '.' && !point}
      {...(name !== undefined && { 'aria-label': name })}
      onPressStart={() => onPress(press)}
    >
      {face}
    </Button>
  )
  const backspace = <Delete aria-hidden="true" size={20} />
  return (
    <Toolbar className="pad" data-amount-pad aria-label={t('counter.keypad')}>
      {key('7')}
      {key('8')}
      {key('9')}
      {key('back', t('counter.backspace'), backspace, true)}
      {key('4')}
      {key('5')}
      {key('6')}
      {key('clear', undefined, <span className="pad-word">{t('counter.clear')}</span>, true)}
      {key('1')}
      {key('2')}
      {key('3')}
      {key('*', t('counter.times'), '×', true)}
      {key('00')}
      {key('0')}
      {key('.', t('counter.point'))}
      {key('+', t('counter.plus'), '+', true)}
    </Toolbar>
  )
})
