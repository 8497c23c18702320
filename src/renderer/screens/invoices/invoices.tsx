import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigation } from '../../app/navigation.tsx'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Teach } from '../../components/teach.tsx'
import { useInvoiceList } from '../../data/invoices.ts'
import type { InvoiceFilter } from '../../data/keys.ts'
import { type FilterChoice, Filters, NO_FILTERS } from './filters.tsx'
import { InvoiceGrid } from './invoice-grid.tsx'
import { InvoicePane } from './invoice-pane.tsx'
import { useDebounced } from './use-debounced.ts'

const SEARCH_WAIT_MS = 120

/** Every invoice of the book, newest first, live; with a pane for the one that is open. */
export function Invoices() {
  const { t } = useTranslation()
  const [choice, setChoice] = useState<FilterChoice>(NO_FILTERS)
  const search = useDebounced(choice.search.trim(), SEARCH_WAIT_MS)
  const filter = useMemo<InvoiceFilter>(
    () => ({
      search,
      status: choice.status === null ? [] : [choice.status],
      provider: choice.provider === null ? [] : [choice.provider],
    }),
    [search, choice.status, choice.provider],
  )
  const list = useInvoiceList(filter)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const [openId, setOpenId] = useState<string | null>(null)
  const [activeId, setActiveId] = useState<string | null>(null)
  const active = Math.max(
    rows.findIndex((row) => row.id === activeId),
    0,
  )
  const narrowed = search !== '' || choice.status !== null || choice.provider !== null

  return (
    <div className={openId === null ? 'invoices' : 'invoices invoices-open'}>
      <section className="invoices-list">
        <header className="screen-head">
          <h1>{t('invoices.title')}</h1>
          <Filters choice={choice} onChange={setChoice} />
        </header>
        <ErrorWords error={list.error} />
        {list.isPending && <p aria-busy="true">{t('invoices.loading')}</p>}
        {list.data && rows.length === 0 && (
          <Nothing narrowed={narrowed} onClear={() => setChoice(NO_FILTERS)} />
        )}
        {rows.length > 0 && (
          <InvoiceGrid
            rows={rows}
            active={active}
            openId={openId}
            hasMore={list.hasNextPage}
            onActive={(index) => {
              const row = rows[index]
              setActiveId(row?.id ?? null)
              if (openId !== null && row) setOpenId(row.id)
            }}
            onOpen={(row) => setOpenId(row.id)}
            onClose={() => setOpenId(null)}
            onNearEnd={() => {
              if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
            }}
          />
        )}
        {rows.length > 0 && (
          <p className="list-foot">
            {t(list.hasNextPage ? 'invoices.more' : 'invoices.count', { count: rows.length })}
          </p>
        )}
      </section>
      {openId !== null && <InvoicePane key={openId} id={openId} onClose={() => setOpenId(null)} />}
    </div>
  )
}

function Nothing({ narrowed, onClear }: { readonly narrowed: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation()
  const { go } = useNavigation()
  if (narrowed) {
    return (
      <Teach title={t('invoices.noneTitle')} text={t('invoices.none')}>
        <Button onPress={onClear}>{t('invoices.clearFilters')}</Button>
      </Teach>
    )
  }
  return (
    <Teach title={t('invoices.emptyTitle')} text={t('invoices.empty')}>
      <Button look="primary" onPress={() => go('counter')}>
        {t('invoices.emptyAct')}
      </Button>
    </Teach>
  )
}
