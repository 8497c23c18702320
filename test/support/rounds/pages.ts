import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Chance } from '../app/chance.ts'

/** What a page of a book is used for. */
export const PAGE_KINDS = [
  'table leaf',
  'table interior',
  'index leaf',
  'index interior',
  'overflow',
  'search index',
  'first page',
  'free list',
  'free page',
] as const
export type PageKind = (typeof PAGE_KINDS)[number]

/** A book's pages by their use; numbers count from 1. */
export type PageMap = ReadonlyMap<PageKind, readonly number[]>

interface PageRow {
  readonly name: string
  readonly pageno: number
  readonly pagetype: 'leaf' | 'internal' | 'overflow'
}

/** Reads what every page of a closed book is used for. */
export function mapPages(path: string): PageMap {
  const db = new Database(path, { readonly: true })
  try {
    const indexes = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index'").pluck().all())
    const rows = db.prepare('SELECT name, pageno, pagetype FROM dbstat').all() as PageRow[]
    const kinds = new Map(rows.map((row) => [row.pageno, kindOf(row, indexes.has(row.name))]))
    const pages = Number(db.pragma('page_count', { simple: true }))
    const trunks = new Set(trunksOf(path))
    const map = new Map<PageKind, number[]>(PAGE_KINDS.map((kind) => [kind, []]))
    for (let page = 1; page <= pages; page += 1) {
      const kind = kinds.get(page) ?? (trunks.has(page) ? 'free list' : 'free page')
      map.get(kind)?.push(page)
    }
    return map
  } finally {
    db.close()
  }
}

function kindOf({ name, pageno, pagetype }: PageRow, isIndex: boolean): PageKind {
  if (pageno === 1) return 'first page'
  if (pagetype === 'overflow') return 'overflow'
  if (name.startsWith('invoices_search')) return 'search index'
  const level = pagetype === 'leaf' ? 'leaf' : 'interior'
  return isIndex ? `index ${level}` : `table ${level}`
}

/** The pages that hold the list of free pages, as the file's head names the first one and each names the next. */
function trunksOf(path: string): number[] {
  const trunks: number[] = []
  let next = readPage(path, 1).readUInt32BE(32)
  while (next !== 0) {
    trunks.push(next)
    next = readPage(path, next).readUInt32BE(0)
  }
  return trunks
}

export const PAGE_SIZE = 4_096

/** Reads one page. */
export function readPage(path: string, page: number): Buffer {
  const file = openSync(path, 'r')
  const bytes = Buffer.alloc(PAGE_SIZE)
  readSync(file, bytes, 0, PAGE_SIZE, (page - 1) * PAGE_SIZE)
  closeSync(file)
  return bytes
}

/** Writes one page over, where it lies. */
export function writePage(path: string, page: number, bytes: Buffer): void {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, PAGE_SIZE, (page - 1) * PAGE_SIZE)
  closeSync(file)
}

/** Where the cells of a page lie, from the first byte on; the head stands before it. */
function contentOf(bytes: Buffer, page: number): number {
  const head = page === 1 ? 100 : 0
  return bytes.readUInt16BE(head + 5) || PAGE_SIZE
}

/** Flips one bit of what a b-tree page holds; of an overflow page, behind its pointer. */
export function flipBit(bytes: Buffer, page: number, chance: Chance, overflow = false): Buffer {
  const from = overflow ? 4 : contentOf(bytes, page)
  return flipIn(bytes, from, PAGE_SIZE, chance)
}

/** Flips one bit of a stretch of bytes. */
export function flipIn(bytes: Buffer, from: number, to: number, chance: Chance): Buffer {
  const flipped = Buffer.from(bytes)
  const at = from + Math.floor(chance.unit() * (to - from))
  flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(chance.unit() * 8))
  return flipped
}

/** Flips one bit within a text of letters that a page holds; null where it holds none of some length. */
export function flipInText(bytes: Buffer, chance: Chance): Buffer | null {
  const runs = [...bytes.toString('latin1').matchAll(/[A-Za-z ]{12,}/g)]
  const run = runs[Math.floor(chance.unit() * runs.length)]
  return run ? flipIn(bytes, run.index, run.index + run[0].length, chance) : null
}
