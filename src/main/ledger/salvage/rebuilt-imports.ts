import { indexed, type NamedRow, put, timeOf, told, type Work, wholeRows } from './fill.ts'

/**
 * Makes imports anew of what their sales and the history tell, so that no sale is left out because its import is lost. One whose end nothing
 * tells is taken for whole: nobody undoes by itself what was salvaged.
 */
export function rebuildImports(work: Work): void {
  const came = work.filled.get('imports')?.came ?? new Set<number>()
  const sales = new Map<number, NamedRow[]>()
  for (const [, row] of wholeRows(work, 'invoices')) {
    const seq = Number(row.import_seq ?? 0)
    if (seq === 0 || came.has(seq)) continue
    const own = sales.get(seq)
    if (own) own.push(row)
    else sales.set(seq, [row])
  }
  if (sales.size === 0) return
  const ids = indexed(work.source, 'sqlite_autoindex_imports_1')
  const tokens = indexed(work.source, 'sqlite_autoindex_imports_2')
  const history = historyOf(work)
  for (const [seq, own] of sales) {
    const [first] = own
    const id = ids.get(seq) ?? history.idOf(own)
    if (!first || id === null) continue
    const begun = history.begun.get(id)
    const undone = history.undone.get(id)
    const at = begun?.at_ms ?? BigInt(timeOf(id) ?? 0)
    put(work, 'imports', seq, {
      ...{ id, till_seq: first.till_seq ?? null, account_seq: first.account_seq ?? null },
      ...{ token: tokens.get(seq) ?? id, file_name: textOf(begun, 'text'), sha256: textOf(begun, 'sha256') },
      ...{ person: textOf(begun, 'person'), begun_at_ms: at },
      ...{ finished_at_ms: history.finished.get(id)?.at_ms ?? (undone ? null : at) },
      ...(undone && {
        ...{ undone_at_ms: undone.at_ms ?? null, undone_by: textOf(undone, 'person') },
        undone_reason: told(undone, 'why') === 'unfinished' ? 'unfinished' : 'person',
      }),
      ...{ sales: BigInt(own.length), receipts: receiptsIn(history.finished.get(id)) },
      last_number: lastNumber(own),
    })
  }
}

function textOf(event: NamedRow | undefined, name: string): string {
  return (event && told(event, name)) ?? ''
}

/** How many receipts an import had at its end; none where nothing tells it. */
function receiptsIn(event: NamedRow | undefined): bigint {
  const { receipts } = event ? (JSON.parse(String(event.data)) as { readonly receipts?: unknown }) : {}
  return typeof receipts === 'number' && Number.isSafeInteger(receipts) && receipts > 0
    ? BigInt(receipts)
    : 0n
}

function lastNumber(sales: readonly NamedRow[]): bigint {
  return sales.reduce((most, { number }) => {
    const [, digits = '0'] = /-(\d{1,15})$/.exec(String(number)) ?? []
    return BigInt(digits) > most ? BigInt(digits) : most
  }, 0n)
}

function historyOf(work: Work) {
  const found = { begun: new Map<string, NamedRow>(), finished: new Map<string, NamedRow>() }
  const undone = new Map<string, NamedRow>()
  /** The id of the import of each sale, by the sale's number. */
  const bySale = new Map<string, string>()
  for (const [, event] of wholeRows(work, 'events')) {
    const id = told(event, 'import')
    if (id === null) continue
    if (event.kind === 'sale_imported') bySale.set(told(event, 'number') ?? '', id)
    if (event.kind === 'import_begun') found.begun.set(id, event)
    if (event.kind === 'import_finished') found.finished.set(id, event)
    if (event.kind === 'import_undone') undone.set(id, event)
  }
  const idOf = (sales: readonly NamedRow[]) => {
    const known = sales.find(({ number }) => bySale.has(String(number)))
    return known ? (bySale.get(String(known.number)) ?? null) : null
  }
  return { ...found, undone, idOf }
}
