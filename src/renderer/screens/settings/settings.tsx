import { Button } from '../../components/button.tsx'
import { useTranslation } from '../../i18n/use-translation.ts'
import { About } from './about.tsx'
import { Accounts } from './accounts.tsx'
import { Appearance } from './appearance.tsx'
import { Items } from './items/items.tsx'
import { Keyboard } from './keyboard.tsx'
import { Keys } from './keys.tsx'
import { LiveStatuses } from './live-statuses.tsx'
import { Practice } from './practice.tsx'
import { Scanner } from './scanner.tsx'
import { Sounds } from './sounds.tsx'
import { Till } from './till.tsx'

/** The sections in their order; the palette leads to each. */
export const SECTIONS = [
  { id: 'accounts', Content: Accounts },
  { id: 'items', Content: Items },
  { id: 'watching', Content: LiveStatuses },
  { id: 'keys', Content: Keys },
  { id: 'practice', Content: Practice },
  { id: 'sound', Content: Sounds },
  { id: 'appearance', Content: Appearance },
  { id: 'keyboard', Content: Keyboard },
  { id: 'scanner', Content: Scanner },
  { id: 'till', Content: Till },
  { id: 'about', Content: About },
] as const

/** Brings a section into view, with the keyboard at its heading. */
function showSection(id: (typeof SECTIONS)[number]['id']): void {
  const heading = document.getElementById(`settings-${id}`)
  heading?.closest('section')?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/** Everything that is set up once and changed seldom. */
export function Settings() {
  const { t } = useTranslation()
  return (
    <div className="page">
      <h1>{t('settings.title')}</h1>
      <nav className="settings-sections" aria-label={t('settings.toSection')}>
        {SECTIONS.map(({ id }) => (
          <Button key={id} look="quiet" onPress={() => showSection(id)}>
            {t(`settings.sections.${id}`)}
          </Button>
        ))}
      </nav>
      {SECTIONS.map(({ id, Content }) => (
        <section key={id} className="card" aria-labelledby={`settings-${id}`}>
          <h2 id={`settings-${id}`} tabIndex={-1}>
            {t(`settings.sections.${id}`)}
          </h2>
          <Content />
        </section>
      ))}
    </div>
  )
}
