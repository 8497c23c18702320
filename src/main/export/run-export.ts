import { dirname } from 'node:path'
import type { readRecords } from '../ledger/exports/records.ts'
import { exportFailureOf } from './export-failure.ts'
import { manifestPath, type WrittenFile } from './manifest.ts'
import type { ExportFailure, ExportOrder } from './port.ts'
import { partIn, sweepParts } from './target/part.ts'
import { findTarget } from './target/target.ts'
import { type ExportFilePorts, writeExport } from './write-export.ts'

export interface RunPorts extends ExportFilePorts {
  /** Told where the file grows, before it is there. */
  begins(partPath: string): void
}

/** What came of an export, with where its files lie. */
export type Ran =
  | {
      readonly state: 'done'
      readonly written: WrittenFile
      readonly path: string
      readonly manifest: string | null
    }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly code: ExportFailure; readonly detail: string | null }

/** Writes an export in this thread; what reads the rows may be another. Never throws: what went wrong is a value, and the target is then as it was. */
export function runExport(order: ExportOrder, ports: RunPorts, read?: typeof readRecords): Ran {
  try {
    const target = findTarget(order.targetPath, order, process.platform)
    if (!target.ok) return { state: 'failed', code: target.code, detail: null }
    const folder = dirname(target.path)
    sweepParts(folder, Date.now())
    const beside =
      order.manifest === null ? null : findTarget(manifestPath(target.path), order, process.platform)
    if (beside?.ok === false) return { state: 'failed', code: beside.code, detail: null }
    const partPath = partIn(folder)
    ports.begins(partPath)
    const { bookPath, known, request, manifest } = order
    const written = writeExport(
      {
        ...{ bookPath, known, request, partPath },
        ...{ targetPath: target.path, mode: target.mode },
        manifest: manifest &&
          beside && {
            ...manifest,
            file: { targetPath: beside.path, partPath: `${partPath}.json`, mode: beside.mode },
          },
      },
      ports,
      read,
    )
    if (written === null) return { state: 'cancelled' }
    return { state: 'done', written, path: target.path, manifest: beside?.path ?? null }
  } catch (error) {
    return { state: 'failed', code: exportFailureOf(error), detail: String(error) }
  }
}
