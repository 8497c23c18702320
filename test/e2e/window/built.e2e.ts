import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ensureBuilt } from '../../../tools/build.ts'
import { packageOf, readGraph } from '../../support/source/import-graph.ts'

const root = join(import.meta.dirname, '../../..')

it('the built main process loads nothing that an installation would not have', () => {
  ensureBuilt()
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const there = ['electron', ...Object.keys(manifest.dependencies)]
  const loaded = readGraph(root, 'out/main').flatMap((node) =>
    node.imports.flatMap(({ specifier }) => packageOf(specifier) ?? []),
  )
  expect(loaded).toContain('better-sqlite3')
  const packages = loaded.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
  expect(packages.filter((name) => !there.includes(name))).toEqual([])
})
