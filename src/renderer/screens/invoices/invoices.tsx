import { useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { useExceptionCount } from '../../data/exceptions.ts'
import { useCheckNow } from '../../data/invoices.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useNavigation } from '../../window/navigation.tsx'
import { Attention } from './attention.tsx'
import { type FilterChoice, NO_FILTERS } from './filters.tsx'
import { InvoiceList } from './invoice-list.tsx'
import { InvoicePane } from './invoice-pane.tsx'
import { StandingLinks } from './standing-links.tsx'

const VIEWS = ['all', 'attention', 'standing'] as const
type View = (typeof VIEWS)[number]

/** Every invoice of the book, those that need attention, or the links that stay; with a pane for the invoice that is open. */
export function Invoices() {
  const { errand } = useNavigation()
  const [view, setView] = useState<View>(errand?.kind === 'attention' ? 'attention' : 'all')
  const [choice, setChoice] = useState<FilterChoice>(
    errand?.kind === 'waiting' ? { ...NO_FILTERS, status: 'open' } : NO_FILTERS,
  )
  const [openId, setOpenId] = useState<string | null>(errand?.kind === 'attention' ? errand.invoiceId : null)
  const check = useCheckNow()
  const close = () => setOpenId(null)
  const checkNow = (id: string) => {
    setOpenId(id)
    if (!check.isPending) check.mutate(id)
  }
  const list = {
    head: (
      <Head
        view={view}
        onView={(next) => {
          setView(next)
          if (next === 'standing') close()
        }}
      />
    ),
    openId,
    onOpen: setOpenId,
    onClose: close,
    onCheck: checkNow,
  }
  return (
    <div className={openId === null ? 'invoices' : 'invoices invoices-open'}>
      <section className="invoices-list">
        {view === 'all' && <InvoiceList {...list} choice={choice} onChoice={setChoice} />}
        {view === 'attention' && <Attention {...list} />}
        {view === 'standing' && <StandingLinks head={list.head} />}
      </section>
      {openId !== null && <InvoicePane key={openId} id={openId} check={check} onClose={close} />}
    </div>
  )
}

interface HeadProps {
  readonly view: View
  readonly onView: (view: View) => void
}

/** The title, and the switch between what is shown. */
function Head({ view, onView }: HeadProps) {
  const { t } = useTranslation()
  const count = useExceptionCount().data?.open ?? 0
  return (
    <div className="invoices-head">
      <h1>{t('invoices.title')}</h1>
      <ToggleButtonGroup
        className="views"
        aria-label={t('attention.views')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={(keys) => {
          const next = VIEWS.find((one) => keys.has(one))
          if (next) onView(next)
        }}
      >
        {VIEWS.map((one) => (
          <ToggleButton key={one} id={one} className="view">
            {t(`attention.view.${one}`)}
            {one === 'attention' && count > 0 && <span className="view-count">{count}</span>}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}
