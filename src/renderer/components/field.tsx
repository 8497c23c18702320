import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField, type TextFieldProps } from 'react-aria-components/TextField'

interface Props extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string
  readonly help?: string | undefined
  readonly error?: string | null | undefined
  readonly lines?: number
  readonly hint?: string
  /** `ltr` for what is no words, and reads from the left in every language: an amount, a code, an address, a key. */
  readonly direction?: 'auto' | 'ltr'
  /** The text is selected when the focus comes, so that what is typed takes its place. */
  readonly isSelected?: boolean
}

/** A labelled text field with help and its own error beneath. */
export function Field({
  label,
  help,
  error,
  lines = 1,
  hint,
  direction = 'auto',
  isSelected = false,
  ...rest
}: Props) {
  return (
    <TextField {...rest} isInvalid={Boolean(error)} className="field">
      <Label className="label">{label}</Label>
      {lines > 1 ? (
        <TextArea className="input" rows={lines} dir="auto" />
      ) : (
        <Input
          className="input"
          dir={direction}
          {...(hint !== undefined && { placeholder: hint })}
          {...(isSelected && { onFocus: ({ target }) => target.select() })}
        />
      )}
      {help && !error && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  )
}
