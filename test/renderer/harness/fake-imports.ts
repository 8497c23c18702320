/** A book without imports, in which no file is chosen. */
export function createFakeImports() {
  return {
    'imports.view': () => ({ running: null, ended: null, imports: [] }),
    'imports.choose': () => null,
    'imports.look': () => {
      throw new Error('no file was chosen')
    },
    'imports.preview': () => ({ kind: 'failed' as const, why: 'gone' as const, rows: 0 }),
    'imports.rows': () => ({ count: 0, rows: [] }),
    'imports.take': () => null,
    'imports.cancel': () => null,
    'imports.undo': () => null,
    'imports.saveOthers': () => null,
  }
}
