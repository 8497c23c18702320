import { toStored } from '../app.ts'
import type { Ids } from '../ids.ts'
import type { BookStep, ItemToSave } from '../told/history.ts'
import { type Bound, type Statement, TILL } from './batch.ts'
import { inWords } from './receipts.ts'
import type { Tables } from './tables.ts'

/** An item as a sale's line names it. */
interface KeptItem {
  readonly seq: number
  readonly id: string
  saved: ItemToSave
}

/** Turns what happens to the book itself into statements and events. */
export interface BookWriter {
  step(step: BookStep): void
  run(sql: string, ...params: Bound[]): void
  /** Gives the statements since the last time. */
  take(): readonly Statement[]
  /** An item of the catalogue by its place, as it is now. */
  item(place: number): { readonly seq: number; readonly name: string }
}

/** Builds the writer of a book; there are few such steps, so that each has a statement of its own. */
export function createBookWriter(tables: Tables, ids: Ids): BookWriter {
  const accounts: string[] = []
  const items: KeptItem[] = []
  let statements: Statement[] = []

  const run = (sql: string, ...params: Bound[]): void => void statements.push({ sql, params })

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
    run(
      `INSERT INTO provider_accounts (id, till_seq, provider, label, settings, created_at_ms, key_fingerprint)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[id, TILL, provider, label, JSON.stringify(settings), createdAt, keyFingerprint],
    )
    accounts.push(id)
    const set = Object.keys(settings).length > 0 && { settings: JSON.stringify(settings) }
    told('account_added', { account: id, provider, label, ...set }, at)
  }

  function saveItem({ item: place, saved, at }: Extract<BookStep, { kind: 'item_saved' }>): void {
    const { name, price, code, picture } = saved
    const { whole, frac } = toStored(price)
    if (saved.isNew) {
      const id = ids.row(at)
      run(
        `INSERT INTO items (id, till_seq, name, currency, price_whole, price_frac, code, picture, created_at_ms, updated_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[id, TILL, name, price.currency, whole, frac, code, picture ?? null, at, at],
      )
      items.push({ seq: items.length + 1, id, saved })
    } else {
      run(
        'UPDATE items SET name = ?, currency = ?, price_whole = ?, price_frac = ?, code = ?, updated_at_ms = ? WHERE seq = ?',
        ...[name, price.currency, whole, frac, code, at, itemAt(place).seq],
      )
      itemAt(place).saved = saved
    }
    tellItem(saved.isNew ? 'item_added' : 'item_changed', place, at)
  }

  function tellItem(kind: string, place: number, at: number): void {
    const { id, saved } = itemAt(place)
    told(kind, { item: id, name: saved.name, price: inWords(saved.price), code: saved.code }, at)
  }

  const change = (assignment: string, ...values: Bound[]): void =>
    run(`UPDATE provider_accounts SET ${assignment} WHERE id = ?`, ...values)

  return {
    item(place) {
      const { seq, saved } = itemAt(place)
      return { seq, name: saved.name }
    },
    run,
    take() {
      const taken = statements
      statements = []
      return taken
    },
    step(step) {
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
          run('UPDATE items SET retired_at_ms = ?, updated_at_ms = ? WHERE seq = ?', away, at, seq)
          return tellItem(step.retired ? 'item_put_away' : 'item_taken_back', step.item, at)
        }
        case 'exported':
          return told('export', { rows: tables.receiptCount() }, at)
      }
    },
  }
}
