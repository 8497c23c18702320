import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useSetOwnLanguage, useSignedIn } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { LanguageSelect } from './language-select.tsx'
import { OwnPinDialog } from './own-pin-dialog.tsx'
import { RightsTable } from './rights-table.tsx'

/** What is one's own: the PIN and the language; and the table that says who may do what. */
export function Own() {
  const { t } = useTranslation()
  const person = useSignedIn()
  const language = useSetOwnLanguage()
  const [isChanging, setChanging] = useState(false)
  if (person === null) return null
  return (
    <>
      <p>{t('people.own.text', { name: person.name, role: t(`people.role.${person.role}`) })}</p>
      <Button onPress={() => setChanging(true)}>{t('people.ownPin.open')}</Button>
      <LanguageSelect value={person.language} onChange={(chosen) => language.mutate(chosen)} />
      <ErrorWords error={language.error} />
      <RightsTable />
      {isChanging && <OwnPinDialog onClose={() => setChanging(false)} />}
    </>
  )
}
