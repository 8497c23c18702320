import { firstBook } from './0001-first-book.ts'
import { items } from './0002-items.ts'
import type { Migration } from './migration.ts'

/** All migrations, oldest first. */
export const MIGRATIONS: readonly Migration[] = [firstBook, items]
