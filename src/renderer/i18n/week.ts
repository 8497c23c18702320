import { weekOf } from '../../shared/words/intl.ts'
import { LANGUAGES, languageOf } from '../../shared/words/languages.ts'

/** How a week is where the window's language is spoken: 1 is Monday, 7 Sunday. */
interface Week {
  /** The days in the order in which they are told there. */
  readonly weekdays: readonly number[]
  /** Says whether a business day is one on which few work. */
  isDayOff(day: string): boolean
}

/** Tells how a week is where a locale of the window is spoken. English is written as in Britain everywhere: there the week is that of the computer's own region. */
export function weekIn(language: string): Week {
  const { firstDay, weekend } = weekOf(
    LANGUAGES[languageOf(language)].followsRegion ? language : navigator.language,
  )
  return {
    weekdays: Array.from({ length: 7 }, (_, n) => ((firstDay - 1 + n) % 7) + 1),
    isDayOff: (day) => weekend.includes(weekdayOf(day)),
  }
}

/** Gives the weekday of a business day: 1 is Monday, 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7
}
