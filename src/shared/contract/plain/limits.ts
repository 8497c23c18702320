/** The longest name of an item, in UTF-16 units. */
export const ITEM_NAME_LIMIT = 80
/** The longest code of an item: what a scanner reads from its label. */
export const ITEM_CODE_LIMIT = 64
/** The longest side of an item's picture, px. */
export const PICTURE_SIDE = 256
/** The largest picture the book keeps, bytes of WebP. */
export const PICTURE_BYTES = 65_536
/** The most lines one sale can have. */
export const LINES_LIMIT = 100
/** The most pieces one line can count. */
export const QUANTITY_LIMIT = 9_999
/** The most quick amounts of one currency. */
export const QUICK_AMOUNTS_LIMIT = 8
/** The longest description of an invoice that any provider account can take, in characters. */
export const DESCRIPTION_LIMIT = 1_000
/** The longest note of whoever resolves an exception, in characters. */
export const RESOLUTION_NOTE_LIMIT = 500

/** The longest reason for which a period is closed, reopened, or does not agree with a statement, in UTF-16 units. */
export const PERIOD_REASON_LIMIT = 500
/** The longest reason of a refund, and of undoing one, in UTF-16 units. */
export const REFUND_REASON_LIMIT = 200
/** The longest reference of a refund: a transaction hash of any chain fits. */
export const REFUND_REFERENCE_LIMIT = 200

/** So many items a list can be narrowed to at once. */
export const MOST_ITEMS = 100
/** So many columns a list can have, those of other versions too. */
export const MOST_COLUMNS = 60
/** So many invoices of a list can be selected at once. */
export const MOST_SELECTED = 100_000
/** So many are edited by one call at most. */
export const MOST_EDITED = 1_000
/** A longer edit comes in pieces of so many, and is undone so: a sale in between waits for some hundredths of a second. */
export const EDIT_PIECE = 250

/** How long the name of a shop may be, in characters. */
export const SHOP_NAME_LIMIT = 60
