import type { Migration } from './migration.ts'

/** The number of the last commit, so that a book that is older than what was acknowledged is known as that. */
export const commits: Migration = {
  number: 5,
  name: 'commits',
  sql: 'ALTER TABLE book ADD COLUMN last_commit INTEGER NOT NULL DEFAULT 0 CHECK (last_commit >= 0);',
}
