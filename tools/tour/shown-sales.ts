import type { ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'

/** A sale that stands in the book when the README's pictures are taken. */
export interface ShownSale {
  /** How long before the pictures it was made. */
  readonly minutesAgo: number
  readonly provider: ProviderId
  readonly currency: string
  readonly amount: string
  readonly description: string
  /** What the customer does; a number is an amount other than the one that is asked. */
  readonly then: 'pays' | 'pays late' | 'goes' | 'waits' | 'gives up' | `${number}`
}

/** The morning of the shop in the pictures: something of everything that happens at a till. */
export const SHOWN_SALES: readonly ShownSale[] = [
  sale(171, 'oneshotpay', 'USD', '8.40', 'Breakfast', 'pays'),
  sale(158, 'ocpay', 'DZD', '7400', 'Coffee machine, used', 'pays'),
  sale(133, 'oxapay', 'USDT', '49.9', 'Ten cakes for an office', '50'),
  sale(121, 'oneshotpay', 'USD', '12.50', 'Lunch for two', 'pays late'),
  sale(104, 'daisy', 'DAI', '31.50', 'Table for six', 'pays'),
  sale(92, 'oneshotpay', 'USD', '6.00', 'Two lemonades', 'goes'),
  sale(77, 'ocpay', 'DZD', '2600', 'Coffee beans, 1 kg', 'pays'),
  sale(58, 'oxapay', 'USDT', '18', 'Birthday cake, deposit', 'pays'),
  sale(41, 'oneshotpay', 'USD', '3.60', 'Cappuccino', 'gives up'),
  sale(29, 'oneshotpay', 'USD', '14.00', 'Coffee beans', 'pays'),
  sale(12, 'daisy', 'DAI', '10.25', 'Breakfast for two', '6.25'),
  sale(4, 'ocpay', 'DZD', '1850', 'Lunch', 'waits'),
]

/** What the shop in the pictures sells, in US dollars. */
export const SHOWN_ITEMS: readonly (readonly [name: string, price: string])[] = [
  ['Cappuccino', '3.60'],
  ['Cheesecake', '4.50'],
  ['Coffee beans', '14.00'],
  ['Croissant', '2.40'],
  ['Espresso', '2.20'],
  ['Lemonade', '3.00'],
]

function sale(
  minutesAgo: number,
  provider: ProviderId,
  currency: string,
  amount: string,
  description: string,
  then: ShownSale['then'],
): ShownSale {
  return { minutesAgo, provider, currency, amount, description, then }
}
