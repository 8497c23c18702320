import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { createLog } from './log.ts'
import { createLogFile } from './log-file.ts'

/**
 * Writes down why the app did not start, under the log's own rules: in the log of the data folder, or in a fresh folder of the
 * temporary one, whose name nobody can have taken before.
 *
 * Gives the path of the file; null when neither takes it.
 */
export function logStartFailure(
  error: unknown,
  folders: { readonly data: string; readonly temporary: string },
  now: number,
): string | null {
  return (
    writeInto(() => join(folders.data, 'logs'), error, now) ??
    writeInto(() => mkdtempSync(join(folders.temporary, 'counterfoil-')), error, now)
  )
}

function writeInto(folder: () => string, error: unknown, now: number): string | null {
  let path: string | null = null
  const write = (line: string) => {
    const wanted = join(folder(), 'counterfoil.log')
    const file = createLogFile({ path: wanted })
    file.write(line)
    file.close()
    path = wanted
  }
  // The log gives a line up that cannot be written.
  createLog({ write, now: () => now }).error('start failed', error)
  return path
}
