import { listText } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useWordsOf } from '../filter/chips.tsx'
import type { Part } from '../filter/parts.ts'
import type { Standing } from './offered.ts'

interface Named {
  readonly id: string
  readonly label: string
}

/** Says in words what a list is filtered and sorted by: "created this month, account OCPay, by customer". */
export function useViewWords({ choice, sort }: Standing, accounts: readonly Named[]): string {
  const { t, i18n } = useTranslation()
  const words = useWordsOf(choice, accounts)
  const small = (text: string) => text.toLocaleLowerCase(i18n.language)
  const parts = (Object.keys(words) as Part[]).flatMap((part) => {
    const [key, value] = words[part] ?? ['', '']
    if (key === '' && value === '') return []
    return [key === '' ? small(value) : `${small(key)} ${value}`]
  })
  const search = choice.search.trim()
  if (search !== '') parts.unshift(t('views.search', { search }))
  if (parts.length === 0) parts.push(t('views.noFilter'))
  if (sort) parts.push(t('views.by', { column: small(columnOf(t, sort.by)) }))
  return listText(parts, i18n.language)
}

type Words = ReturnType<typeof useTranslation>['t']

/** What the column is called by which a list is sorted. */
function columnOf(t: Words, by: string): string {
  const known = ORDERS.find((one) => one === by)
  return known ? t(`list.columns.${known}`) : by
}

const ORDERS = [
  ...(['created', 'number', 'customer', 'asked', 'received', 'difference', 'status', 'account'] as const),
  'paid',
] as const
