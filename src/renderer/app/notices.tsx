import { History, KeyRound, type LucideIcon, RotateCcw, X } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../components/button.tsx'
import { STATUS_LOOK } from '../components/status/status-tone.ts'
import { useOverview } from '../data/app.ts'
import { useNewsRead } from '../data/backups.ts'
import { useIsAllowed, useNoticeRead, usePeople } from '../data/people.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useNavigation } from '../window/navigation.tsx'
import type { Outcome, Telling } from './outcome.ts'
import type { Reopened } from './use-reopened.ts'
import { type ToldSale, useTellingWords } from './use-telling-words.ts'

export interface Notice extends ToldSale {
  readonly invoiceId: string
  readonly telling: Telling
}

interface Props {
  readonly notices: readonly Notice[]
  /** What is told of the book needs no answer, and comes last. */
  readonly reopened: Reopened
  readonly onShow: (notice: Notice) => void
  readonly onDismiss: (notice: Notice) => void
}

/** These need no answer: what was asked has come, or the sale ended as it may. */
const NEEDS_NO_ANSWER: ReadonlySet<Outcome> = new Set(['paid', 'expired', 'refunded'])
/** How long such a notice stays, ms. */
const STAYS_MS = 8_000

/** So many are told at once. */
const MOST_TOLD = 4

/** Puts what needs an answer before what needs none, so that no good news pushes its buttons out of sight, and keeps the first four. */
export function byGravity(notices: readonly Notice[]): readonly Notice[] {
  const rank = (notice: Notice) => (needsNoAnswer(notice) ? 1 : 0)
  return notices.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_TOLD)
}

function needsNoAnswer({ telling: { outcome, givenUp } }: Notice): boolean {
  return NEEDS_NO_ANSWER.has(outcome) && !givenUp
}

/** What happened to sales that are not on the screen, in a place of its own; the live region has already said it. */
export function Notices({ notices, reopened, onShow, onDismiss }: Props) {
  return (
    <ul className="notices">
      {notices.map((notice) => (
        <OneNotice
          key={`${notice.invoiceId} ${notice.telling.outcome} ${notice.received.amount}`}
          notice={notice}
          onShow={() => onShow(notice)}
          onDismiss={() => onDismiss(notice)}
        />
      ))}
      <PinNotice />
      <PassphraseNotice />
      <News />
      {reopened.sentence !== null && (
        <Frame
          tone="waiting"
          shape={RotateCcw}
          sentence={reopened.sentence}
          needsAnswer={false}
          onDismiss={reopened.dismiss}
        />
      )}
    </ul>
  )
}

/** That an owner's PIN was set past the old one: told to the owner who signs in next, until it is read. */
function PinNotice() {
  const { t } = useTranslation()
  const format = useFormat()
  const { notice } = usePeople()
  const read = useNoticeRead()
  if (notice === null) return null
  const { how, name, at } = notice
  return (
    <Frame
      tone="attention"
      shape={KeyRound}
      sentence={t(`people.notice.${how}`, { name, when: format.when(at) })}
      needsAnswer
      onDismiss={() => read.mutate({ what: 'pin' })}
    />
  )
}

/** That wrong passphrases were tried: told to the owner who signs in next, until it is read. */
function PassphraseNotice() {
  const { t } = useTranslation()
  const format = useFormat()
  const { wrongPassphrases } = usePeople()
  const read = useNoticeRead()
  if (wrongPassphrases === null) return null
  const { count, firstAt, lastAt } = wrongPassphrases
  return (
    <Frame
      tone="attention"
      shape={KeyRound}
      sentence={t('people.notice.wrongPassphrases', {
        ...{ count, when: format.when(lastAt), from: format.when(firstAt) },
      })}
      needsAnswer
      onDismiss={() => read.mutate({ what: 'passphrases', lastAt })}
    />
  )
}

/** That another book, or another state of it, lies in the book's place; it stays until a person has read it. */
function News() {
  const { t } = useTranslation()
  const format = useFormat()
  const { book, bookNews } = useOverview()
  const { goToBooks } = useNavigation()
  const read = useNewsRead()
  const isTold = useIsAllowed('setUp')
  if (bookNews === null || !isTold) return null
  return (
    <Frame
      tone="waiting"
      shape={History}
      sentence={
        bookNews.what === 'found'
          ? t('backups.news.found', { count: bookNews.found, when: format.when(bookNews.at) })
          : t(`backups.news.${bookNews.what}`, { when: format.when(bookNews.at), code: book.tillCode })
      }
      needsAnswer
      onDismiss={() => read.mutate()}
    >
      <Button
        look="quiet"
        onPress={() => {
          read.mutate()
          goToBooks('backups')
        }}
      >
        {t('backups.news.show')}
      </Button>
    </Frame>
  )
}

interface OneProps {
  readonly notice: Notice
  readonly onShow: () => void
  readonly onDismiss: () => void
}

function OneNotice({ notice, onShow, onDismiss }: OneProps) {
  const { t } = useTranslation()
  const { telling, number } = notice
  const sentence = useTellingWords()(notice, telling)
  const { outcome, givenUp } = telling
  const { tone, shape } = STATUS_LOOK[givenUp ? 'overpaid' : outcome]
  return (
    <Frame
      tone={tone}
      shape={shape}
      sentence={sentence}
      needsAnswer={!needsNoAnswer(notice)}
      onDismiss={onDismiss}
    >
      <Button look="quiet" aria-label={t('sale.show', { number })} onPress={onShow}>
        {t('sale.showShort')}
      </Button>
    </Frame>
  )
}

interface FrameProps {
  readonly tone: string
  readonly shape: LucideIcon
  readonly sentence: string
  readonly needsAnswer: boolean
  readonly onDismiss: () => void
  /** What else can be done. */
  readonly children?: ReactNode
}

/** One notice; what needs no answer leaves by itself, unless it is looked at. */
function Frame({ tone, shape: Shape, sentence, needsAnswer, onDismiss, children }: FrameProps) {
  const { t } = useTranslation()
  const [held, setHeld] = useState(false)
  useLeaving(!needsAnswer && !held, onDismiss)
  return (
    <li
      className={`notice tone-${tone}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={(event) => setHeld(event.currentTarget.contains(document.activeElement))}
      onFocus={() => setHeld(true)}
      onBlur={(event) => setHeld(event.currentTarget.matches(':hover'))}
    >
      <p className="notice-words">
        <Shape aria-hidden="true" size={16} />
        {sentence}
      </p>
      <div className="notice-acts">
        {children}
        <Button look="quiet" aria-label={t('sale.dismiss')} onPress={onDismiss}>
          <X aria-hidden="true" size={16} />
        </Button>
      </div>
    </li>
  )
}

/** Calls `leave` once `leaves` has been true for as long as a notice stays. */
function useLeaving(leaves: boolean, leave: () => void): void {
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!leaves) return
    const timer = setTimeout(() => setOver(true), STAYS_MS)
    return () => clearTimeout(timer)
  }, [leaves])
  useEffect(() => {
    if (over && leaves) leave()
  }, [over, leaves, leave])
}
