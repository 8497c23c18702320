import { KeyRound } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { type Overview, useOverview } from '../data/app.ts'
import { useMay } from '../data/people.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { UnlockForm } from '../setup/unlock-form.tsx'
import { useNavigation } from '../window/navigation.tsx'
import { showPart } from './palette/show-part.ts'
import { isPassing } from './stopped/ways.ts'

const SENTENCES = {
  locked: 'vault.bannerLocked',
  memoryOnly: 'vault.bannerMemoryOnly',
  changed: 'vault.bannerChanged',
  waiting: 'vault.bannerWaiting',
} as const

/** Where keys were kept before, none is taken for the session alone. */
const NOT_EVEN_IN_MEMORY = { kept_before: 'vault.bannerKeptBefore', blocked: 'vault.bannerBlocked' } as const

type Troubled = Exclude<Overview['vault'], { readonly kind: 'ready' }>

function sentenceOf(vault: Troubled) {
  if (vault.kind === 'memoryOnly' && (vault.reason === 'kept_before' || vault.reason === 'blocked')) {
    return NOT_EVEN_IN_MEMORY[vault.reason]
  }
  return SENTENCES[vault.kind]
}

const UNLOCK = 'unlock-keys'

/** Puts the focus where the passphrase of the keys is asked for above every place; false where it is not. */
export function focusUnlock(): boolean {
  const field = document.querySelector<HTMLInputElement>(`#${UNLOCK} input`)
  field?.focus()
  return field !== null
}

/** A calm word above every place when the keys cannot be used as they should; the book stays open. */
export function VaultBanner() {
  const { t } = useTranslation()
  const { vault, book, bookProblem } = useOverview()
  const { go } = useNavigation()
  const may = useMay()
  // No key helps while the book waits for a decision: one thing is told at a time.
  const bookWaits = bookProblem !== null && !isPassing(bookProblem)
  if (vault.kind === 'ready' || book.kind === 'practice' || bookWaits) return null
  const isUnlockedHere = vault.kind === 'locked' && may('sell')
  return (
    <section className="banner" id={UNLOCK} aria-label={t('vault.banner')}>
      <KeyRound aria-hidden="true" size={24} />
      <p className="banner-words">{t(sentenceOf(vault))}</p>
      {isUnlockedHere && <UnlockForm compact />}
      {!isUnlockedHere && vault.kind !== 'waiting' && may('setUp') && (
        <Button
          onPress={() => {
            go('settings')
            showPart('settings-keys')
          }}
        >
          {t('vault.openSettings')}
        </Button>
      )}
    </section>
  )
}
