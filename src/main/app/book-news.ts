import type { Result } from '../../shared/contract/plain/envelope.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { AskedBack, BookNews, UnreadNews } from '../../shared/contract/shapes/books/book-news.ts'
import type { AppSettings } from './settings.ts'

const NOTHING: BookNews = { restored: null, salvaged: null, opened: null }

export interface BookNewsPorts {
  readonly settings: Pick<AppSettings, 'news' | 'setNews' | 'askedBack' | 'setAskedBack'>
  changed(): void
}

/** What was put in a book's place. It is told until a person has read it, over restarts, and once read until the app closes. */
export function createBookNews({ settings, changed }: BookNewsPorts) {
  const told = new Map<Book['kind'], BookNews>()
  const of = (kind: Book['kind']) => told.get(kind) ?? settings.news(kind) ?? NOTHING

  return {
    of,
    /** What is told now takes the place of what was told of the book that lay there. */
    tell(kind: Book['kind'], news: Partial<BookNews>): void {
      const whole = { ...NOTHING, ...news }
      told.set(kind, whole)
      settings.setNews(kind, whole)
      changed()
    },
    /** Forgets what was told of a book that no longer lies there. */
    forget(kind: Book['kind']): void {
      told.delete(kind)
      settings.setNews(kind, null)
      changed()
    },
    /** NOT_KEPT where it will be told again after a restart. */
    read(kind: Book['kind']): Result<null> {
      told.set(kind, of(kind))
      const kept = settings.setNews(kind, null)
      const asked = settings.askedBack(kind)
      if (asked?.unread) settings.setAskedBack(kind, { ...asked, unread: false })
      changed()
      return kept
    },
    /** What nobody has said to have read; null where there is nothing. */
    unread(kind: Book['kind']): UnreadNews | null {
      const asked = settings.askedBack(kind)
      if (asked?.unread) return { what: 'found', at: asked.told.since, found: foundIn(asked.told) }
      const news = settings.news(kind)
      return news && inShort(news)
    },
  }
}

function foundIn({ accounts }: AskedBack): number {
  return accounts.reduce((sum, { foundCount }) => sum + foundCount, 0)
}

function inShort({ restored, salvaged, opened }: BookNews): UnreadNews | null {
  if (opened) return { what: 'opened', at: opened.at, found: 0 }
  if (salvaged) return { what: 'salvaged', at: salvaged.at, found: 0 }
  const what = restored?.replaced === 'another' ? 'opened' : 'restored'
  return restored && { what, at: restored.at, found: 0 }
}
