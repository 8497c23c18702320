import Store from 'electron-store'

/**
 * Writes a small JSON file of a folder as this text, whole or not at all, readable by its owner alone; throws what the disk or `asText` refuses.
 *
 * What lies there is not read: who calls has done so, and has put aside what is not sound.
 */
export function writeJsonFile(
  folder: string,
  name: string,
  content: Readonly<Record<string, unknown>>,
  asText: (content: Readonly<Record<string, unknown>>) => string,
): void {
  const store = new Store<Record<string, unknown>>({
    cwd: folder,
    name,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    deserialize: () => ({}),
    serialize: asText,
  })
  store.store = { ...content }
}
