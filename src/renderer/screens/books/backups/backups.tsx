import { useState } from 'react'
import type { BackupRow } from '../../../../shared/contract/shapes/books/backup.ts'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useBackups } from '../../../data/backups.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { OpenedWords } from '../moving/opened-words.tsx'
import { AskedBack } from './asked-back.tsx'
import { BackupGrid } from './backup-grid.tsx'
import { BackupsHead } from './backups-head.tsx'
import { Places } from './places.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { RestoredWords } from './restored-words.tsx'
import { SalvagedWords } from './salvaged-words.tsx'

/** The backups of the open book: how they stand, each of them with the way back to it, and where they go. */
export function Backups() {
  const { t } = useTranslation()
  const backups = useBackups()
  const [chosen, setChosen] = useState<BackupRow | null>(null)
  const view = backups.data
  if (!view) {
    return backups.error ? (
      <ErrorWords error={backups.error} />
    ) : (
      <p aria-busy="true">{t('backups.loading')}</p>
    )
  }
  return (
    <>
      <BackupsHead view={view} />
      <RestoredWords view={view} />
      <AskedBack />
      <OpenedWords />
      <SalvagedWords view={view} />
      <div className="backups-body">
        <section className="card backups-list" aria-labelledby="backups-list">
          <h2 id="backups-list">{t('backups.title')}</h2>
          {view.rows.length > 0 ? (
            <BackupGrid rows={view.rows} onRestore={setChosen} />
          ) : (
            <p className="quiet">{t('backups.teach')}</p>
          )}
        </section>
        <Places view={view} />
      </div>
      <footer className="backups-foot help">
        <p className="keys-hint">{t('backups.keys')}</p>
        <p>{t('backups.canBeUndone')}</p>
      </footer>
      {chosen && <RestoreDialog row={chosen} view={view} onClose={() => setChosen(null)} />}
    </>
  )
}
