import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { useOverview } from '../../data/app.ts'
import { useExceptionCount } from '../../data/exceptions.ts'
import { useCheckNow } from '../../data/invoices.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useKeys } from '../../keyboard/use-keys.tsx'
import { useNavigation } from '../../window/navigation.tsx'
import { Attention } from './attention.tsx'
import { NO_CHOICE, OPEN_STATUSES } from './filter/choice.ts'
import { InvoicePane } from './invoice-pane.tsx'
import { BookList } from './list/book-list.tsx'
import { INVOICE_KIND } from './list/invoice-kind.ts'
import {
  beginAnew,
  beginAtRows,
  beginAttention,
  type KeptList,
  keptList,
  VIEWS,
  type View,
} from './list/kept-list.ts'
import { RECEIPT_KIND } from './list/receipts/receipt-kind.ts'
import type { PaneReviewActs } from './review/pane-review.tsx'
import { StandingLinks } from './standing-links.tsx'

/** Every invoice of the book, every receipt, the invoices that need attention, or the links that stay; with a pane for the invoice that is open. */
export function Invoices() {
  const { kind, tillCode } = useOverview().book
  const book = `${kind} ${tillCode}`
  return <OfBook key={book} kept={keptList(book)} />
}

function OfBook({ kept }: { readonly kept: KeptList }) {
  const { errand } = useNavigation()
  // Who comes for something finds it, whatever was left here.
  useState(() => {
    if (errand?.kind === 'waiting') beginAnew(kept, { ...NO_CHOICE, status: OPEN_STATUSES })
    if (errand?.kind === 'attention') beginAttention(kept, errand.invoiceId)
    if (errand?.kind === 'rows') beginAtRows(kept, errand)
  })
  const [view, setView] = useState(kept.view)
  const isChosen = useRef(false)
  const [openId, setOpenId] = useState(kept.openId)
  const check = useCheckNow()
  const open = useCallback(
    (id: string | null) => {
      kept.openId = id
      setOpenId(id)
    },
    [kept],
  )
  const close = useCallback(() => open(null), [open])
  const checkNow = (id: string) => {
    open(id)
    if (!check.isPending) check.mutate(id)
  }
  const list = {
    head: (
      <Head
        view={view}
        isChosen={isChosen}
        onView={(next) => {
          isChosen.current = true
          kept.view = next
          setView(next)
          if (next === 'standing') close()
        }}
      />
    ),
    openId,
    onOpen: open,
    onClose: close,
    onCheck: checkNow,
  }
  const pane = (review: PaneReviewActs | null) =>
    openId !== null && <InvoicePane key={openId} id={openId} check={check} review={review} onClose={close} />
  const isBeside = openId !== null && view !== 'all' && view !== 'receipts'
  return (
    <div className={isBeside ? 'invoices invoices-open' : 'invoices'} data-scrolls>
      <section className="invoices-list">
        {errand?.kind === 'rows' && <WayBack />}
        {view === 'all' && <BookList {...list} key="all" kind={INVOICE_KIND} pane={pane} kept={kept} />}
        {view === 'receipts' && (
          <BookList {...list} key="receipts" kind={RECEIPT_KIND} pane={pane} kept={kept.receipts} />
        )}
        {view === 'attention' && <Attention {...list} kept={kept} />}
        {view === 'standing' && <StandingLinks head={list.head} />}
      </section>
      {isBeside && pane(null)}
    </div>
  )
}

interface HeadProps {
  readonly view: View
  /** Somebody has chosen this view, and stands on its name. */
  readonly isChosen: RefObject<boolean>
  readonly onView: (view: View) => void
}

/** The title, and the switch between what is shown. */
function Head({ view, isChosen, onView }: HeadProps) {
  const { t } = useTranslation()
  const chosen = useRef<HTMLButtonElement>(null)
  // Each view draws its own head: the button that was pressed is gone with the view before.
  useEffect(() => {
    if (isChosen.current) chosen.current?.focus({ preventScroll: true })
    isChosen.current = false
  }, [isChosen])
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
          <ToggleButton key={one} id={one} className="view" {...(one === view && { ref: chosen })}>
            {t(`attention.view.${one}`)}
            {one === 'attention' && count > 0 && <span className="view-count">{count}</span>}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}

/** Esc leads back to the figure whose rows are shown, once the list has nothing of its own to close: it stands before the list, and hears it after. */
function WayBack() {
  const { goToBooks } = useNavigation()
  useKeys('list', { close: () => goToBooks('month') })
  return null
}
