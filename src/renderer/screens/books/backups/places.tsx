import { Archive, FolderOpen, HardDrive, Usb } from 'lucide-react'
import type { BackupsView } from '../../../../shared/contract/shapes/books/backup.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { PathText } from '../../../components/path-text.tsx'
import { useOverview } from '../../../data/app.ts'
import { useChooseBackupFolder, useLeaveBackupFolder, useShowBackups } from '../../../data/backups.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { OtherComputer } from '../moving/other-computer.tsx'
import { FolderTroubleWords } from './folder-trouble.tsx'

/** Where the backups go and how long they are kept. */
export function Places({ view }: { readonly view: BackupsView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const show = useShowBackups()
  const { here, kept } = view
  return (
    <section className="card backups-places" aria-labelledby="backups-places">
      <h2 id="backups-places">{t('backups.places.title')}</h2>
      <div className="backup-place">
        <PlaceName icon={HardDrive} name={t('backups.places.here')} count={here.count} />
        <p className="help">
          <bdi className="backup-path">
            <PathText path={here.path} />
          </bdi>{' '}
          · {usedOf(here)}
        </p>
        <Button needs="setUp" onPress={() => show.mutate()}>
          <FolderOpen aria-hidden="true" size={16} />
          {t('backups.places.show')}
        </Button>
        <ErrorWords error={show.error} />
      </div>
      <Second second={view.second} usedOf={usedOf} />
      {kept.count > 0 && (
        <div className="backup-place">
          <PlaceName icon={Archive} name={t('backups.kept.title')} count={null} />
          <p className="help">
            <bdi className="backup-path">
              <PathText path={kept.path} />
            </bdi>
          </p>
          <p className="help">
            {t('backups.kept.text', { count: kept.count, size: format.size(kept.bytes) })}
          </p>
        </div>
      )}
      <h2>{t('backups.long.title')}</h2>
      <p className="help">{t('backups.long.text')}</p>
      <OtherComputer />
    </section>
  )

  function usedOf({ bytes, free }: { readonly bytes: number; readonly free: number | null }): string {
    const used = format.size(bytes)
    return free === null
      ? t('backups.places.used', { used })
      : t('backups.places.usedOf', { used, free: format.size(free) })
  }
}

interface SecondProps extends Pick<BackupsView, 'second'> {
  readonly usedOf: (room: { readonly bytes: number; readonly free: number | null }) => string
}

/** The second folder: where it is, how it stands, and the acts that change it. */
function Second({ second, usedOf }: SecondProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { book } = useOverview()
  const choose = useChooseBackupFolder()
  const leave = useLeaveBackupFolder()
  const isWell = second?.trouble === null && second.awaySince === null
  if (book.kind === 'practice') {
    return <p className="help">{t('backups.second.practice')}</p>
  }
  return (
    <div className="backup-place">
      <PlaceName
        icon={Usb}
        name={t('backups.second.title')}
        count={second?.awaySince === null ? second.count : null}
      />
      {second ? (
        <>
          <p className="help">
            <bdi className="backup-path">
              <PathText path={second.path} />
            </bdi>
            {second.awaySince === null && ` · ${usedOf(second)}`}
          </p>
          <p className="help">
            {second.lastAt === null
              ? t('backups.second.never')
              : t('backups.second.lastAt', { when: format.when(second.lastAt) })}
            {isWell && ` ${t('backups.second.told')}`}
          </p>
          <FolderTroubleWords folder={second} />
        </>
      ) : (
        <p className="help">{t('backups.second.none')}</p>
      )}
      <div className="actions">
        <Button needs="setUp" isPending={choose.isPending} onPress={() => choose.mutate()}>
          {t(second ? 'backups.second.other' : 'backups.second.choose')}
        </Button>
        {second && (
          <Button needs="setUp" isPending={leave.isPending} onPress={() => leave.mutate()}>
            {t('backups.second.leave')}
          </Button>
        )}
      </div>
      <ErrorWords error={choose.error ?? leave.error} />
    </div>
  )
}

interface NameProps {
  readonly icon: typeof HardDrive
  readonly name: string
  readonly count: number | null
}

function PlaceName({ icon: Icon, name, count }: NameProps) {
  const { t } = useTranslation()
  return (
    <div className="backup-place-name">
      <Icon aria-hidden="true" size={16} />
      <h3>{name}</h3>
      {count !== null && <span className="help">{t('backups.places.count', { count })}</span>}
    </div>
  )
}
