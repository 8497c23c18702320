import { useTranslation } from 'react-i18next'
import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { useOverview, useOverviewQuery } from '../data/app.ts'
import { FirstRun } from '../screens/first-run/first-run.tsx'
import { useTheme } from '../window/theme.ts'
import { BookProblem } from './book-problem.tsx'
import { CrashBoundary } from './crash-boundary.tsx'
import { FileNotices } from './file-notices.tsx'
import { Frame } from './frame.tsx'
import { Providers } from './providers.tsx'
import { Shell } from './shell.tsx'

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
  const { data, error, refetch } = useOverviewQuery()
  if (error && !data) {
    return (
      <main className="start">
        <h1>{t('app.failedTitle')}</h1>
        <ErrorWords error={error} />
        <Button look="primary" onPress={() => void refetch()}>
          {t('app.tryAgain')}
        </Button>
      </main>
    )
  }
  if (!data) {
    return (
      <main className="start" aria-busy="true">
        <h1 className="start-name">{t('app.name')}</h1>
        <p>{t('app.loading')}</p>
      </main>
    )
  }
  return <Started />
}

function Started() {
  const { book, bookProblem, fileNotices, settings } = useOverview()
  useTheme(settings.theme)
  // What cannot be sold with comes before what must be known.
  const screen = bookProblem ? (
    <BookProblem problem={bookProblem} />
  ) : fileNotices.length > 0 ? (
    <FileNotices notices={fileNotices} />
  ) : (
    <OpenBook />
  )
  return <Frame practice={book.kind === 'practice'}>{screen}</Frame>
}

/** A till that was never set up is welcomed first. */
function OpenBook() {
  const { book, settings } = useOverview()
  return book.kind === 'live' && !settings.setupDone ? <FirstRun /> : <Shell />
}
