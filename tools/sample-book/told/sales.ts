import { type Money, money, moneyFrom, sum, times } from '../app.ts'
import { type Chance, createChance } from '../chance.ts'
import type { Ids } from '../ids.ts'
import { instants } from './calendar.ts'
import { createShelf } from './catalogue.ts'
import type { Course } from './courses/course.ts'
import { createDeck, LAST_COURSES, USUAL } from './courses/deck.ts'
import type { SaleHistory, ShopAccount, SoldLine, Step } from './history.ts'
import { priceOf } from './prices.ts'
import type { Shop } from './shop.ts'
import { createTale } from './tale.ts'
import { wireOf } from './wires/of.ts'
import { createWords, type Words } from './words.ts'

/** Begins every human number of a sample book. */
export const TILL_CODE = 'CF'
/** A small book is not to consist of what is just under way. */
const SALES_FOR_ONE_UNDER_WAY = 10
/** Whoever asks an account on its last day may not be answered any more. */
const LAST_DAY_MS = 86_400_000
const OCPAY_LEAST = moneyFrom('DZD', '500')
const OCPAY_MOST = moneyFrom('DZD', '500000')

export interface SalesOptions {
  readonly sales: number
  readonly seed: string
  /** The book's last instant, epoch ms. */
  readonly until: number
  readonly shop: Shop
  readonly ids: Ids
}

/** Tells the history of every sale of a book, in the order in which they were asked for; one at a time is in memory. */
export function* saleHistories(options: SalesOptions): Generator<SaleHistory, void> {
  const { sales, seed, until } = options
  const chance = createChance(`${seed}/sales`)
  const teller = createTeller(options, chance)
  const deal = createDeck(chance)
  const last = Math.min(LAST_COURSES.length, Math.floor(sales / SALES_FOR_ONE_UNDER_WAY))
  let place = 0
  for (const at of instants(sales, until, last, createChance(`${seed}/times`))) {
    const fromEnd = sales - place
    const course = fromEnd <= last ? LAST_COURSES[LAST_COURSES.length - fromEnd] : deal()
    yield teller(place, at, course ?? USUAL)
    place += 1
  }
}

function createTeller({ until, shop, ids }: SalesOptions, chance: Chance) {
  const shelf = createShelf(shop.catalogue, chance)
  const words = createWords(chance)
  let links = 0

  /** Some account that sells at this instant and can go the course; null where there is none. */
  function chooseAccount(course: Course, at: number): ShopAccount | null {
    const fitting = shop.accounts.filter(
      (account) =>
        account.from <= at &&
        (account.until === until || at < account.until - LAST_DAY_MS) &&
        (!course.at || course.at.some((one) => isOf(account, one))),
    )
    let left = chance.int(0, Math.max(fitting.reduce((total, { weight }) => total + weight, 0) - 1, 0))
    for (const account of fitting) {
      left -= account.weight
      if (left < 0) return account
    }
    return null
  }

  return (place: number, at: number, wanted: Course): SaleHistory => {
    const found = chooseAccount(wanted, at)
    const course = found ? wanted : USUAL
    const account = found ?? chooseAccount(USUAL, at)
    if (!account) throw new Error('no account sells at this instant')
    const number = `${TILL_CODE}-${String(place + 1).padStart(6, '0')}`
    const { asked, lines } = askFor(account, course, at)
    const { name, email } = words.customer()
    const description = words.description()
    const tolerance = toleranceOf(account, asked)
    const markers: string[] = []
    const tale = createTale({
      asked,
      tolerance: tolerance?.units ?? 0n,
      at,
      answersUntil: account.until,
      silence: account.until === until ? null : 'AUTH_REJECTED',
      tellsHashes: account.provider !== 'ocpay',
      chance,
      newWire(amount, requestedAt) {
        const marker = ids.marker(number)
        markers.push(marker)
        links += 1
        return wireOf(account.provider)(
          {
            asked: amount,
            number,
            marker,
            description,
            customerName: name,
            customerEmail: email,
            settings: account.settings,
            count: links,
            at: requestedAt,
          },
          chance,
        )
      },
    })
    for (const move of course.tell) move(tale, words)
    if (course.name !== 'creating') addNote(tale, words)
    tale.finish()
    return {
      place,
      number,
      token: ids.token(),
      account: shop.accounts.indexOf(account),
      asked,
      description,
      customerName: name,
      customerEmail: email,
      tolerance,
      lines,
      at,
      markers,
      steps: cut(tale.steps(), account.until, until),
    }
  }

  function addNote(tale: ReturnType<typeof createTale>, { note }: Words): void {
    if (!chance.hit(45)) return
    tale.wait(30, 6_000)
    tale.note(note())
  }

  function askFor(
    account: ShopAccount,
    course: Course,
    at: number,
  ): { asked: Money; lines: readonly SoldLine[] } {
    const typed = priceOf(account, course.inCoins === true, chance)
    if (!chance.hit(350)) return { asked: typed, lines: [] }
    const { currency } = typed
    const basket = shelf.basket(currency, at)
    if (basket.length === 0) return { asked: typed, lines: [] }
    const total = sum<string>(
      currency,
      basket.map(({ unit, quantity }) => times(unit, quantity)),
    )
    if (account.provider !== 'ocpay') return { asked: total, lines: basket }
    if (total.units > OCPAY_MOST.units) return { asked: typed, lines: [] }
    if (total.units >= OCPAY_LEAST.units) return { asked: total, lines: basket }
    // Less than the provider takes: the customer adds something without a price on it.
    const more = money(currency, OCPAY_LEAST.units - total.units)
    return { asked: OCPAY_LEAST, lines: [...basket, { item: null, unit: more, quantity: 1 }] }
  }
}

function isOf(account: ShopAccount, wanted: string): boolean {
  if (wanted === 'oxapay v1') return account.provider === 'oxapay' && account.settings.dialect === 'v1'
  return account.provider === wanted
}

/** The shortfall an account takes for paid: a percentage of what is asked, rounded down. */
function toleranceOf({ settings }: ShopAccount, asked: Money): Money | null {
  const percent = settings.underPaidCover
  if (typeof percent !== 'number' || percent <= 0) return null
  return money(asked.currency, (asked.units * BigInt(Math.round(percent * 100))) / 10_000n)
}

const ANSWERS: readonly Step['kind'][] = ['made', 'seen', 'unchanged']

/** Leaves out what would come after the book's end, or after its account's last answer, and all that follows from it. */
function cut(steps: readonly Step[], answersUntil: number, until: number): readonly Step[] {
  const end = steps.findIndex(({ kind, at }) => at > until || (at > answersUntil && ANSWERS.includes(kind)))
  return end === -1 ? steps : steps.slice(0, end)
}
