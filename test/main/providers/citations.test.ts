import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const CITED = /(daisy|1shotpay|ocpay|oxapay) ((?:§\d+(?:\.\d+)*(?:, )?)+)/g

/** Every section of the wire facts that the TypeScript files of a folder name, as "ocpay §3.4". */
function cited(folder: string): ReadonlySet<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const names = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(CITED)].flatMap(([, provider, sections = '']) =>
      [...sections.matchAll(/§[\d.]+/g)].map(([section]) => `${provider} ${section.replace(/\.$/, '')}`),
    ),
  )
  return new Set(names)
}

test('every wire fact that the clients rely on is named by a test that shows it', () => {
  const relied = cited('src/main/providers')
  const shown = cited('test/main/providers')
  expect(relied.size).toBeGreaterThan(40)
  expect([...relied].filter((fact) => !shown.has(fact))).toEqual([])
})
