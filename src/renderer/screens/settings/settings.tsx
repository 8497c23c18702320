import { Button } from '../../components/button.tsx'
import { useMay } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { About } from './about.tsx'
import { Accounts } from './accounts.tsx'
import { Appearance } from './appearance.tsx'
import { CustomerDisplay } from './customer-display.tsx'
import { Items } from './items/items.tsx'
import { Keyboard } from './keyboard.tsx'
import { Keys } from './keys.tsx'
import { LiveStatuses } from './live-statuses.tsx'
import { People } from './people/people.tsx'
import { Practice } from './practice.tsx'
import { Scanner } from './scanner.tsx'
import { Sounds } from './sounds.tsx'
import { Till } from './till.tsx'

/** The sections in their order, each with the right without which it is not there. */
const SECTIONS = [
  { id: 'accounts', needs: 'setUp', Content: Accounts },
  { id: 'items', needs: 'setUp', Content: Items },
  { id: 'people', needs: 'ownLooks', Content: People },
  { id: 'watching', needs: 'setUp', Content: LiveStatuses },
  { id: 'keys', needs: 'setUp', Content: Keys },
  { id: 'practice', needs: 'setUp', Content: Practice },
  { id: 'sound', needs: 'ownLooks', Content: Sounds },
  { id: 'appearance', needs: 'ownLooks', Content: Appearance },
  { id: 'keyboard', needs: 'ownLooks', Content: Keyboard },
  { id: 'scanner', needs: 'setUp', Content: Scanner },
  { id: 'customer', needs: 'setUp', Content: CustomerDisplay },
  { id: 'till', needs: 'setUp', Content: Till },
  { id: 'about', needs: 'ownLooks', Content: About },
] as const

type SectionId = (typeof SECTIONS)[number]['id']

/** The sections that whoever is at the till may use, with their names; the palette leads to each. */
export function useSections() {
  const { t } = useTranslation()
  const may = useMay()
  const nameOf = (id: SectionId) =>
    id === 'people' ? t(may('people') ? 'people.section' : 'people.ownSection') : t(`settings.sections.${id}`)
  return SECTIONS.filter(({ needs }) => may(needs)).map(({ id, Content }) => ({
    id,
    name: nameOf(id),
    Content,
  }))
}

/** Brings a section into view, with the keyboard at its heading. */
function showSection(id: SectionId): void {
  const heading = document.getElementById(`settings-${id}`)
  heading?.closest('section')?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/** Everything that is set up once and changed seldom. */
export function Settings() {
  const { t } = useTranslation()
  const sections = useSections()
  return (
    <div className="page">
      <h1>{t('settings.title')}</h1>
      <nav className="settings-sections" aria-label={t('settings.toSection')}>
        {sections.map(({ id, name }) => (
          <Button key={id} look="quiet" onPress={() => showSection(id)}>
            {name}
          </Button>
        ))}
      </nav>
      {sections.map(({ id, name, Content }) => (
        <section key={id} className="card" aria-labelledby={`settings-${id}`}>
          <h2 id={`settings-${id}`} tabIndex={-1}>
            {name}
          </h2>
          <Content />
        </section>
      ))}
    </div>
  )
}
