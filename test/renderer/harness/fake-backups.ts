import type { RouteOutput } from '../../../src/shared/contract/routes/index.ts'

type View = RouteOutput<'backups.view'>
type Row = View['rows'][number]

const HOUR = 3_600_000
const NOW = Date.now()

function row(hoursAgo: number, reason: Row['reason'], sales: number, change: Partial<Row> = {}): Row {
  const madeAt = NOW - hoursAgo * HOUR
  return {
    name: `live-${hoursAgo}`,
    madeAt,
    reason,
    sales,
    lastSale: { number: `A1-0${sales}`, at: madeAt - 240_000 },
    newer: 49_391 - sales,
    bytes: 38_200_000 - hoursAgo * 1_000,
    here: true,
    away: hoursAgo < 24,
    damaged: false,
    another: false,
    ...change,
  }
}

/** Backups of a busy shop, of every kind there is. */
export const backupsView: View = {
  rows: [
    row(0.2, 'timer', 49_389),
    row(1.2, 'timer', 49_378),
    row(2.2, 'start', 49_371),
    row(15, 'close', 49_371),
    row(22, 'timer', 49_354, { away: false }),
    row(39, 'hand', 49_340),
    row(75, 'update', 49_269),
    row(250, 'close', 49_061),
    row(420, 'timer', 48_804, { away: false, damaged: true }),
    row(590, 'restore', 48_568, { newer: null }),
    row(610, 'restore', 312, { newer: null, another: true, away: false }),
  ],
  making: null,
  restoring: null,
  failure: null,
  here: {
    path: '/home/shop/.config/Counterfoil/books/backups',
    count: 35,
    bytes: 1_300_000_000,
    free: 212_000_000_000,
  },
  kept: { path: '/home/shop/.config/Counterfoil/books/kept', count: 2, bytes: 410_000_000 },
  second: {
    path: '/media/BACKUP-2',
    lastAt: NOW - 0.2 * HOUR,
    awaySince: null,
    trouble: null,
    needed: null,
    count: 31,
    bytes: 1_100_000_000,
    free: 14_000_000_000,
  },
  salvaged: null,
  restored: null,
}

const second = (change: Partial<NonNullable<View['second']>>): Partial<View> => ({
  second: backupsView.second && { ...backupsView.second, ...change },
})
const failed = (code: string, needed: number | null = null): Partial<View> => ({
  failure: { code, at: NOW - 0.4 * HOUR, needed },
})
/** What of a damaged book came. */
export const salvageReport: RouteOutput<'book.salvage'> = {
  tables: [
    { table: 'invoices', came: 49_388, known: 49_391 },
    { table: 'receipts', came: 45_109, known: 45_112 },
    { table: 'refunds', came: 12, known: 12 },
    { table: 'events', came: 428_090, known: 428_117 },
  ],
  missingNumbers: [{ from: 'A1-041870', to: 'A1-041872' }],
  unnamedSales: 0,
  missingReceipts: [{ number: 'A1-041871', amount: '2500.00 DZD', providerReceiptId: 'r-77', txHash: null }],
  missingReceiptCount: 1,
}

const CHANGES: Readonly<Record<string, Partial<View>>> = {
  'backups-none': { rows: [], here: { ...backupsView.here, count: 0, bytes: 0 }, second: null },
  'backups-old': { rows: backupsView.rows.slice(5) },
  'backups-making': { making: 0.42 },
  'backups-full': {
    ...failed('DISK_FULL', 190_000_000),
    ...second({ trouble: 'DISK_FULL', needed: 38_200_000 }),
  },
  'backups-failed': { ...failed('DISK_IO'), ...second({ trouble: 'READ_ONLY' }) },
  'backups-away': second({
    trouble: 'FOLDER_GONE',
    awaySince: NOW - 80 * HOUR,
    count: 0,
    bytes: 0,
    free: null,
  }),
  'backups-many': {
    rows: Array.from({ length: 60 }, (_, index) => row(index, 'timer', 49_391 - index * 11)),
  },
  'backups-salvaged': { salvaged: { at: NOW - 60_000, kind: 'live', report: salvageReport } },
  'backups-restored': {
    rows: [row(0.05, 'restore', 49_391), ...backupsView.rows],
    restored: {
      kind: 'live',
      ...{
        backup: 'live-15',
        madeAt: NOW - 15 * HOUR,
        at: NOW - 0.04 * HOUR,
        taken: 17,
        lost: 3,
        read: true,
        replaced: 'this',
      },
      lostNumbers: ['A1-049379', 'A1-049385', 'A1-049389'],
    },
  },
}

/** The backups of the scene of that name: as a busy shop has them, but for what the scene is about. */
export function backupsOf(scene: string): View {
  return { ...backupsView, ...CHANGES[scene] }
}

/** What going back to one of them means. */
export function restorePreview(name: string): RouteOutput<'backups.preview'> {
  const found = backupsView.rows.find((one) => one.name === name) ?? row(15, 'close', 49_371)
  return {
    row: found,
    now: { sales: 49_391, lastSale: { number: 'A1-049391', at: NOW - 60_000 } },
    newer: {
      sales: 20,
      askable: [
        { account: 'OCPay', sales: 10 },
        { account: 'OxaPay', sales: 5 },
        { account: '1ShotPay', sales: 2 },
      ],
      lost: 3,
      lostNumbers: ['A1-049379', 'A1-049385', 'A1-049389'],
      refunds: 1,
      marks: 0,
      periods: 1,
      imports: 1,
      notes: 2,
    },
  }
}
