import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useOverview } from '../../data/app.ts'
import { useLock, useMay } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { KeyMapDialog } from '../../keyboard/key-map.tsx'
import { useKeys } from '../../keyboard/use-keys.tsx'
import { AbandonDialog } from '../../sale/abandon-dialog.tsx'
import { UnlockForm } from '../../setup/unlock-form.tsx'
import { useAnnouncer } from '../../window/announcer.tsx'
import { useNavigation } from '../../window/navigation.tsx'
import { SwitchDialog } from '../lock/switch-dialog.tsx'
import { focusUnlock } from '../vault-banner.tsx'
import { Palette } from './palette.tsx'
import { showPart } from './show-part.ts'
import { useActions } from './use-actions.ts'

type Open =
  | { readonly what: 'palette' }
  | { readonly what: 'keyMap' }
  | { readonly what: 'unlock' }
  | { readonly what: 'switch' }
  | { readonly what: 'abandon'; readonly id: string; readonly number: string }

/** The palette and the key map, a key away wherever the person is. */
export function Commands() {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { vault } = useOverview()
  const may = useMay()
  const lock = useLock()
  const { go } = useNavigation()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const openUnlock = () => setOpen({ what: 'unlock' })
  const unlock = () => {
    if (vault.kind === 'ready') announce(t('palette.done.unlocked'))
    else if (vault.kind === 'locked') focusUnlock() || openUnlock()
    else if (may('setUp')) showKeys()
  }
  const showKeys = () => {
    go('settings')
    showPart('settings-keys')
  }
  const actions = useActions({
    openKeyMap: () => setOpen({ what: 'keyMap' }),
    openUnlock,
    openSwitch: () => setOpen({ what: 'switch' }),
    openAbandon: (sale) => setOpen({ what: 'abandon', ...sale }),
  })
  useKeys('anywhere', {
    palette: () => setOpen({ what: 'palette' }),
    keyMap: () => setOpen({ what: 'keyMap' }),
    ...(may('sell') && { unlock }),
  })
  switch (open?.what) {
    case 'palette':
      return <Palette actions={actions.list()} onClose={close} />
    case 'keyMap':
      return <KeyMapDialog onClose={close} />
    case 'unlock':
      return (
        <Dialog title={t('settings.keys.unlockTitle')} isOpen onClose={close}>
          <UnlockForm
            autoFocus
            onDone={() => {
              announce(t('palette.done.unlocked'))
              close()
            }}
          />
        </Dialog>
      )
    case 'switch':
      return <SwitchDialog onLock={() => lock.mutate(undefined)} onClose={close} />
    case 'abandon':
      return <AbandonDialog invoiceId={open.id} number={open.number} isOpen onClose={close} onDone={close} />
    default:
      return actions.error && <Failed error={actions.error} onClose={actions.seen} />
  }
}

/** Says what went wrong with what was chosen: the palette that it was chosen in is gone. */
function Failed({ error, onClose }: { readonly error: Error; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('palette.failed')} role="alertdialog" isOpen onClose={onClose}>
      <ErrorWords error={error} />
      <div className="actions">
        <Button look="primary" autoFocus onPress={onClose}>
          {t('palette.understood')}
        </Button>
      </div>
    </Dialog>
  )
}
