import { EyeOff, LockKeyhole, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useOverview } from '../../data/app.ts'
import { useLock, usePeople, useSignedIn } from '../../data/people.ts'
import { hideAmounts, useAmountsHidden, useTranslation } from '../../i18n/use-translation.ts'
import { shortcutOf } from '../../keyboard/keys.ts'
import { useKeys } from '../../keyboard/use-keys.tsx'
import { useAnnouncer } from '../../window/announcer.tsx'
import { useNavigation } from '../../window/navigation.tsx'
import { showPart } from '../palette/show-part.ts'
import { SwitchDialog } from './switch-dialog.tsx'

/** At the rail's foot: who is at the till, the ways to another person and to the lock, and whether amounts are hidden. */
export function PersonFoot() {
  const { t } = useTranslation()
  const { settings } = useOverview()
  const person = useSignedIn()
  const acts = usePersonActs()
  const hidden = useAmountsHidden()
  useEffect(() => {
    document.documentElement.dataset.amounts = hidden ? 'hidden' : 'shown'
  }, [hidden])
  return (
    <>
      {person === null ? (
        <p>
          <UserRound aria-hidden="true" size={16} />
          <bdi>{settings.cashier || t('rail.nobody')}</bdi>
        </p>
      ) : (
        <div className="rail-person">
          <Button
            className="rail-person-name"
            aria-keyshortcuts={shortcutOf('switchPerson')}
            onPress={acts.openSwitch}
          >
            <UserRound aria-hidden="true" size={16} />
            <span className="rail-person-words">
              <bdi>{person.name}</bdi>
              <span>{t(`people.role.${person.role}`)}</span>
            </span>
            <span className="visually-hidden">{t('people.switchHere')}</span>
          </Button>
          <Button
            className="rail-lock"
            aria-label={t('people.lock')}
            aria-keyshortcuts={shortcutOf('lockTill')}
            onPress={acts.lock}
          >
            <LockKeyhole aria-hidden="true" size={16} />
          </Button>
        </div>
      )}
      {hidden && (
        <Button
          className="rail-hidden"
          aria-keyshortcuts={shortcutOf('hideAmounts')}
          onPress={() => acts.hide(false)}
        >
          <EyeOff aria-hidden="true" size={16} />
          <span>{t('people.amounts.areHidden')}</span>
        </Button>
      )}
      {acts.dialog}
    </>
  )
}

/** Hears the keys of who is at the till, and draws the dialog in which somebody else takes over. */
function usePersonActs() {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { go } = useNavigation()
  const { state } = usePeople()
  const lock = useLock()
  const [isSwitching, setSwitching] = useState(false)
  const isSetUp = state.kind === 'signedIn'
  function teach(): void {
    announce(t('people.none.announce'))
    go('settings')
    showPart('settings-people')
  }
  const openSwitch = () => (isSetUp ? setSwitching(true) : teach())
  const lockNow = () => (isSetUp ? lock.mutate(undefined) : teach())
  const hide = (on: boolean) => {
    hideAmounts(on)
    announce(t(on ? 'people.amounts.hid' : 'people.amounts.showed'))
  }
  const hidden = useAmountsHidden()
  useKeys('anywhere', {
    hideAmounts: () => hide(!hidden),
    // Over a dialog nobody is led away to be taught.
    switchPerson: { takes: ({ isOverlaid }) => isSetUp || !isOverlaid, run: openSwitch },
    lockTill: { takes: ({ isOverlaid }) => isSetUp || !isOverlaid, run: lockNow },
  })
  return {
    openSwitch,
    lock: lockNow,
    hide,
    dialog: isSwitching && isSetUp && <SwitchDialog onLock={lockNow} onClose={() => setSwitching(false)} />,
  }
}
