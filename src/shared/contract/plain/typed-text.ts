/** What cannot be seen: blanks, control and format characters, and what a page draws as nothing. */
const UNSEEN = /^[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u{2800}]*$/u

/**
 * Gives a text as its person meant it: without outer blanks, and none where nothing in it can be seen.
 *
 * Half a character, which no file can hold, becomes U+FFFD; so the text that comes back from the book is the one that was sent.
 */
export function typedText(text: string): string {
  return UNSEEN.test(text) ? '' : text.toWellFormed().trim()
}
