import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Where `Intl`, or what it does for a text, is used beside `shared/words`, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'src/main/index.ts': "the computer's zone",
  'src/renderer/exporting/choices-form.tsx': 'the zones that there are',
  'src/shared/contract/shapes/export.ts': 'whether there is a zone of a name',
}
const USES = /\bIntl\.\w+\(|\.toLocale(?:String|DateString|TimeString)\(|\.localeCompare\(/

/** The sources that write numbers, dates or orders by themselves: in the computer's locale, calendar and digits. */
function usesOf(files: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
  return files
    .filter(({ path, text }) => !path.startsWith('src/shared/words/') && USES.test(text))
    .map(({ path }) => path)
}

it('numbers, dates and orders of names are written by shared/words alone, so that digits and calendar are chosen in one place', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  expect(usesOf(files).toSorted()).toEqual(Object.keys(ELSEWHERE).toSorted())
  const wrong = { path: 'src/renderer/one.tsx', text: 'const n = new Intl.NumberFormat(language)' }
  expect(usesOf([wrong, { path: 'src/main/two.ts', text: 'a.localeCompare(b)' }])).toHaveLength(2)
})
