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
