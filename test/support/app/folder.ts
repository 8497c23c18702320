import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for one test; `clean` removes it. */
export function temporaryFolder(): { readonly path: string; clean(): void } {
  const path = mkdtempSync(join(tmpdir(), 'counterfoil-'))
  return { path, clean: () => rmSync(path, { recursive: true, force: true }) }
}
