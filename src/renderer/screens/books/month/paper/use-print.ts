import { useState } from 'react'
import { useAmountsHidden, useTranslation } from '../../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../../window/announcer.tsx'

/**
 * Gives the way to print what is shown. While amounts are hidden it refuses: a print's preview would show them to whoever they are hidden from,
 * and a sheet of dots is of no use. `refusal` says so until they are shown; null before.
 */
export function usePrint(): { readonly print: () => void; readonly refusal: string | null } {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const isHidden = useAmountsHidden()
  const [isRefused, setRefused] = useState(false)
  if (isRefused && !isHidden) setRefused(false)
  const words = t('people.amounts.notPrinted')
  return {
    print() {
      if (!isHidden) return window.print()
      setRefused(true)
      announce(words)
    },
    refusal: isHidden && isRefused ? words : null,
  }
}
