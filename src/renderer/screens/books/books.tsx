import { useEffect, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useTranslation } from '../../i18n/use-translation.ts'
import { type BooksPart, useNavigation } from '../../window/navigation.tsx'
import { Backups } from './backups/backups.tsx'
import { Compare } from './compare.tsx'
import { Receipts } from './receipts.tsx'
import { Today } from './today.tsx'

const PARTS = ['today', 'backups'] as const satisfies readonly BooksPart[]

/** What today came to and where the book leaves the app, and beside it the backups. */
export function Books() {
  const { t } = useTranslation()
  const { errand } = useNavigation()
  const [part, setPart] = useState<BooksPart>('today')
  useEffect(() => {
    if (errand?.kind === 'books') setPart(errand.part)
  }, [errand])
  return (
    <Tabs
      className="books"
      selectedKey={part}
      onSelectionChange={(key) => setPart(PARTS.find((one) => one === key) ?? 'today')}
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
        <Today />
        <Receipts />
        <Compare />
      </TabPanel>
      <TabPanel id="backups" className="backups">
        <Backups />
      </TabPanel>
    </Tabs>
  )
}
