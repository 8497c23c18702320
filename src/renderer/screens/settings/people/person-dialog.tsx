import { useState } from 'react'
import { PERSON_NAME_LIMIT } from '../../../../shared/contract/plain/people.ts'
import { ROLES, type Role } from '../../../../shared/contract/plain/rights.ts'
import { Dialog } from '../../../components/dialog.tsx'
import { Field } from '../../../components/field.tsx'
import { QuestionForm } from '../../../components/question-form.tsx'
import { Select } from '../../../components/select.tsx'
import { type PersonView, useAddPerson, useChangePerson } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isNewPin, NewPinFields } from '../../../setup/new-pin-fields.tsx'
import { typedAnew } from '../../../setup/typed-anew.ts'
import { useSending, useUnsent } from '../../../window/unsent.ts'
import { LanguageSelect } from './language-select.tsx'

interface Props {
  readonly onClose: () => void
}

/** Adds a person, or changes the name, the role and the language of one. */
export function PersonDialog({ person, onClose }: Props & { readonly person: PersonView | null }) {
  const { t } = useTranslation()
  const title = person ? t('people.change.title', { name: person.name }) : t('people.add.title')
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {person ? <ChangeForm person={person} onClose={onClose} /> : <AddForm onClose={onClose} />}
    </Dialog>
  )
}

function AddForm({ onClose }: Props) {
  const { t } = useTranslation()
  const add = useAddPerson()
  const [name, setName] = useUnsent('person name', '')
  const [role, setRole] = useUnsent<Role>('person role', 'cashier')
  useSending(add.isPending, 'person name')
  useSending(add.isPending, 'person role')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  return (
    <QuestionForm
      error={add.error}
      leave={{ words: t('people.cancel'), onPress: onClose }}
      answer={t('people.add.do')}
      onAnswer={() => add.mutate({ name: name.trim(), role, pin: first }, { onSuccess: onClose })}
      isReady={name.trim() !== '' && isNewPin(first, second)}
      isPending={add.isPending}
    >
      <NameField value={name} onChange={typedAnew(add, setName)} />
      <RoleSelect value={role} onChange={setRole} />
      <NewPinFields
        first={first}
        second={second}
        onFirst={typedAnew(add, setFirst)}
        onSecond={typedAnew(add, setSecond)}
      />
    </QuestionForm>
  )
}

function ChangeForm({ person, onClose }: Props & { readonly person: PersonView }) {
  const { t } = useTranslation()
  const change = useChangePerson()
  const [name, setName] = useUnsent(`person ${person.id} name`, person.name)
  const [role, setRole] = useUnsent(`person ${person.id} role`, person.role)
  const [language, setLanguage] = useUnsent(`person ${person.id} language`, person.language)
  useSending(change.isPending, `person ${person.id}`)
  return (
    <QuestionForm
      error={change.error}
      leave={{ words: t('people.cancel'), onPress: onClose }}
      answer={t('people.change.do')}
      onAnswer={() =>
        change.mutate({ id: person.id, name: name.trim(), role, language }, { onSuccess: onClose })
      }
      isReady={name.trim() !== ''}
      isPending={change.isPending}
    >
      <NameField value={name} onChange={typedAnew(change, setName)} />
      <RoleSelect value={role} onChange={setRole} />
      <LanguageSelect value={language} onChange={setLanguage} />
    </QuestionForm>
  )
}

function NameField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (name: string) => void
}) {
  const { t } = useTranslation()
  return (
    <Field
      label={t('people.name')}
      isNeeded
      help={t('people.nameHelp')}
      value={value}
      maxLength={PERSON_NAME_LIMIT}
      autoFocus
      onChange={onChange}
    />
  )
}

function RoleSelect({ value, onChange }: { readonly value: Role; readonly onChange: (role: Role) => void }) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('people.roleLabel')}
      help={t(`people.roleHelp.${value}`)}
      choices={ROLES.map((id) => ({ id, name: t(`people.role.${id}`) }))}
      value={value}
      onChange={(id) => onChange(ROLES.find((one) => one === id) ?? 'cashier')}
    />
  )
}
