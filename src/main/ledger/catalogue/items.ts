import type { Item } from '../../../shared/contract/shapes/item.ts'
import { toStored } from '../../../shared/money/scale.ts'
import { append, type EventKind } from '../history/events.ts'
import type { SavedItem } from '../port/catalogue.ts'
import type { Ledger } from '../port/ledger.ts'
import { inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { LedgerFailure } from '../sqlite/errors.ts'
import { newId } from '../sqlite/ids.ts'
import { asAmount, inWords, moneyAt } from '../sqlite/money-columns.ts'
import { all, type Bound, get, ms, run } from '../sqlite/sql.ts'

type ItemMethods = Pick<Ledger, 'items' | 'itemPicture' | 'saveItem' | 'retireItem'>

interface ItemRow {
  readonly id: string
  readonly name: string
  readonly currency: string
  readonly price_whole: bigint
  readonly price_frac: bigint
  readonly code: string | null
  readonly has_picture: bigint
  readonly updated_at_ms: bigint
  readonly retired_at_ms: bigint | null
}

const SELECT = `SELECT id, name, currency, price_whole, price_frac, code, picture IS NOT NULL AS has_picture,
  updated_at_ms, retired_at_ms FROM items`

/** The catalogue of the book: what the shop sells. */
export function itemMethods(context: LedgerContext): ItemMethods {
  const known = (id: string): ItemRow | null => get<ItemRow>(context, `${SELECT} WHERE id = ?`, [id])
  const read = (id: string): Item | null => {
    const row = known(id)
    return row && fromRow(row)
  }
  const tell = (writing: Writing, kind: EventKind, id: string, at: number) => {
    const row = known(id)
    if (!row) throw new Error('an item that was just written is not there')
    const price = inWords(moneyAt(row.currency, row.price_whole, row.price_frac))
    append(writing, null, kind, { item: id, name: row.name, price, code: row.code }, at)
  }

  function insertItem(writing: Writing, item: SavedItem): string {
    const id = newId(item.at)
    const price = toStored(item.price)
    run(
      writing,
      `INSERT INTO items (id, till_seq, name, currency, price_whole, price_frac, code, picture, created_at_ms, updated_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        writing.book.till_seq,
        item.name,
        item.price.currency,
        price.whole,
        price.frac,
        item.code,
        bytes(item.picture ?? null),
        item.at,
        item.at,
      ],
    )
    return id
  }

  function updateItem(writing: Writing, id: string, item: SavedItem): void {
    const price = toStored(item.price)
    run(
      writing,
      `UPDATE items SET name = ?, currency = ?, price_whole = ?, price_frac = ?, code = ?, updated_at_ms = ? WHERE id = ?`,
      [item.name, item.price.currency, price.whole, price.frac, item.code, item.at, id],
    )
    if (item.picture !== undefined) {
      run(writing, 'UPDATE items SET picture = ? WHERE id = ?', [bytes(item.picture), id])
    }
  }

  /** A code names one item that is sold; the owner is told so in words, not by a broken index. */
  function refuseTakenCode(code: string | null, id: string | null): void {
    const other = get<{ id: string }>(
      context,
      'SELECT id FROM items WHERE code = ? AND retired_at_ms IS NULL AND id IS NOT ?',
      [code, id],
    )
    if (other) throw new LedgerFailure('CODE_TAKEN', 'another item has this code')
  }

  return {
    items: () => all<ItemRow>(context, `${SELECT} ORDER BY name COLLATE NOCASE, seq`).map(fromRow),

    itemPicture: (id) =>
      get<{ picture: Uint8Array | null }>(context, 'SELECT picture FROM items WHERE id = ?', [id])?.picture ??
      null,

    saveItem: (item) =>
      inTransaction(context, (writing) => {
        const before = item.id === null ? null : known(item.id)
        if (item.id !== null && !before) return null
        if (before === null || before.retired_at_ms === null) refuseTakenCode(item.code, item.id)
        const id = before === null ? insertItem(writing, item) : before.id
        if (before !== null) updateItem(writing, id, item)
        tell(writing, before === null ? 'item_added' : 'item_changed', id, item.at)
        return read(id)
      }),

    retireItem: (id, retired, at) =>
      inTransaction(context, (writing) => {
        const before = known(id)
        if (!before || (before.retired_at_ms !== null) === retired) return before && fromRow(before)
        if (!retired) refuseTakenCode(before.code, id)
        run(writing, 'UPDATE items SET retired_at_ms = ?, updated_at_ms = ? WHERE id = ?', [
          retired ? at : null,
          at,
          id,
        ])
        tell(writing, retired ? 'item_put_away' : 'item_taken_back', id, at)
        return read(id)
      }),
  }
}

function bytes(picture: Uint8Array | null): Bound {
  return picture && Buffer.from(picture)
}

function fromRow(row: ItemRow): Item {
  return {
    id: row.id,
    name: row.name,
    price: asAmount(moneyAt(row.currency, row.price_whole, row.price_frac)),
    code: row.code,
    hasPicture: row.has_picture === 1n,
    active: row.retired_at_ms === null,
    updatedAt: ms(row.updated_at_ms),
  }
}
