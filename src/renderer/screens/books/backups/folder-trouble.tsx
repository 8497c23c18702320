import type { BackupsView } from '../../../../shared/contract/shapes/books/backup.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'

interface Props {
  readonly folder: Pick<NonNullable<BackupsView['second']>, 'awaySince' | 'trouble' | 'needed'>
}

/** Why the second folder takes nothing: what happened, what is safe, what to do next; nothing where it does. */
export function FolderTroubleWords({ folder: { awaySince, trouble, needed } }: Props) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const format = useFormat()
  if (trouble === null && awaySince === null) return null
  function said(): readonly [string, string] {
    if (awaySince !== null)
      return [t('backups.second.away', { when: format.when(awaySince) }), t('backups.second.awayNext')]
    if (trouble === 'DISK_FULL' && needed !== null)
      return [t('backups.second.full', { size: format.size(needed) }), t('backups.second.fullNext')]
    const part = (name: 'what' | 'next') =>
      maybe(`errors.${trouble}.${name}`) ?? t(`errorParts.unknown.${name}`, { code: trouble ?? '' })
    return [part('what'), part('next')]
  }
  const [what, next] = said()
  return (
    <p className="help attention-words" role="status">
      <strong>{what}</strong> {t('backups.second.safe')} {next}
    </p>
  )
}
