import { FileText } from 'lucide-react'
import { useState } from 'react'
import type { Account } from '../../../../shared/contract/shapes/account.ts'
import type { ImportPreview } from '../../../../shared/contract/shapes/books/imports.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useOverview } from '../../../data/app.ts'
import { useImportPreview } from '../../../data/files/imports.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { cityOf } from '../../../i18n/zone-words.ts'
import { delimiterName } from '../delimiter-name.ts'
import type { KeptImport } from '../kept-books.ts'
import { Mapper } from './mapper.tsx'
import { askedOf, missingIn, type OpenedFile } from './opened-file.ts'
import { Outcome } from './outcome.tsx'
import { Question } from './question.tsx'
import { WrittenDialog } from './written-dialog.tsx'

interface Props {
  readonly opened: OpenedFile
  readonly accounts: readonly Account[]
  readonly kept: KeptImport
  /** An import is under way. */
  readonly isBusy: boolean
  /** So many have ended: what was seen before is no longer true. */
  readonly nth: number
  /** It was chosen just now, and the keys go on with it. */
  readonly isFresh: boolean
  readonly onChange: (opened: OpenedFile) => void
  readonly onChoose: () => void
  readonly onLeave: () => void
}

/** A file that is open: what its columns become, and beside it what will happen. */
export function OpenFile(props: Props) {
  const { opened, accounts, kept, isBusy, isFresh, nth, onChange, onChoose, onLeave } = props
  const { t } = useTranslation()
  const [isChanging, setChanging] = useState(false)
  const [takesFocus, setTakesFocus] = useState(isFresh && opened.accountId !== null)
  const preview = useImportPreview(askedOf(opened), { nth, isBusy })
  const found = preview.data ?? null
  const { file } = opened
  return (
    <>
      <div className="import-head">
        <FileText aria-hidden="true" size={20} />
        <strong>
          <bdi>{file.name}</bdi>
        </strong>
        <Written opened={opened} found={found} />
        <Button look="quiet" onPress={() => setChanging(true)}>
          {t('imports.change')}
        </Button>
        <span className="import-acts">
          <Button look="quiet" onPress={onLeave}>
            {t('imports.leave')}
          </Button>
          <Button onPress={onChoose}>{t('imports.chooseOther')}</Button>
        </span>
      </div>
      <div className="import-split">
        <Mapper
          {...{ opened, accounts, isFresh }}
          onChange={(next) => {
            setTakesFocus(false)
            onChange(next)
          }}
        />
        <section className="card import-outcome" aria-labelledby="import-outcome">
          <h2 id="import-outcome">{t('imports.willHappen')}</h2>
          <Found
            {...{ opened, found, kept, isBusy, takesFocus }}
            onAnswer={(next) => {
              setTakesFocus(true)
              onChange(next)
            }}
            error={preview.error}
            isReading={preview.isFetching}
            onAgain={() => void preview.refetch()}
          />
        </section>
      </div>
      {isChanging && <WrittenDialog {...{ opened, onChange }} onClose={() => setChanging(false)} />}
    </>
  )
}

/** How the file is written and read: "214 rows · UTF-8 · comma · day first · times in UTC". */
function Written({ opened, found }: { readonly opened: OpenedFile; readonly found: ImportPreview | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useOverview().book
  const { encoding, delimiter } = opened.file
  const read = found?.kind === 'read' ? found : null
  const parts = [
    read && t('imports.rows', { count: read.rows, figure: format.count(read.rows) }),
    t(`tieOut.encodings.${encoding}`),
    delimiter && t(`imports.delimiters.${delimiterName(delimiter)}`),
    read?.dates && t(`imports.dates.${read.dates}`),
    read?.zone &&
      (read.zone === 'utc' ? t('imports.zones.utc') : t('imports.zones.book', { city: cityOf(zone) })),
  ]
  return <span className="help">{format.beside(parts.flatMap((one) => one || []))}</span>
}

interface FoundProps {
  readonly opened: OpenedFile
  readonly kept: KeptImport
  readonly found: ImportPreview | null
  readonly error: Error | null
  readonly isReading: boolean
  readonly isBusy: boolean
  readonly takesFocus: boolean
  readonly onAgain: () => void
  readonly onAnswer: (opened: OpenedFile) => void
}

function Found({ opened, found, kept, error, isReading, isBusy, takesFocus, onAgain, onAnswer }: FoundProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const missing = missingIn(opened)
  if (missing.length > 0) {
    return (
      <div className="import-missing">
        <p>{t('imports.missing')}</p>
        <ul>
          {missing.map((one) => (
            <li key={one}>{t(`imports.missingOf.${one}`)}</li>
          ))}
        </ul>
      </div>
    )
  }
  if (isReading) return <p aria-busy="true">{t('imports.reading')}</p>
  if (isBusy && found === null) return <p>{t('imports.afterwards')}</p>
  if (error || found === null) {
    return (
      <>
        <ErrorWords error={error} />
        <div className="actions">
          <Button look="primary" onPress={onAgain}>
            {t('app.tryAgain')}
          </Button>
        </div>
      </>
    )
  }
  if (found.kind === 'ask') {
    const { what } = found
    return (
      <Question
        key={what}
        asked={found}
        takesFocus={takesFocus}
        onAnswer={(answer) => onAnswer({ ...opened, ...answer })}
      />
    )
  }
  if (found.kind === 'failed') {
    return (
      <p className="field-error" role="alert">
        {t(`imports.unread.${found.why}`, { figure: format.count(found.rows) })}
      </p>
    )
  }
  return <Outcome key={found.previewId} {...{ found, kept, isBusy, takesFocus }} />
}
