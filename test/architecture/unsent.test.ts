import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readGraph } from '../support/source/import-graph.ts'

/** Where what is kept over a lock is not said to be sent, each with the reason. */
const NOT_SAID: Readonly<Record<string, string>> = {
  'src/renderer/screens/invoices/review/edit-dialogs.tsx':
    'the dialog is closed, and with it what was typed, before it is sent',
  'src/renderer/screens/books/tie-out/tie-out.tsx':
    'its figures are sent by `tie-table.tsx` and `beside.tsx`, which say so',
}

it('what is kept over a lock for whoever typed it is said to be sent wherever it is, so that nobody finds it there again and sends it twice', () => {
  const graph = readGraph(join(import.meta.dirname, '../..'), 'src/renderer')
  const keeping = graph.filter(
    ({ path, text }) => /\buseUnsent\b/.test(text) && !path.endsWith('window/unsent.ts'),
  )
  const silent = keeping.filter(({ text }) => !/\buseSending\(/.test(text)).map(({ path }) => path)
  expect(silent.toSorted()).toEqual(Object.keys(NOT_SAID).toSorted())
})
