import type { Amount } from '../../../../../shared/contract/shapes/atoms.ts'
import { plusOf } from '../../../../i18n/format.ts'
import type { Figure } from '../figures.ts'

/** Writes an amount with all its decimals beneath its currency; a difference has its sign on both sides of nothing. */
export function paperAmount(write: (amount: Amount) => string, amount: Amount, figure: Figure): string {
  const text = write(amount).replace(/\s*\S+$/, '')
  return figure === 'difference' ? `${plusOf(amount)}${text}` : text
}
