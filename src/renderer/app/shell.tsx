import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useOverview } from '../data/app.ts'
import { onAppEvent } from '../data/bridge.ts'
import { painted } from '../data/painted.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useFocusOfGone } from '../keyboard/use-focus-of-gone.ts'
import { useKeys } from '../keyboard/use-keys.tsx'
import { useEntryScreen } from '../sale-entry/entry-provider.tsx'
import { useShowSale } from '../sale-entry/show-sale.ts'
import { Books } from '../screens/books/books.tsx'
import { Counter } from '../screens/counter/counter.tsx'
import { Invoices } from '../screens/invoices/invoices.tsx'
import { Settings } from '../screens/settings/settings.tsx'
import { useAnnouncer } from '../window/announcer.tsx'
import { useNavigation } from '../window/navigation.tsx'
import { playSound } from '../window/sound.ts'
import { byGravity, type Notice, Notices } from './notices.tsx'
import { soundOf } from './outcome.ts'
import { Commands } from './palette/commands.tsx'
import { Rail } from './rail.tsx'
import { BookBanner } from './stopped/book-banner.tsx'
import { useOutcomes } from './use-outcomes.ts'
import type { Reopened } from './use-reopened.ts'
import { useTellingWords } from './use-telling-words.ts'
import { VaultBanner } from './vault-banner.tsx'

const SCREENS = { counter: Counter, invoices: Invoices, books: Books, settings: Settings } as const

interface Props {
  readonly reopened: Reopened
  /** Shows the ways on from a book that may not be written. */
  readonly onDecide: () => void
}

/** The rail, the place that is shown, above it what holds the whole till up, and what is told whatever the place. */
export function Shell({ reopened, onDecide }: Props) {
  const { place, visit } = useNavigation()
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const dismiss = useCallback(
    (notice: Notice) => setNotices((all) => all.filter((one) => one.invoiceId !== notice.invoiceId)),
    [],
  )
  const add = useCallback(
    (notice: Notice) =>
      setNotices((all) => byGravity([notice, ...all.filter((one) => one.invoiceId !== notice.invoiceId)])),
    [],
  )
  usePlaceKeys()
  usePressedNotification()
  const Screen = SCREENS[place]
  return (
    <div className="shell">
      <Rail>
        <Told notices={notices} reopened={reopened} onDismiss={dismiss} onNotice={add} />
      </Rail>
      <div className="shell-main">
        <BookBanner onDecide={onDecide} />
        <VaultBanner />
        <Place>
          <Screen key={visit} />
        </Place>
      </div>
      <Commands />
    </div>
  )
}

/** The place that is shown. Who went there by a key alone, and left nothing that could keep the focus, stands on it and hears its name. */
function Place({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const { place } = useNavigation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(place)
  useFocusOfGone(main)
  useEffect(() => {
    if (shown.current === place) return
    shown.current = place
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [place])
  return (
    <main className="main" ref={main} tabIndex={-1} aria-label={t(`places.${place}`)}>
      {children}
    </main>
  )
}

interface ToldProps {
  readonly reopened: Reopened
  readonly notices: readonly Notice[]
  readonly onDismiss: (notice: Notice) => void
  readonly onNotice: (notice: Notice) => void
}

/** What is told of sales; by itself, so that another sale on the screen does not draw the whole window again. */
function Told({ notices, reopened, onDismiss, onNotice }: ToldProps) {
  useOpenBook()
  useTelling(onNotice)
  const show = useShowSale()
  return (
    <Notices
      notices={notices}
      reopened={reopened}
      onDismiss={onDismiss}
      onShow={(notice) => {
        onDismiss(notice)
        show(notice.invoiceId)
      }}
    />
  )
}

/** The counter learns which book is open. */
function useOpenBook(): void {
  const { kind } = useOverview().book
  const { openBook } = useEntryScreen()
  useEffect(() => openBook(kind), [kind, openBook])
}

/** Tells each outcome once: sound, live region, and a notice when the sale is not on the screen. */
function useTelling(add: (notice: Notice) => void): void {
  const wordsOf = useTellingWords()
  const { announce } = useAnnouncer()
  const { settings } = useOverview()
  const { place } = useNavigation()
  const { invoiceId } = useEntryScreen()
  useOutcomes((invoice, telling, withSound) => {
    const { number, received, due } = invoice
    if (withSound && settings.sound) {
      // To the ear it is one moment; to be seen first is what the sale on the screen can use.
      void painted().then(() => playSound(soundOf(telling), settings.volume))
    }
    announce(wordsOf(invoice, telling))
    const onScreen = place === 'counter' && invoiceId === invoice.id
    if (!onScreen) add({ invoiceId: invoice.id, number, received, due, telling })
  })
}

/** Each place has a key. */
function usePlaceKeys(): void {
  const { go } = useNavigation()
  useKeys('anywhere', {
    counter: () => go('counter'),
    invoices: () => go('invoices'),
    books: () => go('books'),
    settings: () => go('settings'),
  })
}

/** A desktop notification that was pressed leads to its sale among those that need attention. */
function usePressedNotification(): void {
  const { goToAttention } = useNavigation()
  useEffect(
    () =>
      onAppEvent((event) => {
        if (event.name === 'notification.opened') goToAttention({ invoiceId: event.ids[0] ?? null })
      }),
    [goToAttention],
  )
}
