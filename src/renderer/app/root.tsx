import { useEffect, useState } from 'react'
import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { OverviewContext, useOverview, useOverviewQuery } from '../data/app.ts'
import { call } from '../data/call.ts'
import { PeopleContext, useIsAllowed, usePeople, usePeopleQuery } from '../data/people.ts'
import { useSpeech } from '../i18n/start.ts'
import { useAmountsHidden, useTranslation } from '../i18n/use-translation.ts'
import { useKnownScanner } from '../keyboard/use-keys.tsx'
import { FirstRun } from '../screens/first-run/first-run.tsx'
import { useTheme } from '../window/theme.ts'
import { CrashBoundary } from './crash-boundary.tsx'
import { FileNotices } from './file-notices.tsx'
import { Frame } from './frame.tsx'
import { LockScreen } from './lock/lock-screen.tsx'
import { OfPerson } from './lock/of-person.tsx'
import { Providers } from './providers.tsx'
import { Shell } from './shell.tsx'
import { StopScreen } from './stopped/stop-screen.tsx'
import { isStopped, nameOf } from './stopped/ways.ts'
import { type Reopened, useReopened } from './use-reopened.ts'

/** The whole window. */
export function Root() {
  return (
    <CrashBoundary fallback={(again) => <Crashed again={again} />}>
      <Providers>
        <Start />
      </Providers>
    </CrashBoundary>
  )
}

/** Stands in the window when drawing it went wrong. */
function Crashed({ again }: { readonly again: () => void }) {
  const { t } = useTranslation()
  return (
    <main className="start" role="alert">
      <h1>{t('app.crashed.what')}</h1>
      <p>{t('app.crashed.safe')}</p>
      <p>{t('app.crashed.next')}</p>
      <Button look="primary" onPress={again}>
        {t('app.crashed.again')}
      </Button>
    </main>
  )
}

function Start() {
  const { t } = useTranslation()
  const overview = useOverviewQuery()
  const people = usePeopleQuery()
  const failed = [overview, people].find(({ error, data }) => error && !data)
  if (failed) {
    return (
      <main className="start">
        <h1>{t('app.failedTitle')}</h1>
        <ErrorWords error={failed.error} />
        <Button look="primary" onPress={() => void failed.refetch()}>
          {t('app.tryAgain')}
        </Button>
      </main>
    )
  }
  if (!overview.data || !people.data) return <Loading />
  return (
    <OverviewContext value={overview.data}>
      <PeopleContext value={people.data}>
        <Started />
      </PeopleContext>
    </OverviewContext>
  )
}

function Loading() {
  const { t } = useTranslation()
  return (
    <main className="start" aria-busy="true">
      <h1 className="start-name">{t('app.name')}</h1>
      <p>{t('app.loading')}</p>
    </main>
  )
}

function Started() {
  const { book, bookProblem, fileNotices, settings, locale } = useOverview()
  const { kind } = usePeople().state
  const maySetUp = useIsAllowed('setUp')
  // A book that may not be written is read in this window alone, until it is written again or is in another trouble.
  const [readOf, setReadOf] = useState<string | null>(null)
  const reopened = useReopened()
  useTheme(settings.theme)
  const hasWords = useSpeech(locale)
  useKnownScanner(settings.scanner)
  useHidingTold()
  useEffect(() => {
    if (bookProblem === null) setReadOf(null)
  }, [bookProblem])
  if (!hasWords) return <Loading />
  if (kind === 'locked' || kind === 'broken') {
    return (
      <Frame practice={book.kind === 'practice'}>
        <LockScreen />
      </Frame>
    )
  }
  // What cannot be sold with comes before what must be known.
  const screen =
    bookProblem !== null && isStopped(bookProblem, readOf) ? (
      <StopScreen
        key={nameOf(bookProblem)}
        problem={bookProblem}
        onRead={() => setReadOf(nameOf(bookProblem))}
      />
    ) : fileNotices.length > 0 && maySetUp ? (
      <FileNotices notices={fileNotices} />
    ) : (
      <OpenBook reopened={reopened} onDecide={() => setReadOf(null)} />
    )
  return (
    <Frame practice={book.kind === 'practice'}>
      <OfPerson>{screen}</OfPerson>
    </Frame>
  )
}

/** What is told beside the window, on the desktop, hides its amounts with the window. */
function useHidingTold(): void {
  const on = useAmountsHidden()
  useEffect(() => void call('display.hideAmounts', { on }).catch(() => undefined), [on])
}

/** A till that was never set up is welcomed first, unless nothing can be written down. */
function OpenBook({ reopened, onDecide }: { readonly reopened: Reopened; readonly onDecide: () => void }) {
  const { book, bookProblem, settings } = useOverview()
  const isNew = book.kind === 'live' && !settings.setupDone && bookProblem === null
  return isNew ? <FirstRun /> : <Shell reopened={reopened} onDecide={onDecide} />
}
