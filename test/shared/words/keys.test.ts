import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mayName, type Named, textsIn, textsOf } from './keys-used.ts'
import { messagesOf, stemOf } from './messages.ts'

const root = join(import.meta.dirname, '../../..')
const texts = textsIn(root, 'src')
const keys = [...new Set([...messagesOf('en').keys()].map(stemOf))]
const sections = [...new Set(keys.map(sectionOf))]
/** Sections whose messages are all asked for together. */
const WHOLE = ['exportColumns']

/** Rooms whose words these are; `books` of the window is `screens/books`. Anything else says them in another place than they were written for. */
const HOMES: Readonly<Record<string, string>> = {
  ...{
    ...{ app: 'index app rows books counter invoices', menu: 'main/electron' },
    places: 'app',
    rail: 'app',
    files: 'app',
    palette: 'app',
  },
  vault: 'app setup settings',
  ...{ status: 'components sale counter invoices books', statusBrief: 'components counter invoices' },
  people: 'app setup books settings',
  ...{ reading: 'books invoices', stage: 'invoices' },
  ...{
    counter: 'sale counter books settings',
    practice: 'counter',
    amountField: 'components',
    field: 'components',
    ...{ customer: 'customer', customerDisplay: 'settings counter' },
  },
  sale: 'app components sale counter invoices',
  invoices: 'sale counter invoices books',
  ...{ list: 'app exporting invoices', views: 'invoices', review: 'sale invoices' },
  refund: 'sale counter invoices',
  ...{ attention: 'main/notices sale invoices', notification: 'main/notices' },
  ...{ watching: 'settings', history: 'sale', standing: 'sale invoices settings' },
  books: 'main/export app books invoices',
  ...{ exporting: 'exporting books', exportColumns: 'shared/words exporting books' },
  ...{
    month: 'books',
    charts: 'books',
    tieOut: 'books',
    close: 'books',
    closeSheet: 'books',
    trail: 'books',
  },
  imports: 'main/app main/statements shared/words sale books counter invoices',
  ...{ backups: 'main/app app components setup books', moving: 'main/app setup books counter' },
  ...{ book: 'main/app app', when: 'i18n' },
  settings: 'app setup sale settings invoices counter',
  ...{ language: 'setup main/command-line', firstRun: 'first-run' },
  errors: 'main/command-line components app settings books counter invoices',
  errorParts: 'components app books counter invoices',
  ...{ keyTrial: 'setup settings', keyWarnings: 'setup', providers: 'sale setup counter' },
  ...{ keyMap: 'app exporting keyboard invoices', cli: 'main/command-line' },
}

function sectionOf(key: string): string {
  return key.split('.')[0] ?? ''
}

/** The room of a file, as the table has it: its folder, of the window without what stands before it. */
function roomOf(path: string): string {
  const parts = path.replace(/^src\//, '').split('/')
  if (parts[0] !== 'renderer') return parts.length === 2 ? 'index' : parts.slice(0, 2).join('/')
  return (parts[1] === 'screens' ? parts[2] : parts[1]) ?? ''
}

const named = ({ parts }: Pick<Named, 'parts'>) => keys.filter((key) => mayName({ parts }, key))
const written = ({ path, parts }: Named) => `${path}: ${parts.join('…')}`

describe('the keys of the catalogue', () => {
  it('are each asked for somewhere, by the whole of them or by what they are put together from', () => {
    const whole = new Set(texts.filter(({ parts }) => parts.length === 1).map(({ parts }) => parts[0]))
    const made = texts.filter(({ parts: [first = '', ...rest] }) => {
      return rest.length > 0 && first.includes('.') && sections.includes(sectionOf(first))
    })
    const unused = keys.filter((key) => {
      return !whole.has(key) && !made.some((one) => mayName(one, key)) && !WHOLE.includes(sectionOf(key))
    })
    expect(unused).toEqual([])
  })

  it('are all that is asked for', () => {
    const asked = texts.filter(
      ({ isAsked, parts }) => isAsked && !(parts.length === 1 && WHOLE.includes(parts[0] ?? '')),
    )
    expect(asked.length).toBeGreaterThan(1_000)
    expect(asked.filter((one) => named(one).length === 0).map(written)).toEqual([])
  })

  it('are said in the rooms that their section is of', () => {
    expect(sections.filter((section) => HOMES[section] === undefined)).toEqual([])
    expect(Object.keys(HOMES).filter((section) => !sections.includes(section))).toEqual([])
    const strayed = texts.filter(({ path, parts, isAsked }) => {
      const isKey = isAsked && (named({ parts }).length > 0 || WHOLE.includes(parts[0] ?? ''))
      return isKey && !HOMES[sectionOf(parts[0] ?? '')]?.split(' ').includes(roomOf(path))
    })
    expect([...new Set(strayed.map(written))]).toEqual([])
  })
})

describe('what is found in a source', () => {
  const found = (source: string) => textsOf(source, 'src/renderer/app/one.tsx')

  it('is every text, and of those asked for each that it may be', () => {
    const source = `const key = 'a.b'; t(isIt ? 'c.d' : \`e.\${kind}.f\`, { name: t('g.h') }); other('i.j')`
    expect(found(source).map(({ parts, isAsked }) => [parts.join('…'), isAsked])).toEqual([
      ['a.b', false],
      ['c.d', true],
      ['e.….f', true],
      ['g.h', true],
      ['i.j', false],
    ])
  })

  it('names the keys between whose fixed parts one name is put in', () => {
    const parts = ['e.', '.f']
    expect(['e.x.f', 'e.x.y.f', 'e..f', 'e.x.g'].map((key) => mayName({ parts }, key))).toEqual([
      ...[true, false, false, false],
    ])
  })
})
