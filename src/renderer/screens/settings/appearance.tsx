import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { ErrorWords } from '../../components/error-words.tsx'
import { useOverview, useSetOwn } from '../../data/app.ts'
import { useIsAllowed } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { DigitsChoice, LanguageChoice } from '../../setup/language-choice.tsx'

const THEMES = ['system', 'light', 'dark'] as const

/** The language with its digits; light, dark, or as the computer. */
export function Appearance() {
  const { t } = useTranslation()
  const { settings } = useOverview()
  const set = useSetOwn()
  const maySetUp = useIsAllowed('setUp')
  return (
    <>
      {/* Whoever may not set the app up chooses a language of one's own, under the own name. */}
      {maySetUp && <LanguageChoice />}
      {maySetUp && <DigitsChoice />}
      <RadioGroup
        className="radio-group"
        value={settings.theme}
        onChange={(value) => {
          const theme = THEMES.find((one) => one === value)
          if (theme) set.mutate({ theme })
        }}
      >
        <Label className="label">{t('settings.appearance.theme')}</Label>
        <div className="radios">
          {THEMES.map((theme) => (
            <Radio key={theme} value={theme} className="radio">
              <span className="radio-dot" aria-hidden="true" />
              {t(`settings.appearance.${theme}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <ErrorWords error={set.error} />
    </>
  )
}
