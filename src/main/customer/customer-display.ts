import type { EventName } from '../../shared/contract/plain/app-events.ts'
import type { Right } from '../../shared/contract/plain/rights.ts'
import type {
  CustomerDisplay,
  CustomerView,
  ToldCustomer,
} from '../../shared/contract/shapes/customer-display.ts'
import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import type { Settings } from '../../shared/contract/shapes/settings.ts'
import { isWaiting } from '../../shared/status/status.ts'
import type { Timers } from '../../shared/time/clock.ts'
import type { LanguageId } from '../../shared/words/languages.ts'
import { ASLEEP, shownSale } from './shown-sale.ts'

/** The window of the customer, as its host gives it. */
export interface CustomerWindow {
  /** Opens it on another screen than the till's, or beside the till's window; where there is no other screen it waits for one. */
  show(where: 'other' | 'beside'): void
  hide(): void
  isOpen(): boolean
  /** How many screens there are beside the till's. */
  otherScreens(): number
  /** Calls back when it was opened, moved or lost, or screens came or went; `closedBy` a person, where one closed it. */
  onChange(changed: (closedBy: 'person' | null) => void): void
}

/**
 * How long a sale stays in sight once the cashier has left it, ms: a customer may still be paying, and then reads that it is paid. At a till
 * that is locked it stays for as long as it can be paid: nobody is there who could open it again.
 */
const STAYS_MS = { open: 120_000, locked: null, done: 5_000 } as const

export interface CustomerPorts {
  readonly timers: Timers
  readonly window: CustomerWindow
  settings(): Pick<Settings, 'shopName' | 'theme' | 'customerDisplay' | 'customerLanguage'>
  /** A person closed the window: it is not wanted any more. */
  switchOff(): void
  bookKind(): 'live' | 'practice'
  /** What whoever is at the till may do. */
  rights(): readonly Right[]
  /** By which words and numbers are chosen in a language; `same`: in that of the till. */
  localeIn(language: LanguageId | 'same'): string
  /** Tells the customer's window that there is something else to see. */
  changed(): void
  /** Tells the till's window that the customer's came or went, or could come. */
  placed(): void
}

/** What the customer sees: kept here, so that the customer's window can ask for that and for nothing else. */
export interface CustomerScreen {
  /** What is to be seen now. `read` gives a sale as it stands in the open book; null where it cannot be read. */
  view(read: (invoiceId: string) => Promise<InvoiceDetail | null>): Promise<CustomerView>
  show(told: ToldCustomer): void
  speak(language: LanguageId | null): void
  display(): CustomerDisplay
  /** Something changed in the app; what concerns the customer is told on. */
  heard(name: EventName, ids: readonly string[]): void
  /** Opens the window, or takes it away, as the settings have it. */
  place(): void
}

/** Says whether what is seen next is of the customer who was there before: what was entered becomes a sale, and a sale stays the same one. */
function isOfSame(before: ToldCustomer, next: ToldCustomer): boolean {
  if (before.kind === 'sale') return next.kind === 'sale' && next.invoiceId === before.invoiceId
  return before.kind === 'entry'
}

/** Builds it; nothing is to be seen before the till's window says so. */
export function createCustomerScreen(ports: CustomerPorts): CustomerScreen {
  const { window, settings, changed } = ports
  let told: ToldCustomer = { kind: 'asleep' }
  let language: LanguageId | null = null
  /** The cashier has left the sale; when it goes out of sight. */
  let leaving: { readonly as: keyof typeof STAYS_MS; readonly stop: () => void } | null = null

  /** The next customer reads what the settings say. */
  function sleep(): void {
    stay()
    if (told.kind === 'asleep' && language === null) return
    told = { kind: 'asleep' }
    language = null
    changed()
  }

  function stay(): void {
    leaving?.stop()
    leaving = null
  }

  function leaveSoon(as: keyof typeof STAYS_MS): void {
    stay()
    const ms = STAYS_MS[as]
    leaving = { as, stop: ms === null ? () => undefined : ports.timers.after(ms, sleep) }
  }

  /** What was being typed is its cashier's; a sale that waits to be paid is still the customer's, until it is paid. */
  function locked(): void {
    if (told.kind === 'entry') sleep()
    if (told.kind !== 'sale' || leaving !== null) return
    leaveSoon('locked')
    changed()
  }

  function place(): void {
    const { customerDisplay } = settings()
    if (customerDisplay === 'off') window.hide()
    else window.show(customerDisplay)
  }

  window.onChange((closedBy) => {
    if (closedBy === 'person') ports.switchOff()
    ports.placed()
  })

  return {
    async view(read) {
      const { shopName, theme, customerLanguage } = settings()
      const shown = told
      const detail = shown.kind === 'sale' ? await read(shown.invoiceId) : null
      const isLeft = leaving !== null && leaving.as !== 'done'
      if (isLeft && shown === told && detail && !isWaiting(detail.invoice.status)) leaveSoon('done')
      return {
        locale: ports.localeIn(language ?? customerLanguage),
        ...{ theme, shop: shopName, practice: ports.bookKind() === 'practice' },
        shown: shown.kind === 'sale' ? (detail ? shownSale(detail) : ASLEEP) : shown,
      }
    },
    show(next) {
      if (next.kind !== 'asleep') {
        stay()
        // Another customer reads what the settings say.
        if (!isOfSame(told, next)) language = null
        told = next
      } else if (told.kind !== 'sale') return sleep()
      else if (leaving === null || leaving.as === 'locked') leaveSoon('open')
      changed()
    },
    speak(chosen) {
      language = chosen
      changed()
    },
    display: () => ({ isOpen: window.isOpen(), otherScreens: window.otherScreens(), language }),
    heard(name, ids) {
      if (name === 'book.changed') return sleep()
      if (name === 'people.changed' && !ports.rights().includes('sell')) return locked()
      if (name === 'settings.changed') return changed()
      const { kind } = told
      if (
        kind === 'sale' &&
        name === 'invoices.changed' &&
        (ids.length === 0 || ids.includes(told.invoiceId))
      )
        changed()
    },
    place,
  }
}
