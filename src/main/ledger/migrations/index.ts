import { firstBook } from './0001-first-book.ts'
import type { Migration } from './migration.ts'

/** All migrations, oldest first. */
export const MIGRATIONS: readonly Migration[] = [firstBook]
