import Store from 'electron-store'

/**
 * Writes a small JSON file of a folder, whole or not at all, readable by its owner alone; throws what the disk refuses.
 *
 * What lies there is not read: who calls has done so, and has put aside what is not sound.
 */
export function writeJsonFile(
  folder: string,
  name: string,
  content: Readonly<Record<string, unknown>>,
): void {
  const store = new Store<Record<string, unknown>>({
    cwd: folder,
    name,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    deserialize: () => ({}),
  })
  store.store = { ...content }
}
