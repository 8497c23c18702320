import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

/** The four places of the rail. */
export const PLACES = ['counter', 'invoices', 'books', 'settings'] as const
export type Place = (typeof PLACES)[number]

/** What a place is to show as it opens. */
export type Errand =
  /** The sales that need attention, and one of them beside. */
  | { readonly kind: 'attention'; readonly invoiceId: string | null }
  /** The sales that wait for payment, of whatever day. */
  | { readonly kind: 'waiting' }
  /** The list of all invoices, and one of them beside. */
  | { readonly kind: 'invoice'; readonly invoiceId: string }
  /** The rows behind a figure of the books. */
  | ({ readonly kind: 'rows' } & FigureRows)
  /** A view of a list, saved or always there, by its id. */
  | ({ readonly kind: 'view' } & ViewAt)
  /** A part of the books. */
  | { readonly kind: 'books'; readonly part: BooksPart }

export type BooksPart = 'today' | 'month' | 'tieOut' | 'close' | 'exports' | 'import' | 'trail' | 'backups'

/** The rows of a list that a figure was summed from: those of some days, both included, of one account in one currency, or of all of them. */
export interface FigureRows {
  readonly list: 'invoices' | 'receipts'
  /** By what the days are counted. */
  readonly by: 'created' | 'paid' | 'refunded'
  readonly from: string
  readonly to: string
  /** Null for every account, and every currency. */
  readonly of: { readonly accountId: string; readonly currency: string } | null
  /** Only those that need a person, that nobody has reviewed, or that may still be paid; null for all of them. */
  readonly only: 'attention' | 'unreviewed' | 'waiting' | null
  /** The part of the books that they are come from, and that the way back leads to. */
  readonly backTo: 'month' | 'close'
}

/** A view of a list, by its id. */
export interface ViewAt {
  readonly list: 'invoices' | 'receipts'
  readonly id: string
}

interface Navigation {
  readonly place: Place
  /** Null for a place that is shown as it usually begins. */
  readonly errand: Errand | null
  /** Rises with each errand, so that a place that is shown already begins anew. */
  readonly visit: number
  go(place: Place): void
  /** Goes to the sales that need attention, and opens one of them. */
  goToAttention(at: { readonly invoiceId: string | null }): void
  /** Goes to the list of all invoices, and opens one of them. */
  goToInvoice(invoiceId: string): void
  /** Goes to the invoices that wait for payment. */
  goToWaiting(): void
  /** Goes to the rows behind a figure of the books. */
  goToRows(rows: FigureRows): void
  /** Goes to a view of a list. */
  goToView(view: ViewAt): void
  /** Goes to a part of the books; what the others show is kept. */
  goToBooks(part: BooksPart): void
}

const NavigationContext = createContext<Navigation | null>(null)

type Position = Pick<Navigation, 'place' | 'errand' | 'visit'>

/** Keeps which place is shown. */
export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const [position, setPosition] = useState<Position>({ place: 'counter', errand: null, visit: 0 })
  const moves = useMemo(() => {
    const run = (errand: Errand) =>
      setPosition(({ visit }) => ({ place: 'invoices', errand, visit: visit + 1 }))
    return {
      go: (place: Place) => setPosition(({ visit }) => ({ place, errand: null, visit })),
      goToAttention: (at: { readonly invoiceId: string | null }) => run({ kind: 'attention', ...at }),
      goToInvoice: (invoiceId: string) => run({ kind: 'invoice', invoiceId }),
      goToWaiting: () => run({ kind: 'waiting' }),
      goToRows: (rows: FigureRows) => run({ kind: 'rows', ...rows }),
      goToView: (view: ViewAt) => run({ kind: 'view', ...view }),
      goToBooks: (part: BooksPart) =>
        setPosition(({ visit }) => ({ place: 'books', errand: { kind: 'books', part }, visit })),
    }
  }, [])
  const navigation = useMemo(() => ({ ...position, ...moves }), [position, moves])
  return <NavigationContext value={navigation}>{children}</NavigationContext>
}

/** Which place is shown, and the way to another; throws outside its provider. */
export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('the navigation has no provider around it')
  return navigation
}
