import { firstBook } from './0001-first-book.ts'
import { exceptions } from './0002-exceptions.ts'
import { items } from './0003-items.ts'
import { linkAmounts } from './0004-link-amounts.ts'
import { commits } from './0005-commits.ts'
import { begunAndDiffers } from './0006-begun-and-differs.ts'
import { refunds } from './0007-refunds.ts'
import { linkOptions } from './0008-link-options.ts'
import { standingLinks } from './0009-standing-links.ts'
import { review } from './0010-review.ts'
import { inbox } from './0011-inbox.ts'
import { trail } from './0012-trail.ts'
import { closing } from './0013-closing.ts'
import { imports } from './0014-imports.ts'
import { notes } from './0015-notes.ts'
import { people } from './0016-people.ts'
import type { Migration } from './migration.ts'

/** All migrations, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  firstBook,
  exceptions,
  items,
  linkAmounts,
  commits,
  begunAndDiffers,
  refunds,
  linkOptions,
  standingLinks,
  review,
  inbox,
  trail,
  closing,
  imports,
  notes,
  people,
]
