import { salvageBook } from '../../../src/main/ledger/salvage/salvage.ts'
import { salvageOrder } from '../books/salvaging.ts'

/** Salvages one book in a process of its own, and prints what became of it; `dying` ends it where the new book would get its name. */
const [from = '', to = '', how = ''] = process.argv.slice(2)
if (how === 'dying') await import('./die-at-rename.ts')
const outcome = salvageBook(salvageOrder(from, to), {
  progress: () => process.stderr.write('.'),
  cancelled: () => false,
})
console.log(JSON.stringify(outcome))
