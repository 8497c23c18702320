import { Laptop } from 'lucide-react'
import { useMoving } from '../../../data/moving.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** What came of the file from another computer that was opened since the start; nothing where none was. */
export function OpenedWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const opened = useMoving().data?.opened
  if (!opened) return null
  const { name, at, tillCode, keys } = opened
  return (
    <section className="card backups-restored" aria-label={t('moving.opened.label')}>
      <Laptop aria-hidden="true" size={20} />
      <p>
        <strong>{t('moving.opened.what', { when: format.when(at), file: name, code: tillCode })}</strong>{' '}
        {keys === null ? t('moving.opened.none') : t('moving.opened.keys', { count: keys.added })}{' '}
        {keys !== null && keys.had > 0 && t('moving.opened.had', { count: keys.had })}{' '}
        {keys?.failed && <span className="attention-words">{t('moving.opened.failed')}</span>}
      </p>
    </section>
  )
}
