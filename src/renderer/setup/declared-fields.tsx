import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField } from 'react-aria-components/NumberField'
import { Text } from 'react-aria-components/Text'
import { textFits } from '../../shared/contract/plain/text-formats.ts'
import type { AccountSettings } from '../../shared/contract/shapes/account.ts'
import type { CredentialField, SettingField } from '../../shared/contract/shapes/provider.ts'
import { Field } from '../components/field.tsx'
import { Select } from '../components/select.tsx'
import { Switch } from '../components/switch.tsx'
import { useOverview } from '../data/app.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { humanize, useMaybeWords } from '../i18n/words.ts'

type Value = AccountSettings[string]

/** The words for a declared field: the catalogue's, else the field's own name made readable. */
function useFieldWords(): (name: string) => { readonly label: string; readonly help: string | undefined } {
  const maybe = useMaybeWords()
  return (name) => ({
    label: maybe(`providers.fields.${name}.label`) ?? humanize(name),
    help: maybe(`providers.fields.${name}.help`) || undefined,
  })
}

/** The typed credentials without outer spaces; empty ones are left out. */
export function typedCredentials(values: Readonly<Record<string, string>>): Record<string, string> {
  const trimmed = Object.entries(values).map(([name, value]) => [name, value.trim()] as const)
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''))
}

/** Says whether every declared credential is typed; in the practice book, which has keys of its own, none need be. */
export function areComplete(
  fields: readonly CredentialField[],
  values: Readonly<Record<string, string>>,
  practice: boolean,
): boolean {
  const typed = Object.keys(typedCredentials(values)).length
  return typed === fields.length || (practice && typed === 0)
}

interface CredentialProps {
  readonly fields: readonly CredentialField[]
  readonly values: Readonly<Record<string, string>>
  readonly onChange: (values: Record<string, string>) => void
  /** Whether the keyboard begins in the first of them. */
  readonly autoFocus?: boolean
}

/** The credentials a provider declares; secret ones are never shown, and nothing is ever filled in. */
export function CredentialFields({ fields, values, onChange, autoFocus = false }: CredentialProps) {
  const { t } = useTranslation()
  const words = useFieldWords()
  const practice = useOverview().book.kind === 'practice'
  const isBegun = Object.keys(typedCredentials(values)).length > 0
  const drawn = fields.map((field, at) => (
    <Field
      autoFocus={autoFocus && at === 0}
      key={field.name}
      {...words(field.name)}
      direction="ltr"
      type={field.secret ? 'password' : 'text'}
      autoComplete="off"
      isNeeded={!practice || isBegun}
      maxLength={500}
      value={values[field.name] ?? ''}
      onChange={(value) => onChange({ ...values, [field.name]: value })}
    />
  ))
  return (
    <>
      {practice && <p>{t('keyTrial.practice')}</p>}
      {drawn}
    </>
  )
}

interface SettingProps {
  readonly fields: readonly SettingField[]
  readonly values: AccountSettings
  /** True for an account that is still to be made: what its provider wants asked is not chosen for it. */
  readonly isNew?: boolean
  readonly onChange: (values: AccountSettings) => void
}

/** The settings a provider declares, each drawn as its kind asks. */
export function SettingFields({ fields, values, isNew = false, onChange }: SettingProps) {
  return fields.map((field) => (
    <Setting
      key={field.name}
      field={field}
      value={values[field.name] ?? null}
      isNew={isNew}
      onChange={(value) => onChange({ ...values, [field.name]: value })}
    />
  ))
}

interface OneProps<F extends SettingField = SettingField> {
  readonly field: F
  readonly value: Value
  readonly onChange: (value: Value) => void
}

function Setting({ field, value, isNew, onChange }: OneProps & { readonly isNew: boolean }) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const words = useFieldWords()(field.name)
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          label={words.label}
          help={words.help}
          placeholder={t('settings.accounts.choose')}
          choices={field.options.map((option) => ({
            id: option,
            name: maybe(`providers.choices.${option}`) ?? option,
          }))}
          value={typeof value === 'string' ? value : isNew && field.asked ? null : field.initial}
          onChange={onChange}
        />
      )
    case 'flag':
      return (
        <Switch
          label={words.label}
          isSelected={typeof value === 'boolean' ? value : field.initial}
          onChange={onChange}
        />
      )
    case 'text':
      return <TextSetting field={field} value={value} onChange={onChange} />
    case 'number':
      return <NumberSetting field={field} value={value} onChange={onChange} />
  }
}

function TextSetting({ field, value, onChange }: OneProps<Extract<SettingField, { kind: 'text' }>>) {
  const { t } = useTranslation()
  const words = useFieldWords()(field.name)
  const text = typeof value === 'string' ? value : ''
  return (
    <Field
      {...words}
      direction={field.format ? 'ltr' : 'auto'}
      maxLength={field.maxLength}
      value={text}
      onChange={(typed) => onChange(typed === '' ? null : typed)}
      error={field.format && !textFits(field, text) ? t(`settings.accounts.format.${field.format}`) : null}
    />
  )
}

function NumberSetting({ field, value, onChange }: OneProps<Extract<SettingField, { kind: 'number' }>>) {
  const { t } = useTranslation()
  const words = useFieldWords()(field.name)
  return (
    <NumberField
      className="field"
      minValue={field.min}
      maxValue={field.max}
      step={field.step}
      value={typeof value === 'number' ? value : Number.NaN}
      onChange={(number) => onChange(Number.isNaN(number) ? null : number)}
      formatOptions={{ useGrouping: false }}
    >
      <Label className="label">{words.label}</Label>
      <Input className="input" dir="ltr" />
      <Text slot="description" className="help">
        {words.help ?? t('settings.accounts.numberRange', { min: field.min, max: field.max })}
      </Text>
    </NumberField>
  )
}

/** The settings a new account of a provider begins with. */
export function initialSettings(fields: readonly SettingField[]): AccountSettings {
  return Object.fromEntries(
    fields.map((field) => [field.name, field.kind === 'text' || isAsked(field) ? null : field.initial]),
  )
}

/** Says whether everything is chosen that the provider wants asked of a new account. */
export function areChosen(fields: readonly SettingField[], values: AccountSettings): boolean {
  return fields.every((field) => !isAsked(field) || typeof values[field.name] === 'string')
}

function isAsked(field: SettingField): boolean {
  return field.kind === 'choice' && field.asked === true
}
