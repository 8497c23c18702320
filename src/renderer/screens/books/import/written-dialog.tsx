import { IMPORT_ZONES } from '../../../../shared/contract/plain/imports.ts'
import {
  STATEMENT_DATES,
  STATEMENT_DELIMITERS,
  STATEMENT_ENCODINGS,
  STATEMENT_MARKS,
} from '../../../../shared/contract/plain/statements.ts'
import type { ChosenImport } from '../../../../shared/contract/shapes/books/imports.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Select } from '../../../components/select.tsx'
import { useOverview } from '../../../data/app.ts'
import { useLookAtImport } from '../../../data/files/imports.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { cityOf } from '../../../i18n/zone-words.ts'
import { delimiterName } from '../delimiter-name.ts'
import type { OpenedFile } from './opened-file.ts'

interface Props {
  readonly opened: OpenedFile
  readonly onChange: (opened: OpenedFile) => void
  readonly onClose: () => void
}

const FILE = 'file'

/** Says how the file is written, where what it shows of itself is not so. */
export function WrittenDialog({ opened, onChange, onClose }: Props) {
  const { t } = useTranslation()
  const { zone } = useOverview().book
  const look = useLookAtImport()
  const { file } = opened

  function lookAgain(next: Partial<Pick<ChosenImport, 'encoding' | 'delimiter'>>): void {
    const { encoding, delimiter } = { ...file, ...next }
    look.mutate(
      { fileId: file.fileId, encoding, delimiter: delimiter ?? ',' },
      {
        onSuccess(found) {
          const isSame = JSON.stringify(found.columns) === JSON.stringify(file.columns)
          onChange({ ...opened, file: found, fields: isSame ? opened.fields : found.fields })
        },
      },
    )
  }
  const asWritten = { id: FILE, name: t('imports.asWritten') }
  return (
    <Dialog title={t('imports.writtenTitle', { name: file.name })} isOpen onClose={onClose}>
      <div className="form">
        <Select
          label={t('tieOut.encoding')}
          choices={STATEMENT_ENCODINGS.map((id) => ({ id, name: t(`tieOut.encodings.${id}`) }))}
          value={file.encoding}
          help={file.isEncodingSure ? undefined : t('tieOut.encodingUnsure')}
          onChange={(id) => lookAgain({ encoding: STATEMENT_ENCODINGS.find((one) => one === id) ?? 'utf-8' })}
        />
        <Select
          label={t('tieOut.delimiter')}
          choices={STATEMENT_DELIMITERS.map((id) => ({
            id,
            name: t(`tieOut.delimiters.${delimiterName(id)}`),
          }))}
          value={file.delimiter}
          placeholder={t('tieOut.choose')}
          onChange={(id) => lookAgain({ delimiter: STATEMENT_DELIMITERS.find((one) => one === id) ?? ',' })}
        />
        <Select
          label={t('imports.datesAre')}
          choices={[asWritten, ...STATEMENT_DATES.map((id) => ({ id, name: t(`tieOut.${id}`) }))]}
          value={opened.dates ?? FILE}
          onChange={(id) => onChange({ ...opened, dates: STATEMENT_DATES.find((one) => one === id) ?? null })}
        />
        <Select
          label={t('imports.amountsAre')}
          choices={[
            asWritten,
            ...STATEMENT_MARKS.map((id) => ({
              id,
              name: t(id === ',' ? 'tieOut.commaMark' : 'tieOut.pointMark'),
            })),
          ]}
          value={opened.mark ?? FILE}
          onChange={(id) => onChange({ ...opened, mark: STATEMENT_MARKS.find((one) => one === id) ?? null })}
        />
        <Select
          label={t('imports.timesAre')}
          choices={[
            asWritten,
            { id: 'utc', name: t('imports.inUtc') },
            { id: 'book', name: t('imports.inCity', { city: cityOf(zone) }) },
          ]}
          value={opened.zone ?? FILE}
          onChange={(id) => onChange({ ...opened, zone: IMPORT_ZONES.find((one) => one === id) ?? null })}
        />
        <ErrorWords error={look.error} />
      </div>
      <div className="actions actions-end">
        <Button look="primary" onPress={onClose}>
          {t('imports.done')}
        </Button>
      </div>
    </Dialog>
  )
}
