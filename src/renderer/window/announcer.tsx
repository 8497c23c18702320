import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

interface Announcer {
  /** Reads a sentence out to screen readers, once. */
  announce(sentence: string): void
}

const AnnouncerContext = createContext<Announcer | null>(null)

interface Announcement {
  readonly id: number
  readonly sentence: string
}

/** Keeps the one live region, mounted for as long as the app runs. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [last, setLast] = useState<Announcement>({ id: 0, sentence: '' })
  const announcer = useMemo<Announcer>(
    () => ({ announce: (sentence) => setLast(({ id }) => ({ id: id + 1, sentence })) }),
    [],
  )
  return (
    <AnnouncerContext value={announcer}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
        <span key={last.id}>{last.sentence}</span>
      </div>
    </AnnouncerContext>
  )
}

/** The way to the live region; throws outside its provider. */
export function useAnnouncer(): Announcer {
  const announcer = useContext(AnnouncerContext)
  if (!announcer) throw new Error('the announcer has no provider around it')
  return announcer
}
