/** The longest name of a person, in UTF-16 units. */
export const PERSON_NAME_LIMIT = 60
/** The most people of one till, those put away too. */
export const MOST_PEOPLE = 200
/** The fewest digits of a PIN. */
export const PIN_LEAST = 4
/** The most digits of a PIN. */
export const PIN_MOST = 12
/** So many wrong PINs are looked at before a wait begins. */
export const PIN_TRIES = 5
/** The minutes without a sign of life after which a till can lock itself; 0 for never. */
export const AUTO_LOCK_MINUTES = [0, 1, 2, 5, 10, 30] as const
export type AutoLock = (typeof AUTO_LOCK_MINUTES)[number]
/** As it is once people are set up. */
export const FIRST_AUTO_LOCK: AutoLock = 5
