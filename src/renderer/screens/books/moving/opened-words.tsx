import { Laptop } from 'lucide-react'
import { useMoving } from '../../../data/moving.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** What came of the file from another computer that was opened since the start; nothing where none was. */
export function OpenedWords() {
  const { t } = useTranslation()
  const opened = useMoving().data?.opened
  if (!opened) return null
  const { name, keys } = opened
  return (
    <section className="card backups-restored" aria-label={t('moving.opened.label')}>
      <Laptop aria-hidden="true" size={20} />
      <p>
        <strong>
          <bdi>{t('moving.opened.what', { file: name })}</bdi>
        </strong>{' '}
        {keys === null ? t('moving.opened.none') : t('moving.opened.keys', { count: keys.added })}{' '}
        {keys !== null && keys.had > 0 && t('moving.opened.had', { count: keys.had })}{' '}
        {keys?.failed && <span className="attention-words">{t('moving.opened.failed')}</span>}
      </p>
    </section>
  )
}
