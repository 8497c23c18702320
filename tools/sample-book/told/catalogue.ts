import { type Money, moneyFrom } from '../app.ts'
import type { Chance } from '../chance.ts'
import type { BookStep, SoldLine } from './history.ts'
import { discPicture } from './picture.ts'

interface Goods {
  readonly name: string
  readonly currency: string
  readonly price: string
  readonly code?: string
  readonly picture?: boolean
  /** What becomes of it, each at a part of the book's span in hundredths. */
  readonly dearer?: { readonly at: number; readonly price: string }
  readonly retired?: number
  readonly back?: number
}

const GOODS: readonly Goods[] = [
  { name: 'Café au lait', currency: 'DZD', price: '180', picture: true, dearer: { at: 40, price: '200' } },
  { name: 'Thé à la menthe', currency: 'DZD', price: '150', picture: true },
  { name: 'Cornes de gazelle', currency: 'DZD', price: '320', dearer: { at: 55, price: '350' } },
  { name: 'خبز الدار', currency: 'DZD', price: '80', dearer: { at: 30, price: '100' } },
  { name: 'زيت زيتون ١ لتر', currency: 'DZD', price: '1450', code: '6130093010014', picture: true },
  { name: 'تمر دقلة نور ١ كغ', currency: 'DZD', price: '900', code: '6130093010021' },
  { name: 'عسل السدر', currency: 'DZD', price: '3800', code: '6130093010038', retired: 70 },
  { name: 'Huile d’argan 100 ml', currency: 'DZD', price: '2600', code: '6130093010045' },
  { name: 'Savon noir', currency: 'DZD', price: '650', retired: 35, back: 60 },
  { name: 'Théière émaillée', currency: 'DZD', price: '4900', picture: true },
  { name: 'Tapis berbère', currency: 'DZD', price: '48500' },
  { name: 'Lampe de chevet', currency: 'DZD', price: '7400', dearer: { at: 75, price: '7900' } },
  { name: 'Réparation, une heure', currency: 'DZD', price: '3000' },
  { name: '绿茶礼盒', currency: 'DZD', price: '5200', picture: true },
  { name: '丝巾', currency: 'DZD', price: '6900', retired: 85 },
  { name: 'Poster, signed', currency: 'USD', price: '25.00', picture: true },
  { name: 'Workshop seat', currency: 'USD', price: '60.00', dearer: { at: 50, price: '65.00' } },
  { name: 'E-book', currency: 'USD', price: '9.90' },
  { name: 'ورشة الخط العربي', currency: 'USD', price: '45.00' },
  { name: '书法课', currency: 'USD', price: '38.50', retired: 65 },
  { name: 'Membership, one month', currency: 'DAI', price: '12.5' },
  { name: 'Support, one hour', currency: 'DAI', price: '80' },
  { name: 'Print, numbered', currency: 'ETH', price: '0.018' },
  { name: 'Licence, one year', currency: 'USDT', price: '120' },
]

const COLOURS = [
  [
    [250, 240, 225],
    [120, 66, 30],
  ],
  [
    [225, 245, 235],
    [20, 120, 70],
  ],
  [
    [235, 235, 250],
    [60, 50, 140],
  ],
] as const

type ItemStep = Extract<BookStep, { kind: 'item_saved' | 'item_retired' }>

const MINUTE = 60_000

/** What becomes of the catalogue; the span begins with all the goods. Given in the order of time. */
export function catalogueSteps(
  begins: number,
  instantAt: (hundredth: number) => number,
): readonly ItemStep[] {
  const steps = GOODS.flatMap((goods, item): ItemStep[] => {
    const { name, currency, code = null } = goods
    const saved = (price: string) => ({ name, price: moneyFrom(currency, price), code })
    const colours = COLOURS[item % COLOURS.length]
    const picture = goods.picture && colours ? discPicture(colours[0], colours[1]) : null
    // Of one instant there are several items: each is changed in a minute of its own.
    const at = (hundredth: number) => instantAt(hundredth) + item * MINUTE
    const { dearer, retired, back } = goods
    return [
      {
        kind: 'item_saved',
        item,
        at: begins + item * MINUTE,
        saved: { ...saved(goods.price), isNew: true, picture },
      },
      ...(dearer
        ? [
            {
              kind: 'item_saved' as const,
              item,
              at: at(dearer.at),
              saved: { ...saved(dearer.price), isNew: false, picture: undefined },
            },
          ]
        : []),
      ...(retired ? [{ kind: 'item_retired' as const, item, at: at(retired), retired: true }] : []),
      ...(back ? [{ kind: 'item_retired' as const, item, at: at(back), retired: false }] : []),
    ]
  })
  return steps.sort((a, b) => a.at - b.at)
}

/** What is on sale at an instant, and what a basket of it holds. */
export interface Shelf {
  /** Lines of one to three items and now and then a typed amount; none where nothing is sold in `currency`. */
  basket(currency: string, at: number): readonly SoldLine[]
}

/** Builds the shelf that follows the catalogue's steps; instants must not go back. */
export function createShelf(steps: readonly ItemStep[], chance: Chance): Shelf {
  const prices = new Map<number, Money>()
  const away = new Set<number>()
  /** What is sold in a currency, until the catalogue changes. */
  const sold = new Map<string, readonly (readonly [item: number, price: Money])[]>()
  let next = 0

  function follow(at: number): void {
    for (let step = steps[next]; step && step.at <= at; step = steps[next]) {
      if (step.kind === 'item_saved') prices.set(step.item, step.saved.price)
      else if (step.retired) away.add(step.item)
      else away.delete(step.item)
      next += 1
      sold.clear()
    }
  }

  function soldIn(currency: string): readonly (readonly [item: number, price: Money])[] {
    const known = sold.get(currency)
    if (known) return known
    const found = [...prices].filter(([item, price]) => price.currency === currency && !away.has(item))
    sold.set(currency, found)
    return found
  }

  return {
    basket(currency, at) {
      follow(at)
      const goods = soldIn(currency)
      if (goods.length === 0) return []
      const lines = Array.from({ length: chance.int(1, 3) }, (): SoldLine => {
        const [item, unit] = chance.pick(goods)
        return { item, unit, quantity: chance.hit(700) ? 1 : chance.int(2, 6) }
      })
      const smallest = goods[0]?.[1]
      if (smallest && chance.hit(150)) lines.push({ item: null, unit: smallest, quantity: chance.int(1, 2) })
      return lines
    },
  }
}
