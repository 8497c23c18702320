import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { Account } from '../../../src/shared/contract/shapes/account.ts'
import type { BookProblem } from '../../../src/shared/contract/shapes/book.ts'
import type { BackupsView } from '../../../src/shared/contract/shapes/books/backup.ts'
import type { AskedBack } from '../../../src/shared/contract/shapes/books/book-news.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import type { Item } from '../../../src/shared/contract/shapes/item.ts'
import type { Settings } from '../../../src/shared/contract/shapes/settings.ts'
import type { VaultStatus } from '../../../src/shared/contract/shapes/vault.ts'
import type { InvoiceStatus } from '../../../src/shared/status/status.ts'
import { accountsOf, invoiceOf } from '../../support/window/fixtures.ts'
import { backupsOf } from './fake-backups.ts'

/** What the made-up main process begins with. */
export interface Scene {
  readonly name: string
  readonly kind: 'live' | 'practice'
  readonly vault: VaultStatus
  readonly settings: Settings
  /** The computer's own languages; English where nothing is said. */
  readonly systemLanguages?: readonly string[]
  readonly accounts: readonly Account[]
  readonly invoices: readonly InvoiceDetail[]
  readonly items: readonly Item[]
  readonly bookProblem: BookProblem | null
  readonly backups: BackupsView
  readonly askedBack?: AskedBack
}

const settings: Settings = {
  theme: 'system',
  language: 'en',
  digits: null,
  sound: false,
  volume: 0.6,
  setupDone: true,
  cashier: 'Samira',
  lastAccountId: 'account-ocpay',
  quickAmounts: { DZD: ['500', '1000', '1500', '2000', '2500', '3000', '5000', '10000'] },
  scanner: null,
  shopName: 'Atlas Coffee & Books',
  customerDisplay: 'off',
  customerLanguage: 'same',
}

const SHOWN: readonly [InvoiceStatus, ProviderId, string, string?, string?][] = [
  ['open', 'ocpay', '1250'],
  ['creating', 'oxapay', '49.90'],
  ['underpaid', 'oxapay', '1250.00', '950.00', '300.00'],
  ['paid', 'ocpay', '7400'],
  ['overpaid', 'daisy', '10', '10.5', '-0.5'],
  ['paid_late', 'oneshotpay', '12.50'],
  ['expired', 'ocpay', '2600'],
  ['failed', 'ocpay', '300'],
  ['unknown', 'oneshotpay', '8.125001'],
  ['abandoned', 'ocpay', '990'],
  ['confirming', 'oxapay', '105.00'],
  ['refunded', 'oxapay', '20.00'],
]
const WORDS = [
  'Coffee and two croissants',
  'Repair of a pump',
  'قهوة وكعك',
  '🎂 birthday cake',
  '',
  'Monthly rent',
]

function book(now: number): readonly InvoiceDetail[] {
  const shown = SHOWN.map(([status, provider, asked, received, due], index) =>
    invoiceOf({
      n: 500 - index,
      provider,
      status,
      asked,
      ...(received !== undefined && { received }),
      ...(due !== undefined && { due }),
      description: WORDS[index % WORDS.length] ?? '',
      createdAt: now - 4_000 - index * 95_000,
    }),
  )
  const older = Array.from({ length: 480 }, (_, index) =>
    invoiceOf({
      n: 488 - index,
      provider: (['ocpay', 'oxapay', 'daisy', 'oneshotpay'] as const)[index % 4] ?? 'ocpay',
      status: index % 9 === 0 ? 'expired' : 'paid',
      asked: String(500 + ((index * 377) % 90_000)),
      description: WORDS[index % WORDS.length] ?? '',
      createdAt: now - 2_000_000 - index * 3_600_000,
    }),
  )
  return [...shown, ...older]
}

const SOLD: readonly (readonly [string, string, string, string | null])[] = [
  ['Coffee', 'DZD', '250.00', '4006381333931'],
  ['قهوة بالحليب', 'DZD', '300.00', null],
  ['Bread', 'DZD', '50.00', null],
  ['Croissant with almonds and a long name', 'DZD', '180.00', '5901234123457'],
  ['Birthday cake 🎂', 'DZD', '4500.00', null],
  ['Imported tea', 'EUR', '12.50', null],
  ['Half a kilo of dates', 'DZD', '725.50', null],
  ['Mineral water', 'DZD', '60.00', null],
  ['Orange juice', 'DZD', '220.00', null],
  ['Sandwich', 'DZD', '480.00', 'SW-1'],
]

function catalogue(now: number): readonly Item[] {
  return SOLD.map(([name, currency, amount, code], index) => ({
    id: `item-0000${index}`,
    name,
    price: { currency, amount },
    code,
    hasPicture: index === 0,
    active: index !== 8,
    updatedAt: now,
  }))
}

const MISSING = { sales: 31, receipts: 28, nextNumber: 'CF-000551' }
const KEPT = 'live-2026-11-20-14-02-11.sqlite'

/** The book of the scene in trouble: its code, and what of it is known. */
function problemOf(name: string, now: number): BookProblem | null {
  const problem = (code: string, facts: Partial<BookProblem> = {}): BookProblem => ({
    ...{ code, path: '/home/samira/Counterfoil/books/live.sqlite', readable: true },
    ...{ missing: null, keptCopy: null, ...facts },
  })
  const missing = { ...MISSING, until: now - 3_600_000 }
  switch (name) {
    case 'newer':
      return problem('FROM_FUTURE', { readable: false })
    case 'behind':
      return problem('BOOK_BEHIND', { missing })
    case 'behind-kept':
      return problem('BOOK_BEHIND', { missing, keptCopy: KEPT })
    case 'behind-little':
      return problem('BOOK_BEHIND', { missing: { ...missing, sales: 0, receipts: 0 } })
    case 'gone':
      return problem('DATA_MISSING', { missing: { ...missing, nextNumber: null }, readable: false })
    case 'damaged':
      return problem('CORRUPT')
    case 'silent':
      return problem('NO_ANSWER', { readable: false })
    case 'no-book':
      return problem('NOT_A_DATABASE', { readable: false })
    case 'checking':
      return problem('BOOK_CHECKING')
    case 'checking-unread':
      return problem('BOOK_CHECKING', { readable: false })
    case 'full':
      return problem('DISK_FULL')
    case 'read-only':
      return problem('READ_ONLY')
    default:
      return null
  }
}

/** The scene of that name; an unknown name is the live book with sales. */
export function sceneOf(name: string): Scene {
  const now = Date.now()
  const live: Scene = {
    name,
    kind: 'live',
    vault: { kind: 'ready', seal: 'os' },
    settings,
    accounts: accountsOf(now),
    invoices: book(now),
    items: [],
    bookProblem: null,
    backups: backupsOf(name),
  }
  switch (name) {
    case 'first-run':
      return {
        ...live,
        settings: { ...settings, setupDone: false, cashier: '' },
        vault: { kind: 'memoryOnly', reason: 'weak_backend' },
        accounts: [],
        invoices: [],
      }
    case 'empty':
      return { ...live, accounts: [], invoices: [] }
    case 'items':
      return { ...live, items: catalogue(now) }
    case 'practice':
      return { ...live, kind: 'practice' }
    case 'locked':
      return {
        ...live,
        vault: { kind: 'locked' },
        accounts: live.accounts.map((account) =>
          account.provider === 'ocpay'
            ? { ...account, paused: { reason: 'AUTH_REJECTED', at: now } }
            : account,
        ),
      }
    default:
      return { ...live, bookProblem: problemOf(name, now) }
  }
}
