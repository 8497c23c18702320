import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField, type TextFieldProps } from 'react-aria-components/TextField'
import { useTranslation } from '../i18n/use-translation.ts'
import { useAsked } from './asked-fields.tsx'

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
  /** The form waits for it: left empty it says so, once Enter asks. */
  readonly isNeeded?: boolean
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
  isNeeded = false,
  ...rest
}: Props) {
  const { t } = useTranslation()
  const { isAsked, ask } = useAsked()
  const isMissing = isNeeded && isAsked && (rest.value ?? '').trim() === ''
  const fault = error || (isMissing ? t('field.needed') : null)
  return (
    <TextField
      {...rest}
      isRequired={isNeeded}
      validationBehavior="aria"
      isInvalid={Boolean(fault)}
      className="field"
    >
      <Label className="label">{label}</Label>
      {lines > 1 ? (
        <TextArea className="input" rows={lines} dir="auto" />
      ) : (
        <Input
          className="input"
          dir={direction}
          onKeyDown={({ key, nativeEvent, currentTarget }) => {
            if (key === 'Enter' && !nativeEvent.isComposing) ask(currentTarget.form)
          }}
          {...(hint !== undefined && { placeholder: hint })}
          {...(isSelected && { onFocus: ({ target }) => target.select() })}
        />
      )}
      {help && !fault && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">{fault}</FieldError>
    </TextField>
  )
}
