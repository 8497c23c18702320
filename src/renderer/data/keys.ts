import type { ListFilter, ListSort } from '../../shared/contract/shapes/lists/list.ts'

/** A list of invoices as a person looks at it: what it is narrowed to, and its order. */
export interface ListView {
  readonly filter: ListFilter
  readonly sort: ListSort
}

/** The one place where query keys are made. */
export const keys = {
  overview: () => ['overview'] as const,
  bookCheck: () => ['bookCheck'] as const,
  accounts: () => ['accounts'] as const,
  largestAsked: (id: string, currency: string) => ['largestAsked', id, currency] as const,
  invoiceLists: () => ['invoices', 'list'] as const,
  listRows: (view: ListView) => ['invoices', 'list', 'rows', view] as const,
  listSums: (filter: ListFilter) => ['invoices', 'list', 'sums', filter] as const,
  waiting: () => ['invoices', 'list', 'waiting'] as const,
  found: (search: string) => ['invoices', 'list', 'found', search] as const,
  recent: () => ['invoices', 'list', 'recent'] as const,
  invoiceDetails: () => ['invoices', 'detail'] as const,
  invoice: (id: string) => ['invoices', 'detail', id] as const,
  items: () => ['items', 'list'] as const,
  itemPicture: (id: string, updatedAt: number) => ['items', 'picture', id, updatedAt] as const,
  standingLinks: () => ['standingLinks'] as const,
  exceptions: () => ['exceptions'] as const,
  exceptionList: (resolved: boolean) => ['exceptions', 'list', resolved] as const,
  exceptionCount: () => ['exceptions', 'count'] as const,
  backups: () => ['backups'] as const,
  today: () => ['today'] as const,
  watching: () => ['watching'] as const,
  exportJobs: () => ['exports'] as const,
  exportJob: (id: string) => ['exports', id] as const,
}
