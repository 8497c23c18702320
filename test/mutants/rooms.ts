/** One part of the source that is tried by name, and the tests that must hold it. */
export interface Room {
  readonly name: string
  /** Files and folders, from the root of the project. */
  readonly sources: readonly string[]
  /** Left out although it lies in `sources`. */
  readonly without?: readonly string[]
  /** Folders and files of tests; of these, only those run that load the file with the fault. */
  readonly tests: readonly string[]
}

/** Every room that the mutation run knows. */
export const ROOMS: readonly Room[] = [
  { name: 'shared/money', sources: ['src/shared/money'], tests: ['test/shared'] },
  { name: 'shared/status', sources: ['src/shared/status'], tests: ['test/shared'] },
  { name: 'shared/time', sources: ['src/shared/time'], tests: ['test/shared'] },
  {
    name: 'shared',
    sources: ['src/shared/contract', 'src/shared/words'],
    tests: ['test/shared', 'test/contract', 'test/main/ipc'],
  },
  {
    name: 'ledger',
    sources: ['src/main/ledger'],
    // Released migrations are frozen: a checksum notices whatever is changed in them.
    without: ['src/main/ledger/sqlite/migrations'],
    tests: ['test/main/ledger', 'test/main/export'],
  },
  {
    name: 'invoicing',
    sources: ['src/main/invoicing'],
    without: ['src/main/invoicing/recovery', 'src/main/invoicing/send'],
    tests: ['test/main/invoicing', 'test/routes'],
  },
  {
    name: 'invoicing/recovery',
    sources: ['src/main/invoicing/recovery'],
    tests: ['test/main/invoicing', 'test/routes'],
  },
  {
    name: 'invoicing/send',
    sources: ['src/main/invoicing/send'],
    tests: ['test/main/invoicing', 'test/routes'],
  },
  {
    name: 'accounts',
    sources: ['src/main/accounts'],
    tests: ['test/main/accounts', 'test/main/invoicing', 'test/routes'],
  },
  { name: 'watcher', sources: ['src/main/watcher'], tests: ['test/main/watcher'] },
  { name: 'providers', sources: ['src/main/providers'], tests: ['test/main/providers'] },
  { name: 'vault', sources: ['src/main/vault'], tests: ['test/main/vault'] },
  { name: 'export', sources: ['src/main/export'], tests: ['test/main/export'] },
]

/** Says whether a file belongs to a room: a source matches a folder, a file, or a file's name without its ending. */
export function belongs(file: string, room: Room): boolean {
  const under = (place: string) => file === place || file === `${place}.ts` || file.startsWith(`${place}/`)
  return room.sources.some(under) && !(room.without ?? []).some(under)
}

/** Says whether a test file is one that must hold the room. */
export function holds(file: string, room: Room): boolean {
  return (
    /\.test\.tsx?$/.test(file) && room.tests.some((place) => file === place || file.startsWith(`${place}/`))
  )
}
