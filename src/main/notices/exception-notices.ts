import type { Words } from '../../shared/words/words.ts'
import type { RaisedException } from '../ledger/port/changes.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import {
  exceptionWords,
  lockedWords,
  manyExceptionsWords,
  type NotificationWords,
} from './exception-words.ts'

/** A desktop notification, and the invoice that a press on it shows; null for the list of all that need attention. */
export interface Notification extends NotificationWords {
  readonly invoiceId: string | null
}

export interface NoticePorts {
  readonly ledger: Pick<LedgerClient, 'invoice'>
  /** Whether the book is the practice one, so that the words say so. */
  readonly practice: boolean
  /** The words of the language that is set at that moment. */
  words(): Words
  /** Whether the till is locked: whoever sees the screen then may know nothing of its sales. */
  isLocked(): boolean
  /** Whether the window hides its amounts: no notification names one then. */
  areAmountsHidden(): boolean
  notify(notification: Notification): void
  failed(error: unknown): void
}

/** More than this at once are told in one notification. */
const MOST_AT_ONCE = 3

/** Tells the desktop of exceptions as they are raised: once for each invoice and kind, many at once in one. */
export function createExceptionNotices(ports: NoticePorts): (raised: readonly RaisedException[]) => void {
  const { practice } = ports
  const told = new Set<string>()
  async function tell(news: readonly RaisedException[]): Promise<void> {
    const words = ports.words()
    if (ports.isLocked()) {
      ports.notify({ ...lockedWords(words, news.length, practice), invoiceId: null })
      return
    }
    if (news.length > MOST_AT_ONCE) {
      ports.notify({ ...manyExceptionsWords(words, news.length, practice), invoiceId: null })
      return
    }
    for (const { invoiceId, kind } of news) {
      const found = await ports.ledger.invoice(invoiceId)
      if (found && ports.isLocked()) ports.notify({ ...lockedWords(words, 1, practice), invoiceId: null })
      else if (found)
        ports.notify({
          ...exceptionWords(words, kind, found.invoice, { practice, hidden: ports.areAmountsHidden() }),
          invoiceId,
        })
    }
  }

  return (raised) => {
    const news = raised.filter(({ invoiceId, kind }) => {
      const key = `${invoiceId} ${kind}`
      if (told.has(key)) return false
      told.add(key)
      return true
    })
    if (news.length > 0) tell(news).catch(ports.failed)
  }
}
