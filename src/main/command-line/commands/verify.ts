import type { BookReader } from '../../ledger/asked/reader.ts'
import { checkWhole } from '../../ledger/check/whole-check.ts'
import type { CommandPorts, Outcome } from './ports.ts'

/** Says how far it is in steps of so much. */
const STEP = 0.1

/** Checks the whole book: its pages, indexes and counts. */
export function verify(book: BookReader, { bookPath, words: { t }, say, line }: CommandPorts): Outcome {
  let told = 0
  const outcome = checkWhole(bookPath, {
    cancelled: () => false,
    progress(done) {
      if (line.isJson || done - told < STEP) return
      told = done
      say(t('cli.checked', { percent: Math.round(done * 100) }))
    },
  })
  const isGood = outcome.state === 'sound'
  const value = {
    kind: book.kind,
    state: outcome.state,
    ...('found' in outcome && { found: outcome.found }),
    ...('reason' in outcome && { reason: outcome.reason }),
  }
  const found = 'found' in outcome ? outcome.found : 'reason' in outcome ? outcome.reason : ''
  return { value, text: t(isGood ? 'cli.sound' : 'cli.unsound', { found }), isGood }
}
