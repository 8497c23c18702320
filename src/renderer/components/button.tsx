import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'

interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'large'
  readonly children: ReactNode
}

/** The app's button; while `isPending` it keeps the focus and takes no second press. */
export function Button({ look = 'plain', size = 'normal', isPending = false, ...rest }: Props) {
  const className = `button button-${look} button-${size}${isPending ? ' button-pending' : ''}`
  if (!isPending) return <AriaButton {...rest} className={className} />
  // The library's own pending state reads the button out from a place that outlives it; the app has its live region.
  const { onPress: _, type: __, ...still } = rest
  return <AriaButton {...still} type="button" aria-disabled="true" className={className} />
}
