import { resolve } from 'node:path'
import { nameOf } from '../../backup/names.ts'
import type { BookReader } from '../../ledger/asked/reader.ts'
import { makeBackup } from '../../ledger/copies/make-backup.ts'
import { MisuseError } from '../arguments.ts'
import { isFolder } from './folder.ts'
import type { CommandPorts, Outcome } from './ports.ts'

/** Makes a backup into a folder that is there, as the app does: opened again and checked before it counts. */
export async function backup(
  book: BookReader,
  { line, bookPath, now, words: { t } }: CommandPorts,
): Promise<Outcome> {
  const out = line.option('out')
  if (out === null) throw new MisuseError({ why: 'missing', option: '--out' })
  const folder = resolve(out)
  if (!isFolder(folder))
    throw new MisuseError({ why: 'badValue', option: '--out', text: out, allowed: t('cli.words.folder') })
  const { signal } = new AbortController()
  const order = {
    ...{ book: bookPath, folder, name: nameOf(book.kind, now, 'hand', book.state.id) },
    ...{ reason: 'hand' as const, madeAt: now, unlessCommit: null },
  }
  const made = await makeBackup(order, {
    ...{ signal, isSelling: () => false, cancelled: () => false, progress: () => undefined },
  })
  if (!made) throw new Error('a backup that was asked for was not made')
  const { path, witness } = made
  const value = {
    path,
    invoices: witness.invoices,
    receipts: witness.receipts,
    sha256: witness.sha256,
    bytes: witness.fileBytes,
  }
  return { value, text: t('cli.backedUp', { path, count: witness.invoices }), isGood: true }
}
