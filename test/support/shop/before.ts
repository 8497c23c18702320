import type { Ledger } from '../../../src/main/ledger/port/ledger.ts'
import type { LinkSeen } from '../../../src/main/ledger/port/links.ts'
import type { OpenLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { createPractice } from '../../../src/main/practice/practice.ts'
import type { PracticeSnapshot } from '../../../src/main/practice/world/state.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { AccountSettings } from '../../../src/shared/contract/shapes/account.ts'
import { type Chance, createChance } from '../app/chance.ts'
import { there } from '../books/there.ts'
import { ACCOUNTS, type BenchCase, BUDGETS } from './bench-cases.ts'
import { ASKED, putOnShelf } from './goods.ts'
import { lifeOf, type Sale, type Schedule } from './schedule.ts'

/** What the providers and the book remember when a run begins. */
export interface Before {
  readonly state: PracticeSnapshot
  readonly refs: ReadonlyMap<Sale, string>
}

/** Links of the accounts live a day where that can be chosen. */
export const SETTINGS: Readonly<Record<ProviderId, AccountSettings>> = {
  daisy: { token: 'DAI' },
  oneshotpay: { expiryMinutes: lifeOf('oneshotpay') / 60_000 },
  ocpay: {},
  oxapay: { lifeTime: lifeOf('oxapay') / 60_000 },
}

/** The word each provider has for a link without money, while it asks and after. */
const WORDS: Readonly<Record<ProviderId, readonly [string, string]>> = {
  daisy: ['UNPAID', 'UNPAID'],
  oneshotpay: ['0', '2'],
  ocpay: ['PENDING', 'FAILED: Payment link expired'],
  oxapay: ['New', 'Expired'],
}

/** A link was never asked about sooner after its last question than this, ms. */
const SHORTEST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 86_400_000

/** The name of the one account a provider has in the bench. */
export function accountOf(provider: ProviderId): string {
  return `account-at-${provider}`
}

/** Fills the simulated providers with everything made before the start. */
export function fillProviders(schedule: Schedule, seed: number): Before {
  const chance = createChance(seed + 17)
  const empty = createPractice({ now: () => schedule.start, randomBytes: chance.bytes })
  const state = empty.snapshot()
  const refs = new Map<Sale, string>()
  const paid = new Set(schedule.paidBefore)
  const all = [...schedule.before, ...schedule.paidBefore].toSorted((a, b) => a.createdAt - b.createdAt)
  for (const sale of all) refs.set(sale, putOnShelf(state, sale, paid.has(sale), chance))
  return { state, refs }
}

/**
 * Writes the accounts and the sales still watched into a book, asked about as a watcher would have left them.
 *
 * Gives the invoice of each sale. Sales that were paid before the start are not in the book.
 */
export function fillBook(
  { db, ledger }: OpenLedger,
  bench: BenchCase,
  schedule: Schedule,
  { refs }: Before,
): ReadonlyMap<Sale, string> {
  const chance = createChance(schedule.before.length + 23)
  const invoices = new Map<Sale, string>()
  const fill = db.transaction(() => {
    for (const provider of ACCOUNTS[bench.mode]) {
      ledger.addAccount({
        id: accountOf(provider),
        provider,
        label: provider,
        settings: SETTINGS[provider],
        createdAt: schedule.start - LONGEST_WAIT_MS * 30,
        keyFingerprint: provider,
      })
    }
    const stretch = stretchOf(bench, schedule)
    const seen: LinkSeen[] = []
    for (const sale of schedule.before) {
      const { linkId, invoiceId } = writeSale(ledger, sale, refs.get(sale) ?? '')
      invoices.set(sale, invoiceId)
      seen.push(lastSeen(linkId, sale, schedule.start, stretch, chance))
    }
    ledger.recordAnswers(seen)
  })
  fill.immediate()
  return invoices
}

function writeSale(ledger: Ledger, sale: Sale, ref: string) {
  const { pending } = there(
    ledger.createInvoice({
      token: `before-${sale.n}`,
      accountId: accountOf(sale.provider),
      asked: ASKED[sale.provider],
      description: 'Two lamps',
      customerName: null,
      customerEmail: null,
      tolerance: null,
      at: sale.createdAt,
    }),
  )
  ledger.recordLinkMade({
    linkId: pending.linkId,
    ref,
    url: `https://pay.example/${ref}`,
    expiresAt: sale.expiresAt,
    rawStatus: WORDS[sale.provider][0],
    rawAnswer: '{}',
    nextCheckAt: sale.createdAt + SHORTEST_WAIT_MS,
    at: sale.createdAt,
    recovered: false,
    mismatch: null,
  })
  return pending
}

/** The last answer before the start: waits grow with the age, stretched until they fit the budget. */
function lastSeen(linkId: string, sale: Sale, start: number, stretch: number, chance: Chance): LinkSeen {
  const age = start - sale.createdAt
  const wait = Math.min(Math.max(age * stretch, SHORTEST_WAIT_MS), LONGEST_WAIT_MS)
  const at = Math.max(start - Math.round(wait * chance.unit()), sale.createdAt + 1)
  const over = sale.expiresAt !== null && at >= sale.expiresAt
  return {
    linkId,
    reading: over ? 'expired' : 'open',
    rawStatus: WORDS[sale.provider][over ? 1 : 0],
    rawAnswer: '{}',
    endReason: null,
    received: null,
    expiresAt: sale.expiresAt,
    receipts: null,
    nextCheckAt: at + Math.round(wait),
    at,
  }
}

/** How much of its age a link waits for its next question, so that all together fill the budget at most. */
function stretchOf(bench: BenchCase, schedule: Schedule): number {
  const { perMinute } = BUDGETS[bench.budget]
  const perAccount = schedule.before.length / ACCOUNTS[bench.mode].length
  const madePerMinute = perAccount / (lifeOf('oneshotpay') / 60_000)
  // Questions a minute at a stretch of one: the arrivals times ln(oldest age / youngest age).
  // Whoever watched before has asked every link once while it was young: none waits for more than half of its age.
  return Math.min(Math.max(0.1, (madePerMinute * 10) / perMinute), 0.5)
}
