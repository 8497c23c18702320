import { IMPORT_FIELDS, type ImportWhy } from '../contract/plain/imports.ts'
import { digitsIn } from './format.ts'
import { intlDates } from './intl.ts'
import type { Words } from './words.ts'

/** Says why a row of an imported file is what it is, as a person reads it: "31 February is not a date". */
export function whyWords(
  { t, locale }: Pick<Words, 't' | 'locale'>,
  { reason, text, line }: ImportWhy,
): string {
  switch (reason) {
    case 'noSuchDay':
      return t('imports.why.noSuchDay', { day: dayWords(text ?? '', locale) })
    case 'closed':
      return t('imports.why.closed', { month: monthWords(text ?? '', locale) })
    case 'fileImported': {
      const [day = '', ...account] = (text ?? '').split(' ')
      return t('imports.why.fileImported', { day: dateWords(day, locale), account: account.join(' ') })
    }
    case 'tooLong':
      return t('imports.why.tooLong', {
        field: t(`imports.field.${IMPORT_FIELDS.find((field) => field === text) ?? 'out'}`),
      })
    case 'sameSale':
    case 'sameSaleOtherTransaction':
      return t(`imports.why.${reason}`, { text: text ?? t('imports.line', { line: line ?? 0 }) })
    default:
      return t(`imports.why.${reason}`, { text: text ?? '', line: line ?? 0 })
  }
}

/** Names a day that no month has: "31 February". */
function dayWords(text: string, locale: string): string {
  const [month = 1, day = 1] = text.split('-').map(Number)
  const name = intlDates(locale, 'UTC', { month: 'long' }).format(Date.UTC(2024, month - 1, 1))
  return `${digitsIn(String(day), locale)} ${name}`
}

function monthWords(firstDay: string, locale: string): string {
  return formatted(firstDay, locale, { month: 'long', year: 'numeric' })
}

function dateWords(day: string, locale: string): string {
  return formatted(day, locale, { day: 'numeric', month: 'short', year: 'numeric' })
}

function formatted(day: string, locale: string, how: Intl.DateTimeFormatOptions): string {
  const at = Date.parse(`${day}T00:00Z`)
  return Number.isNaN(at) ? day : intlDates(locale, 'UTC', how).format(at)
}
