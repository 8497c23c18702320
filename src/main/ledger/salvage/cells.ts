import type { Pages } from './pages.ts'
import { varint } from './records.ts'

/** A page of a tree: rows by their key, entries of an index, or what leads to such pages. */
export interface TreePage {
  readonly kind: 'table leaf' | 'table interior' | 'index leaf' | 'index interior'
  readonly bytes: Buffer
  /** Where its cells begin, in the order of their keys. */
  readonly cells: readonly number[]
  /** The page behind its last key; 0 in a leaf. */
  readonly last: number
}

const KINDS = {
  2: 'index interior',
  5: 'table interior',
  10: 'index leaf',
  13: 'table leaf',
} as const satisfies Readonly<Record<number, TreePage['kind']>>

/** The head of the whole file lies before the first page's own. */
const FILE_HEAD = 100

/** Reads the head of a page; null where it is no page of a tree. */
export function treePage(pages: Pages, number: number): TreePage | null {
  const bytes = pages.page(number)
  if (bytes === null) return null
  const head = number === 1 ? FILE_HEAD : 0
  const kind = KINDS[bytes[head] as keyof typeof KINDS]
  if (kind === undefined) return null
  const isLeaf = kind.endsWith('leaf')
  const first = head + (isLeaf ? 8 : 12)
  const count = bytes.readUInt16BE(head + 3)
  const behind = first + 2 * count
  if (behind > bytes.length) return null
  const cells: number[] = []
  for (let at = first; at < behind; at += 2) {
    const cell = bytes.readUInt16BE(at)
    if (cell < behind || cell > bytes.length - 4) return null
    cells.push(cell)
  }
  return { kind, bytes, cells, last: isLeaf ? 0 : bytes.readUInt32BE(head + 8) }
}

/** The page that a cell of an interior page leads to. */
export function childAt({ bytes }: TreePage, cell: number): number {
  return bytes.readUInt32BE(cell)
}

/** The key at a cell of a table's page; null where there is none. */
export function keyAt({ kind, bytes }: TreePage, cell: number): number | null {
  if (kind === 'table interior') return varint(bytes, cell + 4)?.value ?? null
  const size = varint(bytes, cell)
  return size && (varint(bytes, size.next)?.value ?? null)
}

/** Reads the bytes of a row or of an index's entry, with what lies on pages of its own; null where they are not whole. */
export function payloadAt(pages: Pages, { kind, bytes }: TreePage, cell: number): Buffer | null {
  const size = varint(bytes, kind === 'index interior' ? cell + 4 : cell)
  if (size === null || size.value > pages.count * pages.size) return null
  const key = kind === 'table leaf' ? varint(bytes, size.next) : size
  if (key === null) return null
  const local = localSize(size.value, pages.size, kind === 'table leaf')
  const end = key.next + local
  if (local === size.value) return end > bytes.length ? null : bytes.subarray(key.next, end)
  if (end + 4 > bytes.length) return null
  const rest = chainFrom(pages, bytes.readUInt32BE(end), size.value - local)
  return rest && Buffer.concat([bytes.subarray(key.next, end), ...rest])
}

/** How much of so many bytes lies on the page itself (https://sqlite.org/fileformat2.html#cell_payload_overflow_pages). */
function localSize(size: number, page: number, isTable: boolean): number {
  const most = isTable ? page - 35 : Math.floor(((page - 12) * 64) / 255) - 23
  if (size <= most) return size
  const least = Math.floor(((page - 12) * 32) / 255) - 23
  const fitting = least + ((size - least) % (page - 4))
  return fitting <= most ? fitting : least
}

function chainFrom(pages: Pages, first: number, size: number): readonly Buffer[] | null {
  const parts: Buffer[] = []
  let left = size
  let next = first
  while (left > 0) {
    const bytes = next < 2 ? null : pages.page(next)
    if (bytes === null) return null
    const part = bytes.subarray(4, Math.min(4 + left, bytes.length))
    // One byte of nothing may end a picture; a page of nothing is one that was lost.
    if (part.length > 1 && part.every((byte) => byte === 0)) return null
    parts.push(part)
    left -= part.length
    next = bytes.readUInt32BE(0)
  }
  // The last page of a chain names none behind it.
  return next === 0 ? parts : null
}
