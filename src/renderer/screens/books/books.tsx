import { useCallback, useEffect, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useOverview } from '../../data/app.ts'
import { useIsAllowed, useSignedIn } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { type BooksPart, useNavigation } from '../../window/navigation.tsx'
import { Backups } from './backups/backups.tsx'
import { Close } from './close/close.tsx'
import { Compare } from './compare.tsx'
import { Exports } from './exports/exports.tsx'
import { Import } from './import/import.tsx'
import { type KeptBooks, keptBooks } from './kept-books.ts'
import { Month } from './month/month.tsx'
import { Receipts } from './receipts.tsx'
import { TieOut } from './tie-out/tie-out.tsx'
import { OwnToday, Today } from './today.tsx'
import { Trail } from './trail/trail.tsx'

const PARTS = [
  'today',
  'month',
  'tieOut',
  'close',
  'exports',
  'import',
  'trail',
  'backups',
] as const satisfies readonly BooksPart[]

/** What today came to and where the book leaves the app, what each day of a month did, and the backups. */
export function Books() {
  const { kind, tillCode } = useOverview().book
  const of = useSignedIn()?.id ?? ''
  // Each person has own places in the books.
  const book = `${kind} ${tillCode} ${of}`
  const mayReview = useIsAllowed('review')
  return mayReview ? <OfBook key={book} kept={keptBooks(book)} /> : <OwnBooks />
}

/** Who sells sees what they sold themselves today, and no more of the books. */
function OwnBooks() {
  const { t } = useTranslation()
  return (
    <div className="books">
      <header className="books-head">
        <h1>{t('books.title')}</h1>
      </header>
      <div className="books-today">
        <OwnToday />
        <p className="quiet">{t('people.ownDay.more')}</p>
      </div>
    </div>
  )
}

function OfBook({ kept }: { readonly kept: KeptBooks }) {
  const { t } = useTranslation()
  const { errand } = useNavigation()
  const mayAllDays = useIsAllowed('allDays')
  const [part, setPart] = useState<BooksPart>(errand?.kind === 'books' ? errand.part : leftAt(kept))
  const show = useCallback(
    (next: BooksPart) => {
      kept.part = next
      setPart(next)
    },
    [kept],
  )
  useEffect(() => {
    if (errand?.kind === 'books') show(errand.part)
  }, [errand, show])
  return (
    <Tabs
      className="books"
      selectedKey={part}
      onSelectionChange={(key) => show(PARTS.find((one) => one === key) ?? 'today')}
    >
      <header className="books-head">
        <h1>{t('books.title')}</h1>
        <TabList className="tab-list" aria-label={t('books.parts')}>
          {PARTS.map((one) => (
            <Tab key={one} id={one} className="tab">
              {t(`books.part.${one}`)}
            </Tab>
          ))}
        </TabList>
      </header>
      {/* An export goes on while the backups are looked at. */}
      <TabPanel id="today" className="books-today" shouldForceMount>
        {mayAllDays && <Today />}
        <Receipts />
        <Compare />
      </TabPanel>
      <TabPanel id="month" className="books-part">
        <Month kept={kept.month} />
      </TabPanel>
      <TabPanel id="tieOut" className="books-part">
        <TieOut kept={kept.period} />
      </TabPanel>
      <TabPanel id="close" className="books-part">
        <Close kept={kept.period} />
      </TabPanel>
      <TabPanel id="exports" className="books-part">
        <Exports kept={kept.period} />
      </TabPanel>
      <TabPanel id="import" className="books-part books-part-whole">
        <Import kept={kept.import} />
      </TabPanel>
      <TabPanel id="trail" className="books-part books-part-whole">
        <Trail kept={kept.trail} />
      </TabPanel>
      <TabPanel id="backups" className="books-part books-part-whole">
        <Backups />
      </TabPanel>
    </Tabs>
  )
}

/** Who left a month, one that is held against statements or closed, or the trail comes back to it, as to a list; the books begin with today otherwise. */
function leftAt({ part }: KeptBooks): BooksPart {
  return part === 'exports' || part === 'backups' ? 'today' : part
}
