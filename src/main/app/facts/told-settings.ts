import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { ExportSchedule } from '../../../shared/contract/shapes/books/export-schedule.ts'
import type { Settings } from '../../../shared/contract/shapes/settings.ts'
import type { AppSettings } from '../settings.ts'
import type { TillFact, TillFacts } from './till-facts.ts'

/** How a setting reads in an event; those that are not here are the window's look, or kept by the app for itself. */
const TOLD: { readonly [Name in keyof Settings]?: (value: Settings[Name]) => string } = {
  language: (value) => value,
  digits: (value) => value ?? '',
  cashier: (value) => value,
  shopName: (value) => value,
  quickAmounts: (value) =>
    Object.entries(value)
      .flatMap(([currency, amounts]) => amounts.map((amount) => `${amount} ${currency}`))
      .join(', '),
  scanner: (value) => (value === null ? '' : JSON.stringify(value)),
}

/** The settings whose changes are told. */
export const TOLD_SETTINGS = Object.keys(TOLD) as readonly (keyof typeof TOLD)[]

/** The same settings, of which the live book is told what a person changes: which setting, from what, to what. */
export function tellSettings(settings: AppSettings, facts: TillFacts): AppSettings {
  return {
    ...settings,
    set(change) {
      const before = settings.get()
      return facts.during(changesIn(before, { ...before, ...change }), () => settings.set(change))
    },
    setSecondFolder(folder) {
      const before = settings.secondFolder()?.path ?? ''
      const path = folder?.path ?? ''
      const what = path === '' ? 'second_folder_left' : 'second_folder'
      const told = path === before ? [] : [factOf(what, { text: path || before })]
      facts.during(told, () => ok(settings.setSecondFolder(folder)))
    },
    setExportSchedules(schedules) {
      const told = schedulesTold(settings.exportSchedules(), schedules)
      return facts.during(told, () => settings.setExportSchedules(schedules))
    },
    setAskedBack(kind, asked) {
      const isEnded = asked === null && settings.askedBack(kind) !== null
      const told = isEnded ? [{ book: kind, what: 'asked_back_ended' }] : []
      return facts.during(told, () => settings.setAskedBack(kind, asked))
    },
  }
}

function factOf(what: string, more: NonNullable<TillFact['more']>): TillFact {
  return { book: 'live', what, more }
}

function changesIn(before: Settings, after: Settings): readonly TillFact[] {
  return TOLD_SETTINGS.flatMap((setting) => {
    const [from, to] = [textOf(before, setting), textOf(after, setting)]
    return from === to ? [] : [factOf('setting', { setting, from, to })]
  })
}

function textOf<Name extends keyof Settings>(settings: Settings, name: Name): string {
  return TOLD[name]?.(settings[name]) ?? ''
}

function schedulesTold(
  before: readonly ExportSchedule[],
  after: readonly ExportSchedule[],
): readonly TillFact[] {
  const lacks = (all: readonly ExportSchedule[]) => (one: ExportSchedule) =>
    !all.some(({ id }) => id === one.id)
  return [
    ...before.filter(lacks(after)).map((one) => factOf('schedule_ended', scheduleData(one))),
    ...after.filter(lacks(before)).map((one) => factOf('schedule_set', scheduleData(one))),
  ]
}

function scheduleData({
  every,
  kind,
  preset,
  language,
  folder,
}: ExportSchedule): NonNullable<TillFact['more']> {
  return { every, of: kind, preset, language, text: folder }
}
