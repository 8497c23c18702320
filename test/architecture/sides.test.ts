/**
 * What has a side has it in the line, and turns where lines begin at the right:
 *
 * - No sheet names left or right, by a property, by a value, or by the second and the fourth of four values. What CSS has no logical name
 *   for (a shadow, a shift, a scale) is multiplied by `--way`.
 * - Each icon is known to point along the line, and is turned by `base.css`, or to stand as it is: clocks, checks, tools and hands.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  ArrowLeft,
  ArrowRight,
  ChevronLeft,
  ChevronRight,
  CircleHelp,
  ExternalLink,
  FileInput,
  FileQuestion,
  FileText,
  LogOut,
  ReceiptText,
  Undo2,
} from 'lucide-react'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

const renderer = join(import.meta.dirname, '../../src/renderer')
const textsOf = (end: RegExp) =>
  readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((name) => end.test(name))
    .map((name) => ({ name, text: readFileSync(join(renderer, name), 'utf8') }))

/** A scroll bar and a hatch are no part of the line. */
const FOUR_VALUES = /^(padding|margin|inset|border-(radius|width|color|style)|scroll-(padding|margin))$/

/** Names the declarations of a sheet that say a side by left and right. */
function sidesIn(sheet: string): readonly string[] {
  const declarations = sheet
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)
  return [...declarations]
    .filter(([, name = '', value = '']) => hasSide(name, value.trim()))
    .map(([, name, value]) => `${name}: ${value?.trim()}`)
}

function hasSide(name: string, value: string): boolean {
  if (/(^|-)(left|right)(-|$)/.test(name)) return true
  if (/^(text-align|float|clear|justify-content|justify-items|justify-self)$/.test(name))
    return /\b(left|right)\b/.test(value)
  const parts = split(value, ' ')
  if (FOUR_VALUES.test(name) && parts.length === 4) return parts[1] !== parts[3]
  if (/^(box|text)-shadow$/.test(name)) return split(value, ',').some((one) => isShifted(shiftOf(one)))
  if (name === 'translate') return isShifted(parts[0])
  if (name === 'transform') return /translate(X|3d)?\(|scaleX\(/.test(value) && !value.includes('var(--way)')
  if (name === 'scale') return /^-/.test(value)
  return /gradient/.test(value) && /to (left|right)|(^|[^\d])(90|270)deg/.test(value)
}

/** How far a shadow stands to the side: its first length. */
const shiftOf = (shadow: string) =>
  split(shadow, ' ').find((one) => one !== 'inset' && /^[-\d]|^calc/.test(one))
const isShifted = (shift = '0') => !/^0(px)?$/.test(shift) && !shift.includes('var(--way)')

/** Splits outside of brackets. */
function split(text: string, by: string): readonly string[] {
  const pieces = ['']
  let depth = 0
  for (const one of text.replace(/\s+/g, ' ')) {
    if (one === '(') depth += 1
    if (one === ')') depth -= 1
    if (one === by && depth === 0) pieces.push('')
    else pieces[pieces.length - 1] += one
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
}

describe('the sides of the style sheets', () => {
  it('are those of the line', () => {
    const found = textsOf(/\.css$/).flatMap(({ name, text }) =>
      sidesIn(text).map((side) => `${name}: ${side}`),
    )
    expect(found).toEqual([])
  })

  it.each([
    '.a { margin-left: 4px }',
    '.a { border-top-right-radius: 0; }',
    '.a { right: 0 }',
    '.a { text-align: right; color: red }',
    '.a { padding: 1px 2px 3px 4px }',
    '.a { inset: 0 auto 0 calc(1px + 2px); }',
    '.a { box-shadow: inset 3px 0 0 red }',
    '.a { box-shadow: 0 0 1px red, -2px 0 red }',
    '.a { translate: 16px 0 }',
    '.a { transform: scaleX(-1) }',
    '@media (width < 9px) { .a { gap: 0; float: left } }',
    '.a { background: linear-gradient(to right, red, blue) }',
  ])('are found where they are not: %s', (sheet) => {
    expect(sidesIn(sheet)).toHaveLength(1)
  })

  it.each([
    '.a { margin-inline-start: 4px; text-align: start }',
    '.a { padding: 1px 2px 3px 2px; margin: 0 auto }',
    '.a { box-shadow: inset calc(3px * var(--way)) 0 0 red, inset 0 0 0 2px red, 0 1px 2px red }',
    '.a { translate: calc(16px * var(--way)) 0 } .b { translate: 0 20px }',
    '/* left: 0 */ .a { background: linear-gradient(to top, red, blue) }',
    '.upright { copyright: none }',
  ])('may be named so: %s', (sheet) => {
    expect(sidesIn(sheet)).toEqual([])
  })
})

/** Point along the line, show lines of text, or show a mark that is written the other way round. */
const TURNED = {
  ...{ ArrowLeft, ArrowRight, ChevronLeft, ChevronRight, ExternalLink, LogOut, Undo2 },
  ...{ CircleHelp, FileInput, FileQuestion, FileText, ReceiptText },
}
/** Enter and what deletes are as they are printed on keys; the hands of a clock go one way everywhere. */
const STANDING = [
  ...[
    'Activity',
    'Archive',
    'ArchiveRestore',
    'ArrowDown',
    'ArrowLeftRight',
    'ArrowUp',
    'BookLock',
    'BookOpen',
  ],
  ...[
    'BookPlus',
    'Bookmark',
    'Calculator',
    'CalendarClock',
    'Check',
    'ChevronDown',
    'CircleCheck',
    'CircleDashed',
  ],
  ...[
    'CircleSlash',
    'CircleX',
    'Columns3',
    'Copy',
    'CopyPlus',
    'CornerDownLeft',
    'Delete',
    'Eye',
    'EyeOff',
    'FileDiff',
  ],
  ...[
    'FileDown',
    'FileUp',
    'FileX',
    'Filter',
    'FlaskConical',
    'FolderOpen',
    'Gauge',
    'Ghost',
    'GripVertical',
    'Hand',
  ],
  ...[
    'HardDrive',
    'Hash',
    'History',
    'Hourglass',
    'Info',
    'KeyRound',
    'Laptop',
    'LifeBuoy',
    'Link2',
    'Lock',
    'LockKeyhole',
    'Minus',
  ],
  ...[
    'NotebookPen',
    'OctagonX',
    'Pencil',
    'PencilLine',
    'Plus',
    'Printer',
    'QrCode',
    'RefreshCw',
    'RotateCcw',
  ],
  ...[
    'Search',
    'SearchCheck',
    'Settings2',
    'Shuffle',
    'SlidersHorizontal',
    'Stamp',
    'Store',
    'TimerOff',
    'Trash2',
  ],
  ...['TriangleAlert', 'Unlink', 'Usb', 'UserRound', 'X'],
]

describe('the icons', () => {
  const used = textsOf(/\.tsx?$/).flatMap(({ text }) =>
    [...text.matchAll(/import \{([^}]*)\} from 'lucide-react'/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  )
  const icons = [...new Set(used)].filter((name) => name !== '' && !name.startsWith('type ')).toSorted()
  const base = readFileSync(join(renderer, 'styles/base.css'), 'utf8')
  const turned = [...base.matchAll(/\[class~="(lucide-[a-z0-9-]+)"\]/g)].map(([, name = '']) => name)

  it('are each known to turn, or to stand as they are', () => {
    expect(icons.length).toBeGreaterThan(50)
    expect([...Object.keys(TURNED), ...STANDING].toSorted()).toEqual(icons)
  })

  it.each(Object.entries(TURNED))('are turned by their class: %s', (_, icon) => {
    const [, classes = ''] = /class="([^"]*)"/.exec(renderToStaticMarkup(createElement(icon))) ?? []
    expect(classes.split(' ').filter((one) => turned.includes(one))).toHaveLength(1)
  })

  it('and no other is', () => {
    expect(turned).toHaveLength(Object.keys(TURNED).length)
  })
})
