import type { ListTypes } from '../../../../data/lists/sources.ts'
import { useListSums } from '../../../../data/lists.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { type PartProps, toggled } from './sets.tsx'
import { Tick } from './tick.tsx'

/** Those that somebody has reviewed, or those that nobody has. */
export function ReviewPart({ choice, onChange }: PartProps) {
  const { t } = useTranslation()
  return (['unreviewed', 'reviewed'] as const).map((one) => (
    <Tick
      key={one}
      isOn={choice.review === one}
      onToggle={() => onChange({ ...choice, review: choice.review === one ? null : one })}
    >
      {t(`review.is.${one}`)}
    </Tick>
  ))
}

/** Any of the book's tags. */
export function TagPart<T extends ListTypes>({ choice, onChange, source, filter }: PartProps<T>) {
  const { t } = useTranslation()
  const { data } = useListSums(source, filter)
  const { tag } = choice
  const offered = [...new Set([...(data?.tags ?? []), ...tag])]
  if (offered.length === 0) return <p className="filter-none">{t('review.noTags')}</p>
  return offered.map((one) => (
    <Tick key={one} isOn={tag.includes(one)} onToggle={() => onChange({ ...choice, tag: toggled(tag, one) })}>
      <bdi>{one}</bdi>
    </Tick>
  ))
}
