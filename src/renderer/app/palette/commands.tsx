import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { KeyMapDialog } from '../../keyboard/key-map.tsx'
import { isKey } from '../../keyboard/keys.ts'
import { belongsToFocus } from '../../keyboard/typing.ts'
import { AbandonDialog } from '../../sale/abandon-dialog.tsx'
import { Palette } from './palette.tsx'
import { useActions } from './use-actions.ts'

type Open =
  | { readonly what: 'palette' }
  | { readonly what: 'keyMap' }
  | { readonly what: 'abandon'; readonly id: string; readonly number: string }

/** The palette and the key map, a key away wherever the person is. */
export function Commands() {
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const actions = useActions({
    openKeyMap: () => setOpen({ what: 'keyMap' }),
    openAbandon: (sale) => setOpen({ what: 'abandon', ...sale }),
  })
  useCommandKeys({
    palette: () => setOpen({ what: 'palette' }),
    keyMap: () => setOpen({ what: 'keyMap' }),
  })
  switch (open?.what) {
    case 'palette':
      return <Palette actions={actions.all} onClose={close} />
    case 'keyMap':
      return <KeyMapDialog onClose={close} />
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

interface CommandKeys {
  palette(): void
  keyMap(): void
}

/** A key this soon after another is a scanner's and not a hand's, ms. */
const SCANNER_MS = 40

/** Ctrl or Cmd with K, also from within a field; a question mark outside of one. */
function useCommandKeys(keys: CommandKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    let before = Number.NEGATIVE_INFINITY
    const listen = (event: KeyboardEvent) => {
      const fast = event.timeStamp - before < SCANNER_MS
      if (event.key.length === 1) before = event.timeStamp
      if (event.repeat || document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      const act = actOf(event, fast)
      if (!act) return
      event.preventDefault()
      event.stopPropagation()
      latest.current[act]()
    }
    // Before the screens' own listeners, of which some take every key that they see.
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [])
}

function actOf(event: KeyboardEvent, fast: boolean): keyof CommandKeys | null {
  if (isKey('palette', event)) return 'palette'
  return isKey('keyMap', event) && !fast && !belongsToFocus(event) ? 'keyMap' : null
}
