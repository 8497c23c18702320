import { z } from 'zod'
import { account, accountSettings, keyCheck } from '../shapes/account.ts'
import { decimal, id, said } from '../shapes/atoms.ts'
import { provider } from '../shapes/provider.ts'
import { none, nothing, read, write } from './route.ts'

const label = said.max(80)
const credentials = z.record(z.string().max(40), z.string().min(1).max(500))

/** The routes about provider accounts and their keys. */
export const accountsRoutes = {
  'accounts.list': read('look', nothing, z.array(account)),
  /** The largest amount of the account's last sales; null where they are too few to tell. */
  'accounts.largestAsked': read(
    'sell',
    z.strictObject({ id, currency: z.string().min(2).max(20) }),
    z.strictObject({ amount: decimal.nullable() }),
  ),
  'accounts.add': write(
    'setUp',
    z.strictObject({ provider, label, credentials, settings: accountSettings }),
    account,
  ),
  'accounts.tryKey': read(
    'setUp',
    z.strictObject({ id: id.nullable(), provider, credentials, settings: accountSettings }),
    keyCheck,
  ),
  'accounts.update': write('setUp', z.strictObject({ id, label, settings: accountSettings }), account),
  'accounts.replaceKey': write('setUp', z.strictObject({ id, credentials }), account),
  'accounts.test': read('setUp', z.strictObject({ id }), keyCheck),
  'accounts.forget': write('setUp', z.strictObject({ id }), none),
} as const
