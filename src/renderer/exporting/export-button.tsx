import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { useTranslation } from '../i18n/use-translation.ts'
import { shortcutOf } from '../keyboard/keys.ts'
import { useKeys } from '../keyboard/use-keys.tsx'
import type { ExportFrom } from './asked-from.ts'
import { ExportDialog } from './export-dialog.tsx'

interface Props {
  /** What is on the screen; null while nobody knows it. */
  readonly from: ExportFrom | null
  /** Its filter, or its days, in words. */
  readonly filterWords: string
}

/** Opens the dialog in which what is on the screen becomes a file; Ctrl E does the same. */
export function ExportButton({ from, filterWords }: Props) {
  const { t } = useTranslation()
  // What the list shows may change beneath: the file is of what it showed then.
  const [asked, setAsked] = useState<Props | null>(null)
  const open = () => setAsked({ from, filterWords })
  const isOfBooks = from?.list === 'books'
  const takes = (of: boolean) => ({ takes: () => from !== null && isOfBooks === of, run: open })
  useKeys('list', { exportRows: takes(false) })
  useKeys('month', { exportMonth: takes(true) })
  return (
    <>
      <Button
        aria-label={t('exporting.button')}
        aria-keyshortcuts={shortcutOf('exportRows')}
        isDisabled={from === null}
        onPress={open}
      >
        <FileDown aria-hidden="true" size={16} />
        <span className="export-button-word">{t('exporting.button')}</span>
      </Button>
      {asked?.from && (
        <ExportDialog from={asked.from} filterWords={asked.filterWords} onClose={() => setAsked(null)} />
      )}
    </>
  )
}
