import { PERSON_NAME_LIMIT } from '../../shared/contract/plain/people.ts'
import { typedText } from '../../shared/contract/plain/typed-text.ts'
import { fold } from '../../shared/text/fold.ts'

/** What steers a text and is not seen: control and format characters, marks of direction, and what breaks a line. */
const STEERING = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u
/** What joins letters of some scripts, and parts of a sign; it turns nothing. */
const JOINERS = /[\u200c\u200d]/gu

/** Gives a name as it is kept, with single blanks, in one spelling; null for one that is empty, too long or holds what steers a text. */
export function personNameOf(typed: string): string | null {
  const name = typedText(typed).normalize('NFC').replaceAll(/\s+/gu, ' ')
  if (name === '' || name.length > PERSON_NAME_LIMIT || !/[\p{L}\p{N}\p{S}]/u.test(name)) return null
  return STEERING.test(typed.toWellFormed().replaceAll(JOINERS, '')) ? null : name
}

/** What two names have in common that read as one: small letters, without accents. */
export function nameAlike(name: string): string {
  return fold(name).trim()
}
