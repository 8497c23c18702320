import type { ButtonHTMLAttributes, KeyboardEvent } from 'react'

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'onClick' | 'onKeyDown'> {
  readonly onPress: () => void
}

/**
 * The browser's own button, for what is drawn with each sale while somebody waits: it costs a part of what React Aria's does. It
 * opens no menu and is never disabled; what cannot be done says why.
 */
export function BareButton({ onPress, ...rest }: Props) {
  return <button type="button" {...rest} onClick={onPress} onKeyDown={pressOnce} />
}

/** Enter that is held down would press again and again. */
function pressOnce(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault()
}
