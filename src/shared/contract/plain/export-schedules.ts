/** What a schedule may write: each needs nothing but its days. */
export const SCHEDULED_KINDS = ['movements', 'days', 'invoices'] as const

/** How a schedule may write it. */
export const SCHEDULED_PRESETS = ['xlsx', 'machine', 'spreadsheet'] as const
