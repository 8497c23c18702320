import { isLanguage, LANGUAGE_IDS, LANGUAGES } from '../../../../shared/words/languages.ts'
import { Select } from '../../../components/select.tsx'
import { useOverview } from '../../../data/app.ts'
import { useCustomerDisplay, useSpeakToCustomer } from '../../../data/customer/display.ts'
import { useIsAllowed } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

const SAME = 'same'

/** The language in which this customer reads the display, where there is one; the next customer has that of the settings again. */
export function CustomerLanguage() {
  const { t } = useTranslation()
  const { settings } = useOverview()
  const display = useCustomerDisplay()
  const speak = useSpeakToCustomer()
  const maySell = useIsAllowed('sell')
  if (!display?.isOpen || !maySell) return null
  const usual = settings.customerLanguage
  return (
    <div className="customer-language">
      <span aria-hidden="true">{t('customerDisplay.row')}</span>
      <Select
        isBare
        label={t('customerDisplay.row')}
        choices={[
          {
            id: SAME,
            name: t('customerDisplay.own', {
              language: usual === SAME ? t('customerDisplay.same') : LANGUAGES[usual].name,
            }),
          },
          ...LANGUAGE_IDS.map((id) => ({ id, name: LANGUAGES[id].name })),
        ]}
        value={display.language ?? SAME}
        onChange={(id) => speak.mutate(isLanguage(id) ? id : null)}
      />
    </div>
  )
}
