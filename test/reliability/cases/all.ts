import type { ReliabilityCase } from '../../support/rounds/case.ts'
import { damagedPages } from './damage/pages.ts'
import { salvagedPages } from './damage/salvage.ts'
import { busyDay } from './day/busy-day.ts'
import { changedAfterAKill } from './files/after-a-kill.ts'
import { strangers } from './files/strangers.ts'
import { changedWhileOpen } from './files/while-open.ts'
import { fullAtBackup } from './full-disk/backup.ts'
import { fileLimit } from './full-disk/file-limit.ts'
import { fullAtClose, fullAtExport, fullAtReceipt, fullAtSale } from './full-disk/moments.ts'
import { pageLimit } from './full-disk/page-limit.ts'
import { fullAtSettings, fullAtSwitch } from './full-disk/settings-and-switch.ts'
import { killedBackup, killedRestore } from './kills/backup.ts'
import { killedBookSwitch } from './kills/book-switch.ts'
import { killedCommitStream } from './kills/commit-stream.ts'
import { killedExport } from './kills/export.ts'
import { killedMigration } from './kills/migration.ts'
import { killedSaleSteps } from './kills/sale-steps.ts'
import { killedSettingsWrite } from './kills/settings-write.ts'
import { lostThread } from './kills/worker.ts'

import { randomOperations } from './random/random-operations.ts'

/** Every case, in the order of the results. */
export const CASES: readonly ReliabilityCase[] = [
  killedCommitStream,
  killedSaleSteps,
  killedMigration,
  killedSettingsWrite,
  killedExport,
  killedBookSwitch,
  killedBackup,
  killedRestore,
  lostThread,
  fullAtSale,
  fullAtReceipt,
  fullAtBackup,
  fullAtExport,
  fullAtClose,
  pageLimit,
  randomOperations,
  busyDay,
  fullAtSettings,
  fullAtSwitch,
  fileLimit,
  ...changedWhileOpen,
  ...changedAfterAKill,
  ...strangers,
  ...damagedPages,
  salvagedPages,
]
