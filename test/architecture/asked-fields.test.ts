import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readGraph } from '../support/source/import-graph.ts'

/** Forms whose button waits, and that have nothing to ask for when Enter is pressed, each with the reason. */
const NOTHING_MISSING: Readonly<Record<string, string>> = {
  'src/renderer/app/lock/sign-in.tsx': 'its button waits for the time after wrong PINs, which it says',
  'src/renderer/sale/note-form.tsx': 'Enter begins a new line in a note',
  'src/renderer/screens/settings/customer-display.tsx': 'its button waits for a change',
  'src/renderer/screens/settings/quick-amounts-form.tsx': 'no amount is needed; a wrong one says so',
  'src/renderer/screens/settings/till.tsx': 'its button waits for a change',
}

it('a form whose button waits for what is typed says at Enter what is missing', () => {
  const graph = readGraph(join(import.meta.dirname, '../..'), 'src/renderer')
  const waiting = graph.filter(({ text }) => /type="submit"[^>]*?\bisDisabled=/s.test(text))
  const silent = waiting.filter(({ text }) => !/<AskedFields\b/.test(text)).map(({ path }) => path)
  expect(silent.toSorted()).toEqual(Object.keys(NOTHING_MISSING).toSorted())
})
