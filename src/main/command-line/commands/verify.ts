import { join } from 'node:path'
import type { BookReader } from '../../ledger/asked/reader.ts'
import { checkWhole } from '../../ledger/check/whole-check.ts'
import { timesTold } from '../told.ts'
import type { CommandPorts, Outcome } from './ports.ts'

/** Says how far it is in steps of so much. */
const STEP = 0.1

/** Checks the whole book, its pages, indexes and counts, and then walks along its trail. */
export function verify(book: BookReader, ports: CommandPorts): Outcome {
  const { bookPath, dataDir, now, words } = ports
  const { t } = words
  const progress = sayer(ports)
  const whole = checkWhole(bookPath, { cancelled: () => false, progress: progress('cli.checked') })
  const found = 'found' in whole ? whole.found : 'reason' in whole ? whole.reason : null
  const about = { kind: book.kind, state: whole.state, ...(found !== null && { found }) }
  if (whole.state !== 'sound')
    return { value: about, text: t('cli.unsound', { found: found ?? '' }), isGood: false }
  const walking = progress('cli.walked')
  const went = book.trail(join(dataDir, 'witness', `${book.kind}.witness`), now, {
    cancelled: () => false,
    progress: (_part, done, of) => walking(of === 0 ? 1 : done / of),
  })
  if (!went) throw new Error('nobody gave the walk up')
  const { walked, heads } = went
  const value = { ...about, trail: timesTold(walked), heads_outside: heads }
  if (walked.state === 'broken') {
    const broken = { count: walked.count, entry: walked.breaks[0]?.entry ?? 0 }
    return { value, text: t('cli.broken', broken), isGood: false }
  }
  const { entry, hash } = walked.head
  const sound = t('cli.sound', { count: walked.entries, entry, hash })
  return { value, text: heads > 0 ? sound : `${sound} ${t('cli.noHead')}`, isGood: true }
}

function sayer({ line, words, say }: CommandPorts) {
  return (key: 'cli.checked' | 'cli.walked') => {
    let told = 0
    return (done: number) => {
      if (line.isJson || done - told < STEP) return
      told = done
      say(words.t(key, { percent: Math.round(done * 100) }))
    }
  }
}
