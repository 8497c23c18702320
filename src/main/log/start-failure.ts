import { join } from 'node:path'
import { createLog } from './log.ts'
import { createLogFile } from './log-file.ts'

/**
 * Writes down why the app did not start, in the first of the folders that takes it, under the log's own rules.
 *
 * Gives the path of the file; null when none of them takes it.
 */
export function logStartFailure(error: unknown, folders: readonly string[], now: number): string | null {
  for (const folder of folders) {
    const path = join(folder, 'logs', 'counterfoil.log')
    const file = createLogFile({ path })
    let isWritten = false
    const write = (line: string) => {
      file.write(line)
      isWritten = true
    }
    createLog({ write, now: () => now }).error('start failed', error)
    file.close()
    if (isWritten) return path
  }
  return null
}
