import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { useOverview } from '../data/app.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useMaybeWords } from '../i18n/words.ts'
import { KEY_IDS, KEY_SCOPES, KEYS, type KeyId, partsOf, runsOf } from './keys.ts'

/** Every key of the app by where it is heard, as the handlers know them. */
export function KeyMap() {
  const { t } = useTranslation()
  return (
    <div className="key-map">
      {KEY_SCOPES.map((scope) => (
        <section key={scope} aria-labelledby={`key-map-${scope}`}>
          <h3 id={`key-map-${scope}`}>{t(`keyMap.scopes.${scope}`)}</h3>
          <dl>
            {KEY_IDS.filter((id) => KEYS[id].scope === scope).map((id) => (
              <KeyRow key={id} id={id} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** The key map over whatever is on the screen. */
export function KeyMapDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('keyMap.title')} isOpen onClose={onClose} width="wide">
      <KeyMap />
      <div className="actions actions-end actions-stay">
        <Button look="primary" autoFocus onPress={onClose}>
          {t('keyMap.close')}
        </Button>
      </div>
    </Dialog>
  )
}

/** The keys of one act, and what they do; stands in a list of terms. */
export function KeyRow({ id }: { readonly id: KeyId }) {
  const { t } = useTranslation()
  return (
    <div className="key-map-row">
      <dt>
        <KeysOf id={id} />
      </dt>
      <dd>{t(`keyMap.acts.${id}`)}</dd>
    </div>
  )
}

/** The keys of one act, as they are printed on them; neighbours are shown as "first to last". */
export function KeysOf({ id }: { readonly id: KeyId }) {
  const { t } = useTranslation()
  return runsOf(KEYS[id].keys).map(({ first, last }) => (
    <span key={first} className="key-run">
      <Chord chord={first} />
      {last !== first && (
        <>
          {' '}
          {t('keyMap.to')} <kbd>{partsOf(last).key}</kbd>
        </>
      )}
    </span>
  ))
}

function Chord({ chord }: { readonly chord: string }) {
  const { t } = useTranslation()
  const isMac = useOverview().platform === 'darwin'
  const maybe = useMaybeWords()
  const { with: held, key } = partsOf(chord)
  const holding = {
    Mod: isMac ? '⌘' : t('keyMap.names.Ctrl'),
    Alt: isMac ? '⌥' : t('keyMap.names.Alt'),
    Shift: isMac ? '⇧' : t('keyMap.names.Shift'),
  }
  const downs = (held?.split('+') ?? []) as (keyof typeof holding)[]
  return (
    <bdi dir="ltr">
      {downs.map((down) => (
        <span key={down}>
          <kbd>{holding[down]}</kbd>+
        </span>
      ))}
      <kbd>{maybe(`keyMap.names.${key}`) ?? key}</kbd>
    </bdi>
  )
}
