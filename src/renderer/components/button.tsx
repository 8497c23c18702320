import { type ReactNode, useId, useState } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'
import type { Right } from '../../shared/contract/plain/rights.ts'
import { useRefusal } from './not-allowed.ts'

interface LookProps extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'large'
  readonly children: ReactNode
}

interface Props extends LookProps {
  /** Whoever lacks this right sees the button, and why it cannot be pressed beside it once they press it. */
  readonly needs?: Right
}

/** The app's button; while `isPending` it keeps the focus and takes no second press. */
export function Button({ needs, ...rest }: Props) {
  return needs === undefined ? <Allowed {...rest} /> : <Guarded {...rest} needs={needs} />
}

function classOf({ look = 'plain', size = 'normal' }: Pick<LookProps, 'look' | 'size'>): string {
  return `button button-${look} button-${size}`
}

function Guarded({ needs, ...rest }: LookProps & { readonly needs: Right }) {
  const why = useRefusal(needs)
  const [isAsked, setAsked] = useState(false)
  const anchor = `--why-${useId().replaceAll(/\W/g, '')}`
  if (why === null) return <Allowed {...rest} />
  const { 'aria-label': label, excludeFromTabOrder = false, children } = rest
  return (
    <>
      <button
        type="button"
        aria-disabled="true"
        aria-description={why}
        title={why}
        className={classOf(rest)}
        style={{ anchorName: anchor }}
        onClick={() => setAsked(true)}
        onBlur={() => setAsked(false)}
        {...(label !== undefined && { 'aria-label': label })}
        {...(excludeFromTabOrder && { tabIndex: -1 })}
      >
        {children}
      </button>
      {/* Neither a key nor a finger brings a title up; a screen reader has read it out. */}
      {isAsked && (
        <span
          ref={show}
          popover="manual"
          className="button-why"
          aria-hidden="true"
          style={{ positionAnchor: anchor }}
        >
          {why}
        </span>
      )}
    </>
  )
}

function show(words: HTMLElement | null): void {
  words?.showPopover()
}

function Allowed({ isPending = false, ...rest }: LookProps) {
  const { look: _, size: __, ...props } = rest
  if (!isPending) return <AriaButton {...props} className={classOf(rest)} />
  // The library's own pending state reads the button out from a place that outlives it; the app has its live region.
  const { onPress: ___, type: ____, ...still } = props
  return (
    <AriaButton {...still} type="button" aria-disabled="true" className={`${classOf(rest)} button-pending`} />
  )
}
