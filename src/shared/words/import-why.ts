import { IMPORT_FIELDS, type ImportWhy } from '../contract/plain/imports.ts'
import type { Words } from './words.ts'

/** Says why a row of an imported file is what it is, as a person reads it: "31 February is not a date". */
export function whyWords(
  { t, language }: Pick<Words, 't' | 'language'>,
  { reason, text, line }: ImportWhy,
): string {
  switch (reason) {
    case 'noSuchDay':
      return t('imports.why.noSuchDay', { day: dayWords(text ?? '', language) })
    case 'closed':
      return t('imports.why.closed', { month: monthWords(text ?? '', language) })
    case 'fileImported': {
      const [day = '', ...account] = (text ?? '').split(' ')
      return t('imports.why.fileImported', { day: dateWords(day, language), account: account.join(' ') })
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
function dayWords(text: string, language: string): string {
  const [month = 1, day = 1] = text.split('-').map(Number)
  const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  return `${day} ${name.format(Date.UTC(2024, month - 1, 1))}`
}

function monthWords(firstDay: string, language: string): string {
  return formatted(firstDay, language, { month: 'long', year: 'numeric' })
}

function dateWords(day: string, language: string): string {
  return formatted(day, language, { dateStyle: 'medium' })
}

function formatted(day: string, language: string, how: Intl.DateTimeFormatOptions): string {
  const at = Date.parse(`${day}T00:00Z`)
  return Number.isNaN(at) ? day : new Intl.DateTimeFormat(language, { ...how, timeZone: 'UTC' }).format(at)
}
