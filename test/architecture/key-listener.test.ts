import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readGraph } from '../support/source/import-graph.ts'

it('the window listens to the keyboard in one place, from which each key goes one way', () => {
  const graph = readGraph(join(import.meta.dirname, '../..'), 'src/renderer')
  const listening = graph.flatMap(({ path, text }) =>
    [...text.matchAll(/addEventListener\(\s*['"`]key(?:down|up|press)\b|\bonkey(?:down|up|press)\s*=/g)].map(
      () => path,
    ),
  )
  expect([...new Set(listening)]).toEqual(['src/renderer/keyboard/use-keys.tsx'])
})
