import { failureOf } from '../../../data/call.ts'
import { errorValues } from '../../../i18n/error-values.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import { withNumber } from './edit-words.ts'

/** Gives the words of what failed in one line; where a part was `done`, that is said in the place of what is safe. */
export function useFailureWords(): (error: unknown, done?: string) => string {
  const { t, i18n } = useTranslation()
  const maybe = useMaybeWords()
  return (error, done = '') => {
    const { code, params } = failureOf(error)
    const values = withNumber({ ...errorValues(params, i18n.language), code }, t('attention.ofNoSale'))
    const part = (name: 'what' | 'safe' | 'next') =>
      maybe(`errors.${code}.${name}`, values) ?? t(`errorParts.unknown.${name}`, values)
    return [part('what'), done || part('safe'), part('next')].join(' ')
  }
}
