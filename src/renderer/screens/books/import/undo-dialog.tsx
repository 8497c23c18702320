import type { SaleImport } from '../../../../shared/contract/shapes/books/imports.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useUndoImport } from '../../../data/files/imports.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly one: SaleImport
  readonly onClose: () => void
}

/** Asks once more before an import is undone as a whole. */
export function UndoDialog({ one, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const undo = useUndoImport()
  const { sales, fileName: file } = one
  return (
    <Dialog title={t('imports.undoTitle', { file })} isOpen onClose={onClose} role="alertdialog">
      <p>{t('imports.undoText', { count: sales, figure: format.count(sales) })}</p>
      <p className="help">{t('imports.undoSafe')}</p>
      <ErrorWords error={undo.error} />
      <div className="actions actions-end">
        <Button onPress={onClose} autoFocus>
          {t('imports.keep')}
        </Button>
        <Button
          look="danger"
          isPending={undo.isPending}
          onPress={() => undo.mutate(one.id, { onSuccess: onClose })}
        >
          {t('imports.undoIt')}
        </Button>
      </div>
    </Dialog>
  )
}
