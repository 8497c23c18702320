import { Label } from 'react-aria-components/Label'
import { RadioGroup } from 'react-aria-components/RadioGroup'
import { columnsOf, EXPORT_COLUMNS, type ExportKind } from '../../shared/contract/plain/export-columns.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { Choice } from './choice.tsx'

interface Props {
  readonly kind: ExportKind
  /** Null for all. */
  readonly columns: readonly string[] | null
  readonly onColumns: (columns: readonly string[] | null) => void
}

/** All columns of the kind, or those that are ticked; always in the kind's own order. */
export function ColumnsChoice({ kind, columns, onColumns }: Props) {
  const { t } = useTranslation()
  const all = columnsOf(kind, null).map(([name]) => name)
  const chosen = columns ?? all
  return (
    <>
      <RadioGroup
        className="export-radios"
        value={columns === null ? 'all' : 'some'}
        // Who begins to choose takes the last one away first, and finds the ticks.
        onChange={(id) => onColumns(id === 'all' ? null : all.slice(0, -1))}
      >
        <Label className="label">{t('exporting.columns')}</Label>
        <Choice
          id="all"
          name={t('exporting.allColumns', { count: all.length })}
          help={t('exporting.version', { version: EXPORT_COLUMNS[kind].schema })}
        />
        <Choice id="some" name={t('exporting.someColumns')} help={t('exporting.someHelp')} />
      </RadioGroup>
      {columns !== null && (
        <fieldset className="export-ticks" aria-label={t('exporting.columns')}>
          {all.map((name) => (
            <label key={name} className="export-tick">
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                // One at least stays.
                disabled={chosen.length === 1 && chosen[0] === name}
                onChange={({ currentTarget }) =>
                  onColumns(
                    all.filter((one) => (one === name ? currentTarget.checked : chosen.includes(one))),
                  )
                }
              />
              <code>{name}</code>
            </label>
          ))}
        </fieldset>
      )}
    </>
  )
}
