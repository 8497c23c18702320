import { useState } from 'react'
import { AUTO_LOCK_MINUTES } from '../../../../shared/contract/plain/people.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Select } from '../../../components/select.tsx'
import { type PersonView, useKeepAutoLock, usePeople } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { AwayDialog } from './away-dialog.tsx'
import { EndPeopleDialog } from './end-people-dialog.tsx'
import { OwnPinDialog } from './own-pin-dialog.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { PersonRow } from './person-row.tsx'
import { PinDialog } from './pin-dialog.tsx'
import { RightsTable } from './rights-table.tsx'

/** What opens over the list. */
type Open =
  | { readonly what: 'add' | 'end' | 'ownPin' }
  | { readonly what: 'change' | 'pin' | 'away'; readonly person: PersonView }

/** Every person of this till with what the owner can do about each, the lock, and the table of rights. */
export function AllPeople() {
  const { t } = useTranslation()
  const { people, state } = usePeople()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const ownId = state.kind === 'signedIn' ? state.id : null
  return (
    <>
      <p>{t('people.text')}</p>
      <ul className="people">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isOwn={person.id === ownId}
            onChange={() => setOpen({ what: 'change', person })}
            onPin={() => setOpen(person.id === ownId ? { what: 'ownPin' } : { what: 'pin', person })}
            onAway={() => setOpen({ what: 'away', person })}
          />
        ))}
      </ul>
      <Button onPress={() => setOpen({ what: 'add' })}>{t('people.add.open')}</Button>
      <AutoLock />
      <RightsTable />
      <Button look="quiet" onPress={() => setOpen({ what: 'end' })}>
        {t('people.end.open')}
      </Button>
      {open?.what === 'add' && <PersonDialog person={null} onClose={close} />}
      {open?.what === 'change' && <PersonDialog person={open.person} onClose={close} />}
      {open?.what === 'pin' && <PinDialog person={open.person} onClose={close} />}
      {open?.what === 'ownPin' && <OwnPinDialog onClose={close} />}
      {open?.what === 'away' && <AwayDialog person={open.person} onClose={close} />}
      {open?.what === 'end' && <EndPeopleDialog onClose={close} />}
    </>
  )
}

function AutoLock() {
  const { t } = useTranslation()
  const { autoLock } = usePeople()
  const keep = useKeepAutoLock()
  return (
    <>
      <Select
        label={t('people.autoLock.label')}
        help={t('people.autoLock.help')}
        choices={AUTO_LOCK_MINUTES.map((minutes) => ({
          id: String(minutes),
          name: minutes === 0 ? t('people.autoLock.never') : t('people.autoLock.after', { count: minutes }),
        }))}
        value={String(autoLock)}
        onChange={(id) => {
          const minutes = AUTO_LOCK_MINUTES.find((one) => String(one) === id)
          if (minutes !== undefined) keep.mutate(minutes)
        }}
      />
      <ErrorWords error={keep.error} />
    </>
  )
}
