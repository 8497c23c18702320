import { type ReactNode, useMemo, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Teach } from '../../components/teach.tsx'
import { useInvoiceList } from '../../data/invoices.ts'
import type { InvoiceFilter } from '../../data/keys.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useNavigation } from '../../window/navigation.tsx'
import { type FilterChoice, Filters, NO_FILTERS } from './filters.tsx'
import { InvoiceGrid } from './invoice-grid.tsx'
import { useDebounced } from './use-debounced.ts'

const SEARCH_WAIT_MS = 120

interface Props {
  /** The title and the way to the sales that need attention. */
  readonly head: ReactNode
  readonly choice: FilterChoice
  readonly onChoice: (choice: FilterChoice) => void
  readonly openId: string | null
  readonly onOpen: (invoiceId: string) => void
  readonly onClose: () => void
  readonly onCheck: (invoiceId: string) => void
}

/** Every invoice of the book, newest first, live. */
export function InvoiceList({ head, choice, onChoice, openId, onOpen, onClose, onCheck }: Props) {
  const { t } = useTranslation()
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
  const [activeId, setActiveId] = useState<string | null>(null)
  const active = Math.max(
    rows.findIndex((row) => row.id === activeId),
    0,
  )
  const narrowed = search !== '' || choice.status !== null || choice.provider !== null

  return (
    <>
      <header className="screen-head">
        {head}
        <Filters choice={choice} onChange={onChoice} />
      </header>
      <ErrorWords error={list.error} />
      {list.isPending && <p aria-busy="true">{t('invoices.loading')}</p>}
      {list.data && rows.length === 0 && <Nothing narrowed={narrowed} onClear={() => onChoice(NO_FILTERS)} />}
      {rows.length > 0 && (
        <>
          <InvoiceGrid
            rows={rows}
            readAt={list.dataUpdatedAt}
            active={active}
            openId={openId}
            hasMore={list.hasNextPage}
            onActive={(index) => {
              const row = rows[index]
              setActiveId(row?.id ?? null)
              if (openId !== null && row) onOpen(row.id)
            }}
            onOpen={(row) => onOpen(row.id)}
            onClose={onClose}
            onCheck={(row) => onCheck(row.id)}
            onNearEnd={() => {
              if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
            }}
          />
          <p className="list-foot">
            {t(list.hasNextPage ? 'invoices.more' : 'invoices.count', { count: rows.length })} ·{' '}
            {t('invoices.keys')}
          </p>
        </>
      )}
    </>
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
