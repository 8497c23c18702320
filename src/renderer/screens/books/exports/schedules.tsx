import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { SPREADSHEET_LANGUAGES } from '../../../../shared/contract/plain/export-formats.ts'
import { SCHEDULED_KINDS, SCHEDULED_PRESETS } from '../../../../shared/contract/plain/export-schedules.ts'
import type {
  AskedSchedule,
  ExportSchedule,
} from '../../../../shared/contract/shapes/books/export-schedule.ts'
import { dayText } from '../../../../shared/words/day-texts.ts'
import { languageOf } from '../../../../shared/words/languages.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../../components/error-words.tsx'
import { PathText } from '../../../components/path-text.tsx'
import { Select } from '../../../components/select.tsx'
import { useOverview } from '../../../data/app.ts'
import { useAddSchedule, useRemoveSchedule, useSchedules } from '../../../data/files/exports.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

const EVERY = ['month', 'day'] as const

/** The files of the live book that are made by themselves, and the way to one more. */
export function Schedules() {
  const { t, i18n } = useTranslation()
  const { book } = useOverview()
  const schedules = useSchedules()
  const add = useAddSchedule()
  const [asked, setAsked] = useState<Omit<AskedSchedule, 'language'>>({
    ...{ every: 'month', kind: 'movements', preset: 'xlsx' },
  })
  if (book.kind !== 'live') return null
  const language = SPREADSHEET_LANGUAGES.find((one) => one === languageOf(i18n.language)) ?? 'en'
  const choose = <K extends keyof typeof asked>(name: K, all: readonly (typeof asked)[K][]) => ({
    value: asked[name],
    onChange(id: string) {
      const found = all.find((one) => one === id)
      if (found !== undefined) setAsked((before) => ({ ...before, [name]: found }))
    },
  })
  return (
    <section className="exports-card" aria-labelledby="exports-scheduled">
      <div className="exports-title">
        <h2 id="exports-scheduled">{t('exporting.schedules.title')}</h2>
        <p className="quiet">{t('exporting.schedules.text')}</p>
      </div>
      <ErrorWords error={schedules.error} />
      <ul>
        {schedules.data?.map((one) => (
          <Line key={one.id} schedule={one} />
        ))}
      </ul>
      <div className="exports-asked">
        <Select
          label={t('exporting.schedules.every')}
          choices={EVERY.map((id) => ({ id, name: t(`exporting.schedules.each.${id}`) }))}
          {...choose('every', EVERY)}
        />
        <Select
          label={t('exporting.rows')}
          choices={SCHEDULED_KINDS.map((id) => ({ id, name: t(`exporting.jobs.kind.${id}`) }))}
          {...choose('kind', SCHEDULED_KINDS)}
        />
        <Select
          label={t('exporting.format')}
          choices={SCHEDULED_PRESETS.map((id) => ({ id, name: t(`exporting.jobs.presets.${id}`) }))}
          {...choose('preset', SCHEDULED_PRESETS)}
        />
        <Button needs="setUp" isPending={add.isPending} onPress={() => add.mutate({ ...asked, language })}>
          <CalendarClock aria-hidden="true" size={16} /> {t('exporting.schedules.add')}
        </Button>
      </div>
      <ErrorWords error={add.error} />
    </section>
  )
}

function Line({ schedule }: { readonly schedule: ExportSchedule }) {
  const { t, i18n } = useTranslation()
  const remove = useRemoveSchedule()
  const { every, kind, preset, folder, through, failed } = schedule
  const what = `${t(`exporting.jobs.kind.${kind}`)}, ${t(`exporting.jobs.presets.${preset}`)}`
  return (
    <li className="exports-job">
      <div className="exports-names">
        <p className="exports-what">
          {t(`exporting.schedules.each.${every}`)}: {what}
        </p>
        <p className="exports-how">
          <PathText path={folder} />
        </p>
      </div>
      <div className="exports-progress">
        <p>{t('exporting.schedules.through', { day: dayText(through, 'whole', i18n.language) })}</p>
        {failed !== null && <ErrorCodeWords code={failed} voice="quiet" />}
        <ErrorWords error={remove.error} />
      </div>
      <Button
        needs="setUp"
        aria-label={t('exporting.schedules.removeOf', { what })}
        isPending={remove.isPending}
        onPress={() => remove.mutate(schedule.id)}
      >
        {t('exporting.schedules.remove')}
      </Button>
    </li>
  )
}
