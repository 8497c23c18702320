/** The names of what lies in a file for another computer. */
export const BUNDLED = {
  book: 'book.sqlite.zst',
  witness: 'witness.json',
  settings: 'settings.json',
  keys: 'keys.json',
  readme: 'README.txt',
} as const
