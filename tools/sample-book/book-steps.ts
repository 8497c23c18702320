import type { Database } from 'better-sqlite3'
import { toStored } from './app.ts'
import type { BookStep, ItemToSave } from './history.ts'
import type { Ids } from './ids.ts'
import { inWords } from './receipts.ts'
import type { Tables } from './tables.ts'

/** An item as a sale's line names it. */
interface KeptItem {
  readonly seq: number
  readonly id: string
  saved: ItemToSave
}

/** Writes what happens to the book itself. */
export interface BookWriter {
  take(step: BookStep): void
  /** An item of the catalogue by its place, as it is now. */
  item(place: number): { readonly seq: number; readonly name: string }
}

/** Builds the writer of a book; there are few such steps, so that each is written at once. */
export function createBookWriter(db: Database, till: number, tables: Tables, ids: Ids): BookWriter {
  const accounts: string[] = []
  const items: KeptItem[] = []

  function told(kind: string, data: Readonly<Record<string, string | number | null>>, at: number): void {
    tables.event({ id: ids.row(at), at, kind, data: JSON.stringify(data) }, null)
  }

  function itemAt(place: number): KeptItem {
    const item = items[place]
    if (!item) throw new Error('a history names an item that is not there')
    return item
  }

  const accountAt = (place: number): string => accounts[place] ?? ''

  function addAccount({ account, at }: Extract<BookStep, { kind: 'account_added' }>): void {
    const { id, provider, label, settings, createdAt, keyFingerprint } = account
    db.prepare(
      `INSERT INTO provider_accounts (id, till_seq, provider, label, settings, created_at_ms, key_fingerprint)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(id, till, provider, label, JSON.stringify(settings), createdAt, keyFingerprint)
    accounts.push(id)
    told('account_added', { account: id, provider, label }, at)
  }

  function saveItem({ item: place, saved, at }: Extract<BookStep, { kind: 'item_saved' }>): void {
    const { name, price, code, picture } = saved
    const { whole, frac } = toStored(price)
    if (saved.isNew) {
      const id = ids.row(at)
      db.prepare(
        `INSERT INTO items (id, till_seq, name, currency, price_whole, price_frac, code, picture, created_at_ms, updated_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(id, till, name, price.currency, whole, frac, code, picture && Buffer.from(picture), at, at)
      items.push({ seq: items.length + 1, id, saved })
    } else {
      db.prepare(
        'UPDATE items SET name = ?, currency = ?, price_whole = ?, price_frac = ?, code = ?, updated_at_ms = ? WHERE seq = ?',
      ).run(name, price.currency, whole, frac, code, at, itemAt(place).seq)
      itemAt(place).saved = saved
    }
    tellItem(saved.isNew ? 'item_added' : 'item_changed', place, at)
  }

  function tellItem(kind: string, place: number, at: number): void {
    const { id, saved } = itemAt(place)
    told(kind, { item: id, name: saved.name, price: inWords(saved.price), code: saved.code }, at)
  }

  const change = (assignment: string, ...values: (string | number | null)[]): unknown =>
    db.prepare(`UPDATE provider_accounts SET ${assignment} WHERE id = ?`).run(...values)

  return {
    item(place) {
      const { seq, saved } = itemAt(place)
      return { seq, name: saved.name }
    },
    take(step) {
      const { at } = step
      switch (step.kind) {
        case 'account_added':
          return addAccount(step)
        case 'key_typed':
          change(
            'key_fingerprint = ?, key_changed_at_ms = ?',
            step.keyFingerprint,
            at,
            accountAt(step.account),
          )
          return told('account_key_changed', { account: accountAt(step.account) }, at)
        case 'account_paused':
          change('paused_reason = ?, paused_at_ms = ?', step.reason, at, accountAt(step.account))
          return told('account_paused', { account: accountAt(step.account), reason: step.reason }, at)
        case 'account_forgotten':
          change('forgotten_at_ms = ?', at, accountAt(step.account))
          return told('account_forgotten', { account: accountAt(step.account) }, at)
        case 'item_saved':
          return saveItem(step)
        case 'item_retired': {
          const away = step.retired ? at : null
          const { seq } = itemAt(step.item)
          db.prepare('UPDATE items SET retired_at_ms = ?, updated_at_ms = ? WHERE seq = ?').run(away, at, seq)
          return tellItem(step.retired ? 'item_put_away' : 'item_taken_back', step.item, at)
        }
        case 'exported':
          return told('export', { rows: tables.receiptCount() }, at)
      }
    },
  }
}
