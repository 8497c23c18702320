import type { HistoryEvent } from '../../shared/contract/shapes/invoice.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { humanize, useMaybeWords } from '../i18n/words.ts'

type Told = Pick<HistoryEvent, 'kind' | 'data'>

/** Gives the facts of an event that tells of a setting, of a wrong passphrase or of what was left out, in the order that they are read; none of any other. */
export function useChangeFacts(): (event: Told) => readonly string[] {
  const { t } = useTranslation()
  const maybe = useMaybeWords()

  /** The name of a setting of the till, or of a provider account. */
  const nameOf = (setting: string) =>
    maybe(`history.setting.${setting}`) ?? maybe(`providers.fields.${setting}.label`) ?? humanize(setting)

  /** What is chosen from a list has words; what was typed stands as it was typed. Empty where nothing is set. */
  function valueIn({ kind, data }: Told, name: 'from' | 'to'): string {
    const value = String(data[name] ?? '')
    if (value === '' || data.setting === 'cashier' || data.setting === 'label') return value
    const ofProvider = kind === 'account_changed' ? maybe(`providers.choices.${value}`) : null
    return ofProvider ?? maybe(`history.value.${value}`) ?? value
  }

  function changed(event: Told): string {
    const name = nameOf(String(event.data.setting))
    // How a scanner types is for the record.
    if (event.data.setting === 'scanner') return name
    const [from, to] = [valueIn(event, 'from'), valueIn(event, 'to')]
    if (from === '') return t('history.change.set', { name, to })
    return to === ''
      ? t('history.change.unset', { name, from })
      : t('history.change.both', { name, from, to })
  }

  return (event) => {
    const { kind, data } = event
    const label = kind.startsWith('account_') && typeof data.label === 'string' ? [data.label] : []
    if (typeof data.setting === 'string') return [...label, changed(event)]
    if (data.what === 'left_out') return [t('history.leftOut', { count: Number(data.count ?? data.how) })]
    if (data.what !== 'wrong_passphrase') return label
    const where = maybe(`history.triedAt.${data.at}`)
    return [...(where === null ? [] : [where]), t('history.tries', { count: Number(data.tries) })]
  }
}
