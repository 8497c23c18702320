import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useMaybeWords } from '../i18n/words.ts'

/** Gives a provider's own word for a link as a person reads it: with its meaning where it is a mere number. */
export function useProviderWord(): (provider: ProviderId, word: string) => string {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  return (provider, word) => {
    const meaning = /^\d+$/.test(word) ? maybe(`sale.numbered.${provider}.${word}`) : null
    return meaning === null ? word : t('sale.providerNumber', { word, meaning })
  }
}
