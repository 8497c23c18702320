import { isLanguage, LANGUAGE_IDS, LANGUAGES } from '../../../../shared/words/languages.ts'
import { Select } from '../../../components/select.tsx'
import type { PersonView } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

const APPS = 'app'

interface Props {
  readonly value: PersonView['language']
  readonly onChange: (language: PersonView['language']) => void
}

/** The language of a person, each by its own name, so that whoever reads no other one finds it; or the app's. */
export function LanguageSelect({ value, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('people.language.label')}
      choices={[
        { id: APPS, name: t('people.language.app') },
        ...LANGUAGE_IDS.map((id) => ({ id, name: LANGUAGES[id].name })),
      ]}
      value={value ?? APPS}
      onChange={(id) => onChange(isLanguage(id) ? id : null)}
    />
  )
}
