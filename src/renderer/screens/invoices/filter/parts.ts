/** What a list is filtered by, in the order of the menu. */
export const PARTS = ['status', 'account', 'currency', 'period', 'amount', 'attention'] as const
export type Part = (typeof PARTS)[number]
