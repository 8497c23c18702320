import { History } from 'lucide-react'
import type { BackupsView } from '../../../../shared/contract/shapes/books/backup.ts'
import { useOverview } from '../../../data/app.ts'
import { useAskedBack } from '../../../data/backups.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { NumberList } from './number-list.tsx'

/** What the last restore of this book came to, and how it is undone; nothing where there was none since the start. */
export function RestoredWords({ view: { restored, rows } }: { readonly view: BackupsView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { book } = useOverview()
  const isAsked = Boolean(useAskedBack().data)
  if (restored?.kind !== book.kind) return null
  const { taken, lost, lostNumbers, read, replaced } = restored
  const isSame = replaced === 'this'
  const before = rows.find(({ reason, madeAt }) => reason === 'restore' && madeAt <= restored.at)
  return (
    <section className="card backups-restored" aria-label={t('backups.restored.label')}>
      <History aria-hidden="true" size={20} />
      <p>
        <strong>
          {t(replaced === 'another' ? 'backups.restored.opened' : 'backups.restored.what', {
            backup: format.when(restored.madeAt),
            when: format.when(restored.at),
            code: book.tillCode,
          })}
        </strong>{' '}
        {!read && t(isAsked ? 'backups.restored.unreadAsked' : 'backups.restored.unread')}
        {read && taken > 0 && t('backups.restored.taken', { count: taken })}
        {read && isSame && taken + lost === 0 && t('backups.restored.nothing')}
        {!isSame && t(isAsked ? 'backups.restored.elsewhereAsked' : 'backups.restored.elsewhere')}{' '}
        {lost > 0 && (
          <>
            {t('backups.restored.lost', { count: lost })} <NumberList
              numbers={lostNumbers}
              count={lost}
            />{' '}
          </>
        )}
        {before && t('backups.restored.undo', { when: format.when(before.madeAt) })}
      </p>
    </section>
  )
}
