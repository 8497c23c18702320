import type { ComponentProps } from 'react'
import { PIN_MOST } from '../../shared/contract/plain/people.ts'
import { Field } from '../components/field.tsx'
import { digitOfKey, type TypedKey } from '../keyboard/meant-key.ts'

/** Gives what of a typed text a PIN can hold: digits of any script, so many at most. */
export function digitsOf(text: string): string {
  return [...text.replace(/\P{Nd}/gu, '')].slice(0, PIN_MOST).join('')
}

/**
 * Gives the digit that a key means and does not type into a field: of the number pad without NumLock, which moves there, and of a layout
 * that has its digits under Shift. Null for every other key.
 */
export function digitNotTyped(typed: TypedKey): string | null {
  return /^\p{Nd}$/u.test(typed.key) ? null : digitOfKey(typed)
}

interface Props extends Pick<ComponentProps<typeof Field>, 'label' | 'help' | 'error' | 'autoFocus'> {
  readonly value: string
  readonly onType: (digits: string) => void
}

/** A field that holds the digits of a PIN and nothing else; nobody reads them. */
export function PinField({ value, onType, ...rest }: Props) {
  return (
    <Field
      {...rest}
      isNeeded
      type="password"
      inputMode="numeric"
      direction="ltr"
      autoComplete="off"
      value={value}
      onChange={(text) => onType(digitsOf(text))}
      onKeyDown={(event) => {
        const { ctrlKey, metaKey, altKey, key, code, shiftKey } = event
        const digit = ctrlKey || metaKey || altKey ? null : digitNotTyped({ key, code, shiftKey })
        if (digit === null) event.continuePropagation()
        else {
          event.preventDefault()
          onType(digitsOf(value + digit))
        }
      }}
    />
  )
}
