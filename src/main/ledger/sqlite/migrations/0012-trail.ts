import { chainEvents } from '../event-chain.ts'
import type { Migration } from './migration.ts'

/**
 * The trail: each event carries a hash of itself and of the one before it. What the book holds already is chained now, and holds fast from
 * here on. An event without a hash is refused, so that no way of writing one can forget it; by a trigger, because a check would be held against
 * every row that is there.
 */
export const trail: Migration = {
  number: 12,
  name: 'trail',
  sql: `
  ALTER TABLE events ADD COLUMN hash BLOB;
  CREATE TRIGGER events_are_chained BEFORE INSERT ON events WHEN new.hash IS NULL OR length(new.hash) <> 32
  BEGIN SELECT RAISE(ABORT, 'an event carries its hash'); END;
  `,
  fill: chainEvents,
}
