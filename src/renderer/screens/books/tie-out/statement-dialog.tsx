import { useState } from 'react'
import { STATEMENT_DELIMITERS, STATEMENT_ENCODINGS } from '../../../../shared/contract/plain/statements.ts'
import type { PeriodView } from '../../../../shared/contract/shapes/periods/period.ts'
import type {
  ChosenStatement,
  ReadStatement,
  StatementReading,
} from '../../../../shared/contract/shapes/periods/statement.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Select } from '../../../components/select.tsx'
import { useTieOut } from '../../../data/periods/periods.ts'
import { useLookAtStatement, useReadStatement } from '../../../data/periods/statements.ts'
import { cellInSight } from '../../../i18n/hidden-amounts.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { delimiterName } from '../delimiter-name.ts'
import { linesOf } from './lines.ts'
import { StatementOutcome } from './statement-outcome.tsx'

interface Props {
  readonly view: PeriodView
  readonly chosen: ChosenStatement
  /** Its figure was kept, for the line of this key. */
  readonly onKept: (key: string) => void
  readonly onClose: () => void
}

const NOWHERE = 'none'
const DAYS = 2

/** Says which columns of a statement tell what, reads it, and keeps its figure. How it was read is remembered for the next such file. */
export function StatementDialog({ view, chosen, onKept, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const look = useLookAtStatement()
  const read = useReadStatement()
  const keep = useTieOut()
  const [file, setFile] = useState(chosen)
  const [mapped, setMapped] = useState<Partial<StatementReading>>(chosen.remembered ?? {})
  const [lineKey, setLineKey] = useState<string | null>(null)
  const lines = linesOf(view)
  const line = lines.find(({ key }) => key === lineKey) ?? null
  const { columns, delimiter } = file
  const places = columns.map((name, place) => ({
    id: String(place),
    name: name || t('tieOut.column', { place: place + 1 }),
  }))
  const placeOf = (place: number | null | undefined) =>
    place != null && place < columns.length ? String(place) : null
  const { date, amount } = mapped
  const isReady =
    line !== null &&
    delimiter !== null &&
    date !== undefined &&
    amount !== undefined &&
    date < columns.length &&
    amount < columns.length
  const answer: ReadStatement | null = read.data ?? null

  function change(next: Partial<StatementReading>): void {
    setMapped((before) => ({ ...before, ...next }))
    read.reset()
  }
  function lookAgain(next: Pick<ChosenStatement, 'encoding' | 'delimiter'>): void {
    if (next.delimiter === null) return
    look.mutate(
      { fileId: file.fileId, encoding: next.encoding, delimiter: next.delimiter },
      {
        onSuccess: (found) => {
          setFile(found)
          if (found.remembered) setMapped(found.remembered)
          read.reset()
        },
      },
    )
  }
  function readIt(more: Partial<StatementReading> = {}): void {
    if (!line || delimiter === null || date === undefined || amount === undefined) return
    change(more)
    const { currencyColumn = null, dates = null, mark = null } = { ...mapped, ...more }
    const reading = {
      encoding: file.encoding,
      delimiter,
      headerRow: file.headerRow,
      date,
      amount,
      currencyColumn,
      dates,
      mark,
    }
    const { accountId, currency } = line
    read.mutate({
      span: 'month',
      day: view.firstDay,
      fileId: file.fileId,
      accountId,
      currency,
      within: DAYS,
      reading,
      columns,
    })
  }
  function useFigure(): void {
    if (!line || answer?.kind !== 'read') return
    const { accountId, currency, label } = line
    const { told, inPeriod: rows, found } = answer
    keep.mutate(
      {
        ...{ span: 'month', day: view.firstDay, accountId, currency, told, explainedBy: [], reason: null },
        source: { name: file.name, rows, found },
      },
      {
        onSuccess: () => {
          announce(t('tieOut.didKeep', { label, currency }))
          onKept(line.key)
          onClose()
        },
      },
    )
  }

  return (
    <Dialog title={t('tieOut.fileTitle', { name: file.name })} isOpen onClose={onClose} width="widest">
      <div className="tie-file">
        <div className="tie-mapper">
          <Select
            label={t('tieOut.ofAccount')}
            choices={lines.map(({ key, label, currency }) => ({
              id: key,
              name: format.account(label, currency),
            }))}
            value={lineKey}
            placeholder={t('tieOut.choose')}
            onChange={(key) => {
              setLineKey(key)
              read.reset()
            }}
          />
          <Select
            label={t('tieOut.encoding')}
            choices={STATEMENT_ENCODINGS.map((id) => ({ id, name: t(`tieOut.encodings.${id}`) }))}
            value={file.encoding}
            help={file.isEncodingSure ? undefined : t('tieOut.encodingUnsure')}
            onChange={(id) =>
              lookAgain({
                encoding: STATEMENT_ENCODINGS.find((one) => one === id) ?? 'utf-8',
                delimiter: delimiter ?? ',',
              })
            }
          />
          <Select
            label={t('tieOut.delimiter')}
            choices={STATEMENT_DELIMITERS.map((id) => ({
              id,
              name: t(`tieOut.delimiters.${delimiterName(id)}`),
            }))}
            value={delimiter}
            placeholder={t('tieOut.choose')}
            onChange={(id) =>
              lookAgain({
                encoding: file.encoding,
                delimiter: STATEMENT_DELIMITERS.find((one) => one === id) ?? null,
              })
            }
          />
          <Select
            label={t('tieOut.dateColumn')}
            choices={places}
            value={placeOf(date)}
            placeholder={t('tieOut.choose')}
            onChange={(id) => change({ date: Number(id), dates: null })}
          />
          <Select
            label={t('tieOut.amountColumn')}
            choices={places}
            value={placeOf(amount)}
            placeholder={t('tieOut.choose')}
            onChange={(id) => change({ amount: Number(id), mark: null })}
          />
          <Select
            label={t('tieOut.currencyColumn')}
            choices={[{ id: NOWHERE, name: t('tieOut.noColumn') }, ...places]}
            value={placeOf(mapped.currencyColumn) ?? NOWHERE}
            onChange={(id) => change({ currencyColumn: id === NOWHERE ? null : Number(id) })}
          />
        </div>
        <div className="tie-outcome">
          <Sample file={file} marked={[date, amount, mapped.currencyColumn ?? undefined]} />
          <ErrorWords error={look.error ?? read.error ?? keep.error} />
          {read.isPending && <p aria-busy="true">{t('tieOut.reading')}</p>}
          {answer && line && (
            <StatementOutcome answer={answer} currency={line.currency} onAnswer={(more) => readIt(more)} />
          )}
        </div>
      </div>
      <div className="actions actions-end">
        <Button onPress={onClose}>{t('tieOut.leave')}</Button>
        <Button
          look={answer?.kind === 'read' ? 'plain' : 'primary'}
          isDisabled={!isReady}
          isPending={read.isPending}
          onPress={() => readIt()}
        >
          {t('tieOut.readIt')}
        </Button>
        <Button
          look={answer?.kind === 'read' ? 'primary' : 'plain'}
          isDisabled={answer?.kind !== 'read'}
          isPending={keep.isPending}
          onPress={useFigure}
        >
          {t('tieOut.use')}
        </Button>
      </div>
    </Dialog>
  )
}

function Sample({
  file,
  marked,
}: {
  readonly file: ChosenStatement
  readonly marked: readonly (number | undefined)[]
}) {
  const { t } = useTranslation()
  if (file.columns.length === 0) return <p>{t('tieOut.noTable')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keyboard
    <section className="tie-sample" aria-label={t('tieOut.sample')} tabIndex={0}>
      <table className="period-later">
        <thead>
          <tr>
            {file.columns.map((name, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may have the same name
              <th key={place} scope="col" className={marked.includes(place) ? 'tie-marked' : ''}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {file.sample.map((row, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
            <tr key={nth}>
              {file.columns.map((_, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns may have the same name
                <td key={place} className={marked.includes(place) ? 'tie-marked' : ''}>
                  <bdi>{cellInSight(row[place] ?? '')}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {file.moreColumns > 0 && (
        <p className="help">{t('imports.moreColumns', { count: file.moreColumns })}</p>
      )}
    </section>
  )
}
