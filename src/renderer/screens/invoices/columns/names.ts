/** Every column that any list has. */
export type ColumnName =
  | 'mark'
  | 'number'
  | 'created'
  | 'customer'
  | 'asked'
  | 'received'
  | 'difference'
  | 'status'
  | 'account'
  | 'description'
  | 'tags'
  | 'paid'
  | 'sale'
  | 'transaction'
  | 'payer'
  | 'reference'
  | 'refunded'
  | 'reviewed'
  | 'checked'
  | 'provider'
  | 'recorded'
  | 'came'

const MONEY: readonly ColumnName[] = ['asked', 'received', 'difference', 'refunded', 'came']

/** Says whether a column holds amounts, which are never cut off. */
export function isMoney(name: string): boolean {
  return (MONEY as readonly string[]).includes(name)
}
