import { z } from 'zod'
import { id, said } from '../shapes/atoms.ts'
import { standingLink } from '../shapes/standing-link.ts'
import { none, nothing, read, write } from './route.ts'

/** The routes about links that stay. */
export const standingLinksRoutes = {
  /** Those that are watched before those put away, the newest first. */
  'standing.list': read('look', nothing, z.array(standingLink)),
  /** Answers once its request has ended, whatever came of it: the link's stage tells. */
  'standing.make': write(
    'setUp',
    z.strictObject({
      /** Made by the screen once per link: the same token never makes a second one. */
      token: z.uuid(),
      accountId: id,
      /** The item it is made from; null for none. */
      itemId: id.nullable(),
      name: said.max(80),
      currency: z.string().min(2).max(20),
      amount: z.string().min(1).max(64),
    }),
    standingLink,
  ),
  /** Ends the watching of a link, or begins it again; its provider is told nothing. */
  'standing.putAway': write('setUp', z.strictObject({ id, away: z.boolean() }), standingLink),
  'standing.check': read('check', z.strictObject({ id }), standingLink),
  'standing.copy': read('sell', z.strictObject({ id }), none),
} as const
