import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { RIGHTS, RIGHTS_OF, ROLES, rolesWith } from '../../src/shared/contract/plain/rights.ts'
import en from '../../src/shared/words/en.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')

it('docs/SECURITY.md shows who may do what as the one table has it', () => {
  const text = readFileSync(join(root, 'docs/SECURITY.md'), 'utf8')
  const [, heads = ''] = /^\| right \| what \| (.+) \|$/m.exec(text) ?? []
  expect(heads.split(' | ')).toEqual(ROLES)
  const rows = [...text.matchAll(/^\| `(\w+)` \| [^|]+ \| (\w+) \| (\w+) \| (\w+) \|$/gm)]
  const shown = rows.map(([, right, ...marks]) => [right, marks.map((mark) => mark === 'yes')])
  expect(shown).toEqual(RIGHTS.map((right) => [right, ROLES.map((role) => RIGHTS_OF[role].includes(right))]))
})

it('what is said of a missing right names whoever has it', () => {
  const { NOT_ALLOWED: words } = en.errors
  const said: Readonly<Record<string, string>> = words
  for (const right of RIGHTS) {
    const roles = rolesWith(right)
    // Whoever is signed in has it: only a till that is locked refuses it.
    if (roles.length === ROLES.length) continue
    const text = `${said[`what_${right}`]} ${said[`next_${right}`]}`
    expect([right, ROLES.filter((role) => text.includes(role))]).toEqual([right, roles])
  }
})
