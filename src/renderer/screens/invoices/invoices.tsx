import { ArrowLeft } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { useOverview } from '../../data/app.ts'
import { useExceptionCount } from '../../data/exceptions.ts'
import { useCheckNow } from '../../data/invoices.ts'
import { useKeptLists } from '../../data/lists/kept.ts'
import { useIsAllowed, useSignedIn } from '../../data/people.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useKeys } from '../../keyboard/use-keys.tsx'
import { type Errand, useNavigation } from '../../window/navigation.tsx'
import { Attention } from './attention/attention.tsx'
import { NO_CHOICE, OPEN_STATUSES } from './filter/choice.ts'
import { InvoicePane } from './invoice-pane.tsx'
import { BookList } from './list/book-list.tsx'
import { INVOICE_KIND } from './list/invoice-kind.ts'
import {
  beginAnew,
  beginAsLeft,
  beginAtRows,
  beginAttention,
  beginView,
  endAtRows,
  hasBegunIn,
  type KeptList,
  keptList,
  VIEWS,
  type View,
} from './list/kept-list.ts'
import { RECEIPT_KIND } from './list/receipts/receipt-kind.ts'
import { ClosedPeriods } from './review/closed-periods.tsx'
import type { PaneReviewActs } from './review/pane-review.tsx'
import { keptOf } from './saved/left.ts'
import { findView } from './saved/offered.ts'
import { useKeepLeft } from './saved/use-keep-left.ts'
import { StandingLinks } from './standing-links.tsx'

/** Every invoice of the book, every receipt, the invoices that need attention, or the links that stay; with a pane for the invoice that is open. */
export function Invoices() {
  const { kind, tillCode } = useOverview().book
  const { data, isPending, isError } = useKeptLists()
  const { errand, visit } = useNavigation()
  const of = useSignedIn()?.id ?? null
  // It was asked for as the window opened, and is again as another book is.
  if (isPending || (!isError && data.kind !== kind)) return null
  const stored = isError ? null : data
  // Each person has own lists.
  const book = `${stored?.bookId ?? `${kind} ${tillCode}`} ${of ?? ''}`
  // Who came for something came for it in the book that was open then.
  const own = hasBegunIn(book, visit) ? errand : null
  return (
    <ClosedPeriods>
      <OfBook key={book} {...{ book, of, stored }} errand={own} />
    </ClosedPeriods>
  )
}

type Stored = NonNullable<ReturnType<typeof useKeptLists>['data']>

/** How the lists of a book begin: who comes for something finds it, whatever was left here, in this run or in the one before. */
function begun(book: string, errand: Errand | null, stored: Stored | null): KeptList {
  if (stored?.left) beginAsLeft(book, keptOf(stored.left))
  if (errand?.kind === 'rows') beginAtRows(book, errand)
  else if (errand) endAtRows(book)
  const kept = keptList(book)
  if (errand?.kind === 'waiting') beginAnew(kept, { ...NO_CHOICE, status: OPEN_STATUSES })
  if (errand?.kind === 'attention') beginAttention(kept, errand.invoiceId)
  if (errand?.kind === 'invoice') Object.assign(kept, { view: 'all', openId: errand.invoiceId })
  const view = errand?.kind === 'view' && findView(stored?.views, errand.list, errand.id)
  if (errand?.kind === 'view' && view) beginView(kept, errand.list, view)
  return kept
}

interface OfBookProps {
  /** The book and the person whose lists these are, as one name. */
  readonly book: string
  readonly of: string | null
  /** What is kept of its lists; null where nobody knows. */
  readonly stored: Stored | null
  readonly errand: Errand | null
}

function OfBook({ book, of, stored, errand }: OfBookProps) {
  const { goToBooks } = useNavigation()
  const [kept] = useState(() => begun(book, errand, stored))
  useKeepLeft(kept, stored?.bookId ?? null, of)
  const offered = useOffered()
  const [chosen, setView] = useState(kept.view)
  const view = offered.includes(chosen) ? chosen : 'all'
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
  const backTo = kept.backTo ?? 'month'
  const goBack = () => {
    endAtRows(book)
    goToBooks(backTo)
  }
  const isOfFigure = kept.own !== null
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
  const both = { pane, before: isOfFigure && <BackChip to={backTo} onBack={goBack} /> }
  return (
    <div className="invoices" data-scrolls>
      <section className="invoices-list">
        {isOfFigure && <BackKey onBack={goBack} />}
        {view === 'all' && <BookList {...list} {...both} key="all" kind={INVOICE_KIND} kept={kept} />}
        {view === 'receipts' && (
          <BookList {...list} {...both} key="receipts" kind={RECEIPT_KIND} kept={kept.receipts} />
        )}
        {view === 'attention' && <Attention {...list} pane={pane(null)} kept={kept.attention} />}
        {view === 'standing' && <StandingLinks head={list.head} />}
      </section>
    </div>
  )
}

/** What needs attention is for who may see to it. */
function useOffered(): readonly View[] {
  const mayReview = useIsAllowed('review')
  return VIEWS.filter((one) => mayReview || one !== 'attention')
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
  const format = useFormat()
  const chosen = useRef<HTMLButtonElement>(null)
  // Each view draws its own head: the button that was pressed is gone with the view before.
  useEffect(() => {
    if (isChosen.current) chosen.current?.focus({ preventScroll: true })
    isChosen.current = false
  }, [isChosen])
  const count = useExceptionCount().data?.open ?? 0
  const offered = useOffered()
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
          const next = offered.find((one) => keys.has(one))
          if (next) onView(next)
        }}
      >
        {offered.map((one) => (
          <ToggleButton key={one} id={one} className="view" {...(one === view && { ref: chosen })}>
            {t(`attention.view.${one}`)}
            {one === 'attention' && count > 0 && <span className="view-count">{format.count(count)}</span>}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}

interface BackProps {
  readonly onBack: () => void
}

/** Esc leads back to the figure whose rows are shown, once the list has nothing of its own to close: it stands before the list, and hears it after. */
function BackKey({ onBack }: BackProps) {
  useKeys('list', { close: onBack })
  return null
}

/** The way back to the figure whose rows are shown, ahead of the filters that it set. */
function BackChip({ to, onBack }: BackProps & { readonly to: 'month' | 'close' }) {
  const { t } = useTranslation()
  return (
    <button type="button" className="chip chip-back" aria-keyshortcuts="Escape" onClick={onBack}>
      <ArrowLeft aria-hidden="true" size={14} />
      <span>
        <span className="visually-hidden">{t('list.backTo')} </span>
        {t(`books.part.${to}`)}
      </span>{' '}
      <span aria-hidden="true">
        <kbd>{t('keyMap.names.Escape')}</kbd>
      </span>
    </button>
  )
}
