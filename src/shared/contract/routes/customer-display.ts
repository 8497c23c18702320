import { z } from 'zod'
import { LANGUAGE_IDS } from '../../words/languages.ts'
import { customerDisplay, customerView, toldCustomer } from '../shapes/customer-display.ts'
import { none, nothing, read } from './route.ts'

/** The routes of the customer display: what it may ask for, and what the till's window has it show. */
export const customerDisplayRoutes = {
  /** What the customer sees; the only question of the customer's window. A till that is locked still shows what it showed. */
  'customer.view': read('enter', nothing, customerView, ['display']),
  'customer.show': read('sell', toldCustomer, none),
  /** The language of this customer, until the next one; null for that of the settings. */
  'customer.speak': read(
    'sell',
    z.strictObject({ language: z.enum(LANGUAGE_IDS).nullable() }),
    customerDisplay,
  ),
  'customer.display': read('look', nothing, customerDisplay),
} as const
