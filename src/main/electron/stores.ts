import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import Store from 'electron-store'
import type { JsonStore } from '../json-store.ts'

/**
 * Opens a small JSON file of the data folder, readable by its owner alone.
 *
 * A file that cannot be read is moved aside, never overwritten, and a fresh one is begun.
 *
 * @param name the file's name without its ending
 * @param onDamaged told where a damaged file has been moved to
 */
export function createJsonStore(
  name: string,
  onDamaged: (movedTo: string) => void = () => undefined,
): JsonStore {
  const store = openOrMoveAside(name, onDamaged)
  return {
    get: (key) => store.get(key),
    set: (key, value) => store.set(key, value),
    delete: (key) => store.delete(key),
  }
}

function openOrMoveAside(name: string, onDamaged: (movedTo: string) => void): Store {
  try {
    return open(name)
  } catch (error) {
    const file = join(app.getPath('userData'), `${name}.json`)
    if (!(error instanceof SyntaxError) || !existsSync(file)) throw error
    const aside = join(app.getPath('userData'), `${name}.damaged-${Date.now()}.json`)
    renameSync(file, aside)
    onDamaged(aside)
    return open(name)
  }
}

function open(name: string): Store {
  return new Store({
    name,
    configFileMode: 0o600,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
  })
}
