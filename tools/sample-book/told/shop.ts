import type { NewAccount, ProviderId } from '../app.ts'
import type { Chance } from '../chance.ts'
import type { Ids } from '../ids.ts'
import { beginningOf, DAYS } from './calendar.ts'
import { catalogueSteps } from './catalogue.ts'
import type { BookStep, ShopAccount } from './history.ts'

interface Account {
  readonly provider: ProviderId
  readonly label: string
  readonly settings: NewAccount['settings']
  readonly weight: number
  /** The days on which it was added and on which its provider last answered; absent for the book's own ends. */
  readonly from?: number
  readonly until?: number
  readonly ends?: 'paused' | 'forgotten'
}

const ACCOUNTS: readonly Account[] = [
  {
    provider: 'ocpay',
    label: 'Caisse principale',
    settings: { feeMode: 'NO_FEE', successMessage: 'Merci !' },
    weight: 38,
  },
  {
    provider: 'daisy',
    label: 'Daisy DAI',
    settings: { environment: 'production', token: 'DAI' },
    weight: 10,
  },
  {
    provider: 'oneshotpay',
    label: 'Counter, USDC',
    settings: { locale: 'en', expiryMinutes: 15 },
    weight: 12,
  },
  {
    provider: 'oxapay',
    label: 'OxaPay (ancien)',
    settings: { dialect: 'legacy', lifeTime: 60 },
    weight: 10,
    until: 610,
    ends: 'forgotten',
  },
  {
    provider: 'ocpay',
    label: 'متجر الإنترنت',
    settings: { feeMode: 'CUSTOMER_FEE' },
    weight: 14,
    from: 61,
  },
  {
    provider: 'daisy',
    label: 'Daisy ETH',
    settings: { environment: 'production', token: 'ETH' },
    weight: 4,
    from: 122,
  },
  {
    provider: 'ocpay',
    label: 'Stand du marché',
    settings: { feeMode: 'NO_FEE' },
    weight: 8,
    from: 305,
    until: 1_000,
    ends: 'paused',
  },
  {
    provider: 'oneshotpay',
    label: '深圳订单',
    settings: { locale: 'en', expiryMinutes: 60 },
    weight: 6,
    from: 426,
  },
  {
    provider: 'oxapay',
    label: 'OxaPay',
    settings: { dialect: 'v1', lifeTime: 60, underPaidCover: 0.5 },
    weight: 12,
    from: 548,
  },
]

const DAY = 86_400_000
const MINUTE = 60_000
/** Before the shop opens, as its people set things up, ms after midnight. */
const MORNING = 7 * 3_600_000
const EVENING = 21 * 3_600_000
/** An export at the end of every month. */
const EXPORT_EVERY_DAYS = 30

/** What does not depend on how much is sold: the accounts, and everything that happens to the book itself. */
export interface Shop {
  /** When the book was made, epoch ms. */
  readonly begins: number
  readonly accounts: readonly ShopAccount[]
  /** In the order of their time. */
  readonly steps: readonly BookStep[]
  readonly catalogue: ReturnType<typeof catalogueSteps>
}

/** Sets up the shop of one book whose last instant is `until`. */
export function createShop(until: number, ids: Ids, chance: Chance): Shop {
  const first = beginningOf(until)
  const begins = first + MORNING
  const onDay = (day: number, hour = MORNING): number => Math.min(first + day * DAY + hour, until)
  const steps: BookStep[] = []
  const accounts = ACCOUNTS.map((account, place): ShopAccount => {
    const { provider, label, settings, weight, ends } = account
    const from = onDay(account.from ?? 0) + (place + 1) * 5_000
    const last = account.until === undefined ? until : onDay(account.until, EVENING)
    const id = ids.row(from)
    const keyFingerprint = chance.hex(8)
    steps.push({
      kind: 'account_added',
      at: from,
      account: { id, provider, label, settings, createdAt: from, keyFingerprint },
    })
    if (ends === 'paused')
      steps.push({ kind: 'account_paused', at: last, account: place, reason: 'AUTH_REJECTED' })
    if (ends === 'forgotten') steps.push({ kind: 'account_forgotten', at: last, account: place })
    return { id, provider, settings, from, until: last, weight }
  })
  const second = onDay(700)
  steps.push({ kind: 'key_typed', at: second, account: 0, keyFingerprint: chance.hex(8) })
  for (let day = EXPORT_EVERY_DAYS; day < DAYS; day += EXPORT_EVERY_DAYS) {
    steps.push({ kind: 'exported', at: onDay(day, EVENING) })
  }
  const catalogue = catalogueSteps(begins + MINUTE, (hundredth) =>
    onDay(Math.floor((DAYS * hundredth) / 100)),
  )
  return { begins, accounts, catalogue, steps: [...steps, ...catalogue].sort((a, b) => a.at - b.at) }
}
