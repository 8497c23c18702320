import { useNameOrder } from '../../../../i18n/use-in-order.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { countsBy, type PartProps, toggled } from './sets.tsx'
import { Tick } from './tick.tsx'

/** Those that somebody has reviewed, or those that nobody has. */
export function ReviewPart({ choice, onChange, counts }: PartProps) {
  const { t } = useTranslation()
  return (['unreviewed', 'reviewed'] as const).map((one) => (
    <Tick
      key={one}
      isOn={choice.review === one}
      count={counts?.[one]}
      onToggle={() => onChange({ ...choice, review: choice.review === one ? null : one })}
    >
      {t(`review.is.${one}`)}
    </Tick>
  ))
}

/** Any of the book's tags. */
export function TagPart({ choice, onChange, counts, tags }: PartProps) {
  const { t } = useTranslation()
  const { tag } = choice
  const countOf = countsBy(counts?.tag)
  const order = useNameOrder()
  const offered = [...new Set([...tags, ...tag])].sort(order)
  if (offered.length === 0) return <p className="filter-none">{t('review.noTags')}</p>
  return offered.map((one) => (
    <Tick
      key={one}
      isOn={tag.includes(one)}
      count={countOf(one)}
      onToggle={() => onChange({ ...choice, tag: toggled(tag, one) })}
    >
      <bdi className="own-words">{one}</bdi>
    </Tick>
  ))
}

/** Any of the tills that numbered the book's sales. */
export function TillPart({ choice, onChange, counts, tills }: PartProps) {
  const { t } = useTranslation()
  const { till } = choice
  const countOf = countsBy(counts?.till)
  return (
    <>
      {[...new Set([...tills, ...till])].map((one) => (
        <Tick
          key={one}
          isOn={till.includes(one)}
          count={countOf(one)}
          onToggle={() => onChange({ ...choice, till: toggled(till, one) })}
        >
          <bdi dir="ltr">{one}</bdi>
        </Tick>
      ))}
      <p className="filter-help">{t('list.menu.tillHelp')}</p>
    </>
  )
}
