import type { KeyId } from '../../keyboard/keys.ts'

/** Something the palette can do. */
export interface Action {
  readonly id: string
  readonly label: string
  readonly also: string
  /** The key that does the same without the palette. */
  readonly keyId?: KeyId
  run(): void
}
