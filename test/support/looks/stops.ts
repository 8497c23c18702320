import type { Stop } from './stop.ts'
import { BOOKS_STOPS } from './stops-books.ts'
import { COUNTER_STOPS } from './stops-counter.ts'
import { INVOICES_STOPS } from './stops-invoices.ts'
import { OTHER_STOPS } from './stops-other.ts'
import { PEOPLE_STOPS } from './stops-people.ts'

/** Every stop, in the order in which they stand on a sheet. */
export const STOPS: readonly Stop[] = [
  ...COUNTER_STOPS,
  ...INVOICES_STOPS,
  ...BOOKS_STOPS,
  ...OTHER_STOPS,
  ...PEOPLE_STOPS,
]
