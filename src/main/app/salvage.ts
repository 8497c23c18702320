import { join } from 'node:path'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { BOOK_CODES } from '../../shared/contract/plain/error-codes.ts'
import type { SalvageReport } from '../../shared/contract/shapes/books/salvage.ts'
import { actorNow } from '../acting.ts'
import type { SalvageOutcome } from '../ledger/port/copies/salvage.ts'
import { startSalvage } from '../ledger/thread/salvage-client.ts'
import type { HostPorts } from './host-ports.ts'
import {
  type BookPlace,
  partOf,
  type ReadyToPlace,
  type RestorePorts,
  readyAt,
  removePart,
} from './restore.ts'
import type { AppSettings } from './settings.ts'

/** What was salvaged, laid out beside the book, and what of it came and what did not. */
export interface Salvaged {
  readonly ready: ReadyToPlace
  readonly report: SalvageReport
}

export interface SalvagePorts extends Pick<RestorePorts, 'clock' | 'backUp' | 'progress'> {
  readonly host: HostPorts
  readonly settings: AppSettings
  readonly tillCode: string
}

/** Longer lists of what is missing are cut; the history of the new book has all of them. */
const MOST_NAMED = 200

/** Writes what can be read of a damaged book into a new one beside it. The damaged file stays as it is. */
export async function prepareSalvage(
  { kind, path }: BookPlace,
  ports: SalvagePorts,
): Promise<Result<Salvaged>> {
  const { host, settings } = ports
  await removePart(partOf(path))
  const at = host.clock.now()
  const outcome = await startSalvage({
    workerUrl: host.workers.salvage,
    patience: host.patience,
    order: {
      ...{ from: path, to: partOf(path), at, by: actorNow()?.name ?? null },
      origin: { kind, tillCode: ports.tillCode, zone: host.zone },
    },
    bookId: settings.knownBookId(kind),
    witnessPath: join(host.witnessDir, `${kind}.witness`),
    onProgress: ports.progress,
  }).finished
  if (outcome.state !== 'saved') return refused(outcome)
  const ready = readyAt(path, { file: outcome.file, backup: null, madeAt: at }, ports)
  return ok({ ready, report: reportOf(outcome) })
}

function refused(outcome: Exclude<SalvageOutcome, { readonly state: 'saved' }>): Result<never> {
  if (outcome.state === 'nothing') return refuse('NOTHING_TO_SALVAGE')
  if (outcome.state === 'cancelled') return refuse('CANCELLED')
  return refuse(BOOK_CODES.find((one) => one === outcome.code) ?? 'DISK_IO')
}

function reportOf(saved: Extract<SalvageOutcome, { readonly state: 'saved' }>): SalvageReport {
  return {
    tables: saved.tables.map(({ table, came, known }) => ({ table, came, known })),
    missingNumbers: saved.missingNumbers.slice(0, MOST_NAMED).map(({ from, to }) => ({ from, to })),
    unnamedSales: saved.unnamedSales,
    missingReceipts: saved.missingReceipts
      .slice(0, MOST_NAMED)
      .map(({ number, amount, providerReceiptId, txHash }) => ({
        number,
        amount,
        providerReceiptId,
        txHash,
      })),
    missingReceiptCount: saved.missingReceipts.length,
  }
}
