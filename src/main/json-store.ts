/** A small JSON file that survives restarts; `electron-store` in the app, `conf` in tests. */
export interface JsonStore {
  /** The value under `key`; undefined when there is none. Throws when the file cannot be read. */
  get(key: string): unknown
  /** Writes the value through to the disk, whole or not at all. Throws when the disk refuses. */
  set(key: string, value: unknown): void
  delete(key: string): void
}
