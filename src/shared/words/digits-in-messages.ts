import { digitsIn } from './format.ts'
import { type Catalogue, withMessages } from './read-catalogue.ts'

/** What is no text of a message: values in their places, other messages. */
const FIXED = /(\{\{[^}]*\}\}|\$t\([^)]*\))/
/** A number or a time that stands by itself: no part of a name ("1ShotPay", "SHA-256", "RFC 4180", "Alt 1") or a path. */
const NUMBER = /(?<![\p{L}\p{N}.,_/#-]|[A-Za-z] )\d+(?::\d\d)?(?![\p{L}\p{N}_/-])/gu
/** Sections in which digits stand for themselves: what a person types on a command line, and the digits to choose between. */
const AS_THEY_ARE: readonly string[] = ['cli', 'language']

/** Writes the numbers of a catalogue's own texts in the digits of a locale. */
export function withDigits(catalogue: Catalogue, locale: string): Catalogue {
  const sections = Object.entries(catalogue).map(([name, words]) => {
    const isText = typeof words === 'string' || AS_THEY_ARE.includes(name)
    return [
      name,
      isText ? words : withMessages(words, (message) => digitsOfMessage(message, locale)),
    ] as const
  })
  return Object.fromEntries(sections)
}

function digitsOfMessage(message: string, locale: string): string {
  // What shows how an amount or a day may be typed stays whole.
  if (!/\d/.test(message) || /\d[.,]\d|\.\.\d/.test(message)) return message
  const parts = message.split(FIXED)
  return parts
    .map((part, n) => (n % 2 === 1 ? part : part.replace(NUMBER, (one) => digitsIn(one, locale))))
    .join('')
}
