import type { ImportsView } from '../../../../shared/contract/shapes/books/imports.ts'
import { Button } from '../../../components/button.tsx'
import { Progress } from '../../../components/progress/progress.tsx'
import { useCancelImport } from '../../../data/files/imports.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** How far an import, or undoing one, has come; it goes on whatever screen is looked at. */
export function Running({ running }: { readonly running: NonNullable<ImportsView['running']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const cancel = useCancelImport()
  const { act, fileName: file, done, total } = running
  return (
    <div className="import-running">
      <p>{t(`imports.running.${act}`, { file, done: format.count(done), total: format.count(total) })}</p>
      <Progress label={t(`imports.progress.${act}`)} done={total === 0 ? 0 : done / total} />
      {act === 'take' && (
        <Button isPending={cancel.isPending} onPress={() => cancel.mutate()}>
          {t('imports.cancel')}
        </Button>
      )}
    </div>
  )
}
