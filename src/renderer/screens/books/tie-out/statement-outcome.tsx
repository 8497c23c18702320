import type { ReadStatement, StatementReading } from '../../../../shared/contract/shapes/periods/statement.ts'
import { Button } from '../../../components/button.tsx'
import { cellInSight } from '../../../i18n/hidden-amounts.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly answer: ReadStatement
  readonly currency: string
  /** Reads the file again, with what only a person knows. */
  readonly onAnswer: (more: Partial<StatementReading>) => void
}

/** What came of reading a statement: its figure and its counts, a question, or why it cannot be read. */
export function StatementOutcome({ answer, currency, onAnswer }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  if (answer.kind === 'failed') {
    return (
      <p className="field-error" role="alert">
        {t(`tieOut.failed.${answer.why}`)}
      </p>
    )
  }
  if (answer.kind === 'ask') {
    const { what, isBoth, examples } = answer
    return (
      <fieldset className="tie-ask">
        <legend className="visually-hidden">{t(`tieOut.ask.${what}`)}</legend>
        <p>
          <strong>{t(`tieOut.ask.${what}`)}</strong> {isBoth && t(`tieOut.both.${what}`)}
        </p>
        <Rows rows={examples} />
        <div className="actions">
          {what === 'dates' ? (
            <>
              <Button onPress={() => onAnswer({ dates: 'dayFirst' })}>{t('tieOut.dayFirst')}</Button>
              <Button onPress={() => onAnswer({ dates: 'monthFirst' })}>{t('tieOut.monthFirst')}</Button>
            </>
          ) : (
            <>
              <Button onPress={() => onAnswer({ mark: ',' })}>{t('tieOut.commaMark')}</Button>
              <Button onPress={() => onAnswer({ mark: '.' })}>{t('tieOut.pointMark')}</Button>
            </>
          )}
        </div>
      </fieldset>
    )
  }
  const { rows, inPeriod, outside, otherCurrency, unread, unreadRows, told, found, missing } = answer
  const figure = (count: number) => format.count(count)
  return (
    <div className="tie-read" role="status">
      <p>
        <strong>{format.briefAmount({ currency, amount: told })}</strong>{' '}
        {t('tieOut.inPeriod', { count: inPeriod, figure: figure(inPeriod), all: figure(rows) })}
      </p>
      <p>{t('tieOut.foundInBook', { found: figure(found), all: figure(inPeriod) })}</p>
      {missing.length > 0 && (
        <>
          <p className="help">
            {t('tieOut.missing', { count: inPeriod - found, figure: figure(inPeriod - found) })}
          </p>
          <Rows rows={missing} />
        </>
      )}
      {unread > 0 && (
        <>
          <p className="list-amber">{t('tieOut.unreadRows', { count: unread, figure: figure(unread) })}</p>
          <Rows rows={unreadRows} />
        </>
      )}
      {outside > 0 && (
        <p className="help">{t('tieOut.outsideRows', { count: outside, figure: figure(outside) })}</p>
      )}
      {otherCurrency > 0 && (
        <p className="help">
          {t('tieOut.otherRows', { count: otherCurrency, figure: figure(otherCurrency) })}
        </p>
      )}
    </div>
  )
}

function Rows({ rows }: { readonly rows: readonly { readonly row: number; readonly text: string }[] }) {
  const { t } = useTranslation()
  return (
    <ul className="tie-rows">
      {rows.map(({ row, text }) => (
        <li key={row}>
          {t('tieOut.row', { row })} <bdi>{cellInSight(text)}</bdi>
        </li>
      ))}
    </ul>
  )
}
