import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { LANGUAGE_IDS, LANGUAGES, languageOf } from '../../shared/words/languages.ts'
import { digitsOf } from '../../shared/words/locale.ts'
import { ErrorWords } from '../components/error-words.tsx'
import { Select } from '../components/select.tsx'
import { useOverview, useSetSettings } from '../data/app.ts'
import { useTranslation } from '../i18n/use-translation.ts'

const CHOICES = ['system', ...LANGUAGE_IDS] as const

/** The language of the app, each by its own name; it is spoken at once. */
export function LanguageChoice() {
  const { t } = useTranslation()
  const { settings } = useOverview()
  const set = useSetSettings()
  return (
    <>
      <Select
        label={t('language.label')}
        choices={CHOICES.map((id) => ({
          id,
          name: id === 'system' ? t('settings.appearance.system') : LANGUAGES[id].name,
        }))}
        value={settings.language}
        onChange={(id) => {
          const language = CHOICES.find((one) => one === id)
          if (language) set.mutate({ language })
        }}
      />
      <ErrorWords error={set.error} />
    </>
  )
}

/** The digits of the language that is spoken, where it has a choice; those of the region until a person chose. */
export function DigitsChoice() {
  const { t, i18n } = useTranslation()
  const set = useSetSettings()
  const { digits } = LANGUAGES[languageOf(i18n.language)]
  if (digits.length < 2) return null
  return (
    <>
      <RadioGroup
        className="radio-group"
        value={digitsOf(i18n.language)}
        onChange={(value) => {
          const chosen = digits.find((one) => one === value)
          if (chosen) set.mutate({ digits: chosen })
        }}
      >
        <Label className="label">{t('language.digits')}</Label>
        <div className="radios">
          {digits.map((one) => (
            <Radio key={one} value={one} className="radio">
              <span className="radio-dot" aria-hidden="true" />
              {t(`language.digitsOf.${one}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <ErrorWords error={set.error} />
    </>
  )
}
