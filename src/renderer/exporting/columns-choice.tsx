import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { RadioGroup } from 'react-aria-components/RadioGroup'
import { columnsOf, EXPORT_COLUMNS, type ExportKind } from '../../shared/contract/plain/export-columns.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useMaybeWords } from '../i18n/words.ts'
import { Choice } from './choice.tsx'

interface Props {
  readonly kind: ExportKind
  /** Null for all. */
  readonly columns: readonly string[] | null
  /** Those that tell what stands on the screen; none where the rows are others. */
  readonly shown: readonly string[]
  /** A file for people has titles over its columns, one for programs their names. */
  readonly hasTitles: boolean
  readonly onColumns: (columns: readonly string[] | null) => void
}

/** All columns of the kind, those on the screen, or those that are ticked; always in the kind's own order. */
export function ColumnsChoice({ kind, columns, shown, hasTitles, onColumns }: Props) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  // Who ticks may come by those on the screen, and ticks on.
  const [isTicking, setTicking] = useState(false)
  const all = columnsOf(kind, null).map(([name]) => name)
  const chosen = columns ?? all
  const value = columns === null ? 'all' : !isTicking && columns.join() === shown.join() ? 'shown' : 'some'
  return (
    <>
      <RadioGroup
        className="export-radios"
        value={value}
        onChange={(id) => {
          setTicking(id === 'some')
          // Who begins to choose takes the last one away first, and finds the ticks.
          onColumns(id === 'all' ? null : id === 'shown' ? shown : all.slice(0, -1))
        }}
      >
        <Label className="label">{t('exporting.columns')}</Label>
        <Choice
          id="all"
          name={t('exporting.allColumns', { count: all.length })}
          help={t('exporting.version', { version: EXPORT_COLUMNS[kind].schema })}
        />
        {shown.length > 0 && shown.length < all.length && (
          <Choice
            id="shown"
            name={t('exporting.shownColumns', { count: shown.length })}
            help={t('exporting.someHelp')}
          />
        )}
        <Choice id="some" name={t('exporting.someColumns')} help={t('exporting.someHelp')} />
      </RadioGroup>
      {value === 'some' && (
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
              {hasTitles ? (
                <span title={name}>{maybe(`exportColumns.${name}`) ?? name}</span>
              ) : (
                <code>{name}</code>
              )}
            </label>
          ))}
        </fieldset>
      )}
    </>
  )
}
