import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'

interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'large'
  readonly children: ReactNode
}

/** The app's button; while `isPending` it keeps the focus and takes no second press. */
export function Button({ look = 'plain', size = 'normal', ...rest }: Props) {
  return <AriaButton {...rest} className={`button button-${look} button-${size}`} />
}
