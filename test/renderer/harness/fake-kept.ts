import type { RouteInput, RouteOutput } from '../../../src/shared/contract/routes/index.ts'

type Kept = RouteOutput<'lists.kept'>

/** What is kept of a book's lists, held in memory. */
export function createFakeKept(kind: () => Kept['kind']) {
  let kept: Omit<Kept, 'kind'> = { bookId: 'the-book', left: null, views: { invoices: [], receipts: [] } }
  return {
    'lists.kept': (): Kept => ({ ...kept, kind: kind() }),
    'lists.keep': ({ left }: RouteInput<'lists.keep'>): RouteOutput<'lists.keep'> => {
      kept = { ...kept, left }
      return null
    },
    'lists.saveViews': ({ views }: RouteInput<'lists.saveViews'>): RouteOutput<'lists.saveViews'> => {
      kept = { ...kept, views }
      return views
    },
  }
}
