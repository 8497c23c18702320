/**
 * The house rules of the style sheets:
 *
 * - There is a sheet for each part of the window, and `index.css` imports each once.
 * - Each class has one home: the sheet of its part. A selector styles the classes of its right-most part that names
 *   any (`.a .b svg` styles `.b`), and no other sheet may style them.
 * - Another sheet's class may stand in a selector only as the place around what is styled. What a shared control looks
 *   like in one place is so said in the control's sheet; where a place puts what is in it, the place says: `.place > *`.
 * - What names no class at all is styled in `base.css`, and the themes in `tokens.css`.
 * - A class that is styled is used in the window.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { homeBreaches, homesOf, localImports, readSheet, readSheets } from './style-sheets.ts'

const MOST_LINES = 300
const MOST_SHEETS = 20
const WITHOUT_CLASSES = ['base.css', 'tokens.css']

const renderer = join(import.meta.dirname, '../../src/renderer')
const sheets = readSheets(join(renderer, 'styles'))
const source = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(renderer, name), 'utf8'))
  .join('\n')

/** Every piece of text in quotes, and what a class that is put together begins with: `tone-${tone}`. */
function namesIn(text: string): {
  readonly whole: ReadonlySet<string>
  readonly beginnings: readonly string[]
} {
  const quoted = [...text.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)]
  const words = quoted.flatMap(([, ...texts]) => texts.join('').split(/[\s'"`]+/))
  const made = [...text.matchAll(/(?<![\w-])([\w-]+-)\$\{/g)].map(([, beginning = '']) => beginning)
  return { whole: new Set(words), beginnings: made }
}

/** The styled classes that the source does not name, whole or by their beginning and their end. */
function unused(classes: Iterable<string>, text: string): readonly string[] {
  const { whole, beginnings } = namesIn(text)
  const isMade = (name: string) =>
    beginnings.some(
      (beginning) =>
        name.startsWith(beginning) &&
        new RegExp(`(?<![\\w-])${name.slice(beginning.length)}(?![\\w-])`).test(text),
    )
  return [...classes].filter((name) => !whole.has(name) && !isMade(name))
}

describe('the style sheets', () => {
  it('are really read: known classes are in their homes', () => {
    const homes = homesOf(sheets)
    expect([...(homes.get('button') ?? [])]).toEqual(['controls/button.css'])
    expect([...(homes.get('sale-acts') ?? [])]).toEqual(['sale/acts.css'])
    expect(homes.size).toBeGreaterThan(200)
  })

  it('give each class one home', () => {
    expect(homeBreaches(sheets, WITHOUT_CLASSES)).toEqual([])
  })

  it('are short, and few in a folder', () => {
    expect(sheets.filter(({ lines }) => lines > MOST_LINES).map(({ path }) => path)).toEqual([])
    const folders = Map.groupBy(sheets, ({ path }) => path.split('/').slice(0, -1).join('/'))
    expect(
      [...folders].filter(([, inside]) => inside.length > MOST_SHEETS).map(([folder]) => folder),
    ).toEqual([])
  })

  it('are each imported once, by index.css alone', () => {
    const index = sheets.find(({ path }) => path === 'index.css')
    expect(index && [...localImports(index)].sort()).toEqual(
      sheets.map(({ path }) => path).filter((path) => path !== 'index.css'),
    )
    expect(index?.selectors).toEqual([])
    const others = sheets.filter((sheet) => sheet !== index && localImports(sheet).length > 0)
    expect(others.map(({ path }) => path)).toEqual([])
  })

  it('style only what the window uses', () => {
    const named = sheets.flatMap(({ selectors }) =>
      selectors.flatMap(({ styled, around }) => [...styled, ...around]),
    )
    expect(unused(new Set(named), source)).toEqual([])
  })
})

describe('the check of the homes', () => {
  const breaches = (...texts: readonly string[]) =>
    homeBreaches(
      texts.map((text, index) => readSheet(`${'ab'[index]}.css`, text)),
      [],
    )

  it.each([
    ['styled twice', '.one { color: red }', '.one { color: blue }'],
    [
      'styled within a place of the other sheet',
      '.one { color: red }',
      '.two .one { color: blue } .two { gap: 0 }',
    ],
    ['what is inside it styled', '.one { color: red }', '.one > svg { color: blue }'],
    ['one of a list', '.one { color: red }', '.two,\n.one { color: blue }'],
    ['in a query', '.one { color: red }', '@media (width < 9px) { .one:hover { color: blue } }'],
    ['a variant beside it', '.one { color: red }', '.two.one[data-x=".three"] { color: blue }'],
    ['within :not()', '.one { color: red }', '.two:not(.one) { color: blue }'],
  ])('finds a class with two homes: %s', (_, first, second) => {
    expect(breaches(first, second)).toEqual(['.one is at home in a.css and b.css'])
  })

  it('finds a mark of a place that two sheets name, and none styles', () => {
    expect(breaches('.marked .one { color: red }', '.marked .two { color: red }')).toEqual([
      '.marked is at home in a.css and b.css',
    ])
  })

  it('finds what names no class', () => {
    expect(breaches('h1 { margin: 0 }')).toEqual(['a.css styles h1, which names no class'])
  })

  it.each([
    ['another part as the place', '.one { color: red }', '.one > .two { color: blue }'],
    ['a comment', '.one { color: red }', '/* .one { } */ .two { color: blue }'],
    ['a text', '.one { color: red }', '.two::before { content: "} .one {"; color: blue }'],
    ['a decimal', '.one { color: red }', '.two { opacity: 0.5; margin: .one }'],
    [
      'the steps of an animation',
      '.one { color: red }',
      '@keyframes two { from { opacity: 0 } 50% { opacity: 1 } }',
    ],
    ['a mark of its own', '.one { color: red }', '.marked .two { color: blue }'],
  ])('is content with %s', (_, first, second) => {
    expect(breaches(first, second)).toEqual([])
  })

  it('finds a class that nothing uses', () => {
    const text = "const a = <p className={on ? 'one' : `tone-$" + "{tone}`} />; const tone: 'good' = 'good'"
    expect(unused(['one', 'tone-good', 'tone-bad', 'two'], text)).toEqual(['tone-bad', 'two'])
  })
})
