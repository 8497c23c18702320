import type { ReliabilityCase } from '../../support/rounds/case.ts'
import { fullAtBackup } from './full-disk/backup.ts'
import { fullAtClose, fullAtExport, fullAtReceipt, fullAtSale } from './full-disk/moments.ts'
import { pageLimit } from './full-disk/page-limit.ts'
import { killedBookSwitch } from './kills/book-switch.ts'
import { killedCommitStream } from './kills/commit-stream.ts'
import { killedExport } from './kills/export.ts'
import { killedMigration } from './kills/migration.ts'
import { killedSaleSteps } from './kills/sale-steps.ts'
import { killedSettingsWrite } from './kills/settings-write.ts'

import { randomOperations } from './random/random-operations.ts'

/** Every case, in the order of the results. */
export const CASES: readonly ReliabilityCase[] = [
  killedCommitStream,
  killedSaleSteps,
  killedMigration,
  killedSettingsWrite,
  killedExport,
  killedBookSwitch,
  fullAtSale,
  fullAtReceipt,
  fullAtBackup,
  fullAtExport,
  fullAtClose,
  pageLimit,
  randomOperations,
]
