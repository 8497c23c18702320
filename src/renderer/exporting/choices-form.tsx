import { FileDiff, Filter } from 'lucide-react'
import { useMemo } from 'react'
import { Label } from 'react-aria-components/Label'
import { RadioGroup } from 'react-aria-components/RadioGroup'
import { ACCOUNTING_PRESETS, SPREADSHEET_LANGUAGES } from '../../shared/contract/plain/export-formats.ts'
import { Button } from '../components/button.tsx'
import { Select } from '../components/select.tsx'
import { useOverview } from '../data/app.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import {
  basesOf,
  type Choices,
  type ExportFrom,
  FORMATS,
  isOfMoney,
  KINDS_FROM,
  shownFrom,
} from './asked-from.ts'
import { Choice } from './choice.tsx'
import { ColumnsChoice } from './columns-choice.tsx'

interface Props {
  readonly from: ExportFrom
  readonly filterWords: string
  readonly choices: Choices
  readonly onChange: (next: Partial<Choices>) => void
  /** Goes back to the screen, where the filter is changed. */
  readonly onLeave: () => void
  /** An earlier file is being chosen. */
  readonly isChoosing: boolean
  readonly onChanges: () => void
}

/** Which rows of the screen, by which days, and how they are written. */
export function ChoicesForm({ from, filterWords, choices, onChange, onLeave, isChoosing, onChanges }: Props) {
  const { t } = useTranslation()
  const zones = useZones()
  const kinds = KINDS_FROM[from.list]
  const bases = basesOf(choices.kind)
  const found = <T extends string>(all: readonly T[], id: string) => all.find((one) => one === id)
  return (
    <section className="export-choices" aria-label={t('exporting.choices')}>
      <Select
        label={t('exporting.rows')}
        choices={kinds.map((id) => ({ id, name: t(`exporting.kind.${id}`) }))}
        value={choices.kind}
        onChange={(id) => {
          const kind = found(kinds, id)
          if (kind) onChange({ kind })
        }}
      />
      <div className="export-filter">
        <p className="label">{t(from.list === 'books' ? 'exporting.days' : 'exporting.filter')}</p>
        <p className="export-filter-line">
          <span className="export-filter-words">
            <Filter aria-hidden="true" size={14} />
            <bdi>{filterWords}</bdi>
          </span>
          <Button look="quiet" onPress={onLeave}>
            {t('exporting.change')}
          </Button>
        </p>
      </div>
      <div className="export-pair">
        {bases.length > 0 && (
          <Select
            label={t('exporting.basis')}
            choices={bases.map((id) => ({ id, name: t(`exporting.by.${id}`) }))}
            value={choices.basis}
            onChange={(id) => {
              const basis = found(bases, id)
              if (basis) onChange({ basis })
            }}
          />
        )}
        <Select
          label={t('exporting.zone')}
          choices={zones.map((id) => ({ id, name: id }))}
          value={choices.zone ?? zones[0] ?? null}
          onChange={(id) => onChange({ zone: id === zones[0] ? null : id })}
        />
      </div>
      <RadioGroup
        className="export-radios"
        value={choices.format}
        onChange={(id) => {
          const format = found(FORMATS, id)
          if (format) onChange({ format })
        }}
      >
        <Label className="label">{t('exporting.format')}</Label>
        {FORMATS.map((id) => (
          <Choice
            key={id}
            id={id}
            name={t(`exporting.formats.${id}.name`)}
            help={t(`exporting.formats.${id}.help`)}
            isDisabled={id === 'accounting' && !isOfMoney(choices.kind)}
          />
        ))}
      </RadioGroup>
      {choices.format === 'spreadsheet' && (
        <Select
          label={t('exporting.language')}
          choices={SPREADSHEET_LANGUAGES.map((id) => ({ id, name: t(`exporting.languages.${id}`) }))}
          value={choices.language}
          onChange={(id) => {
            const language = found(SPREADSHEET_LANGUAGES, id)
            if (language) onChange({ language })
          }}
        />
      )}
      {choices.format === 'accounting' && (
        <Select
          label={t('exporting.program')}
          choices={ACCOUNTING_PRESETS.map((id) => ({ id, name: t(`exporting.programs.${id}`) }))}
          value={choices.program}
          onChange={(id) => {
            const program = found(ACCOUNTING_PRESETS, id)
            if (program) onChange({ program })
          }}
        />
      )}
      {choices.format !== 'accounting' && (
        <ColumnsChoice
          kind={choices.kind}
          columns={choices.columns}
          shown={shownFrom(from, choices.kind)}
          hasTitles={choices.format !== 'machine'}
          onColumns={(columns) => onChange({ columns })}
        />
      )}
      <div className="export-since">
        <p className="label">{t('exporting.since')}</p>
        <p className="help">{t('exporting.sinceHelp')}</p>
        <Button isPending={isChoosing} onPress={onChanges}>
          <FileDiff aria-hidden="true" size={16} /> {t('exporting.sinceAct')}
        </Button>
      </div>
    </section>
  )
}

/** The zone of the book, then UTC and every other that the computer knows. */
function useZones(): readonly string[] {
  const { zone } = useOverview().book
  return useMemo(() => [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])], [zone])
}
