/** The languages of the pay page (1shotpay §2.4). */
export const LOCALES = ['en', 'es', 'tr'] as const

/** A link's life in minutes; the vendor's sample takes 15 and names no bounds, so these are ours (1shotpay §2.1). */
export const EXPIRY_MINUTES = { min: 5, max: 10_080, initial: 15 } as const
