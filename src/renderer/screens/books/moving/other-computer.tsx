import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useOverview, useShowBookFolder } from '../../../data/app.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { OpenBookFile } from '../../../setup/open-book-file.tsx'
import { MoveDialog } from './move-dialog.tsx'

/** The ways to another computer and from one, and to the book's own file. */
export function OtherComputer() {
  const { t } = useTranslation()
  const { moved } = useOverview()
  const [isMoving, setMoving] = useState(false)
  const show = useShowBookFolder()
  return (
    <>
      <h2 id="backups-elsewhere">{t('backups.elsewhere.title')}</h2>
      <p className="help">{t('backups.elsewhere.text')}</p>
      <div className="backup-place">
        {!moved && (
          <Button needs="setUp" onPress={() => setMoving(true)}>
            {t('moving.act')}
          </Button>
        )}
        <OpenBookFile label={t('backups.elsewhere.act')} />
        <Button needs="setUp" onPress={() => show.mutate()}>
          <FolderOpen aria-hidden="true" size={16} />
          {t('backups.elsewhere.showBook')}
        </Button>
        <ErrorWords error={show.error} />
      </div>
      {isMoving && <MoveDialog onClose={() => setMoving(false)} />}
    </>
  )
}
