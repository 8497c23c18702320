import { describe, expect, it } from 'vitest'
import { packageOf, reachable, readImports } from '../support/source/import-graph.ts'

describe('reading the imports of a file', () => {
  it.each([
    [`import { a } from './a.ts'`, './a.ts', false],
    [`import type { A } from './a.ts'`, './a.ts', true],
    [`import type A from './a.ts'`, './a.ts', true],
    [`import { type A } from './a.ts'`, './a.ts', false],
    [`import type from './a.ts'`, './a.ts', false],
    [`import type, { a } from './a.ts'`, './a.ts', false],
    [`import * as a from './a.ts'`, './a.ts', false],
    [`import a, { b } from "./a.ts"`, './a.ts', false],
    [`import './a.css'`, './a.css', false],
    [`export { a } from './a.ts'`, './a.ts', false],
    [`export type { A } from './a.ts'`, './a.ts', true],
    [`export * from './a.ts'`, './a.ts', false],
    [`import {\n  a,\n  type B,\n} from './a.ts'`, './a.ts', false],
    [`import type {\n  A,\n} from './a.ts'`, './a.ts', true],
    [`const a = await import('./a.ts')`, './a.ts', false],
    ['const a = await import(`./a.ts`)', './a.ts', false],
    [`const a = require('a')`, 'a', false],
    [`type A = import('./a.ts').A`, './a.ts', false],
    [`new Worker(new URL('./a.ts', import.meta.url))`, './a.ts', false],
    [`const glob = 'x/**'\nimport { a } from './a.ts'`, './a.ts', false],
  ])('finds the one in %j', (source, specifier, typeOnly) => {
    expect(readImports(source)).toEqual([{ specifier, typeOnly }])
  })

  it.each([
    `// import { a } from './a.ts'`,
    `/** Like\n * import { a } from './a.ts'\n */`,
    `export const from = 'here'`,
    `export type A = 'a' | 'b'`,
    `const link = 'https://provider.example' // import('x')`.replace(/ \/\/.*/, ''),
  ])('finds none in %j', (source) => {
    expect(readImports(source)).toEqual([])
  })

  it('does not run from one statement into the next', () => {
    const source = `export const a = 1\nimport { b } from './b.ts'\nexport interface C {}\nexport * from './d.ts'`
    expect(readImports(source).map((one) => one.specifier)).toEqual(['./b.ts', './d.ts'])
  })

  it('names the package of a deep import', () => {
    expect(packageOf('react-dom/client')).toBe('react-dom')
    expect(packageOf('@hono/node-server/utils')).toBe('@hono/node-server')
    expect(packageOf('./a.ts')).toBe(null)
    expect(packageOf('node:fs/promises')).toBe('node:fs/promises')
  })

  it('follows what is loaded, in circles too, and not what is only a type', () => {
    const edge = (target: string | null, specifier: string, typeOnly = false) => ({
      target,
      specifier,
      typeOnly,
    })
    const graph = [
      { path: 'a.ts', text: '', imports: [edge('b.ts', './b.ts'), edge('c.ts', './c.ts', true)] },
      { path: 'b.ts', text: '', imports: [edge('a.ts', './a.ts'), edge(null, 'zod/v4')] },
      { path: 'c.ts', text: '', imports: [edge(null, 'electron')] },
    ]
    expect([...reachable(graph, ['a.ts'])].sort()).toEqual(['a.ts', 'b.ts', 'zod'])
  })
})
