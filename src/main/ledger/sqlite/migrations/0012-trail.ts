import { chainEvents } from '../event-chain.ts'
import type { Migration } from './migration.ts'

/**
 * The trail: each event carries a hash of itself and of the one before it. What the book holds already is chained now, and holds fast from
 * here on. An event without a hash is refused, so that no way of writing one can forget it.
 */
export const trail: Migration = {
  number: 12,
  name: 'trail',
  sql: `
  ALTER TABLE events ADD COLUMN hash BLOB CHECK (hash IS NULL OR length(hash) = 32);
  CREATE TRIGGER events_are_chained BEFORE INSERT ON events WHEN new.hash IS NULL
  BEGIN SELECT RAISE(ABORT, 'an event carries its hash'); END;
  `,
  fill: chainEvents,
}
