import type { InvoiceDetail, InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import { Button } from '../../../components/button.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { shortcutOf } from '../../../keyboard/keys.ts'
import { Fact } from '../../../sale/pane-facts.tsx'
import { useIsClosed } from './closed-periods.tsx'
import { Mark } from './mark.tsx'

/** What an open invoice's review needs of the list beside it. */
export interface PaneReviewActs {
  readonly mark: (row: InvoiceRow) => void
  readonly note: (row: InvoiceRow) => void
  readonly tag: (row: InvoiceRow) => void
}

interface Props {
  readonly detail: InvoiceDetail
  readonly acts: PaneReviewActs | null
}

/** Who has reviewed an invoice and when, and its tags; with the acts of a review where there are any. */
export function PaneReview({ detail: { invoice }, acts }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { reviewed, tags } = invoice
  const isClosed = useIsClosed(invoice.createdAt)
  return (
    <section aria-label={t('list.parts.review')} className="pane-review">
      <dl className="facts">
        <Fact term={t('review.by')}>
          <span className="pane-reviewed">
            <Mark isReviewed={reviewed !== null} isClosed={isClosed} />
            {reviewed === null
              ? t('review.byNobody')
              : reviewed.person === ''
                ? format.instant(reviewed.at)
                : t('review.byAt', { person: reviewed.person, at: format.instant(reviewed.at) })}
          </span>
        </Fact>
        {tags.length > 0 && (
          <Fact term={t('review.tags')}>
            <span className="tags">
              {tags.map((tag) => (
                <bdi key={tag} className="tag">
                  {tag}
                </bdi>
              ))}
            </span>
          </Fact>
        )}
      </dl>
      {acts && (
        <div className="actions">
          <Button aria-keyshortcuts={shortcutOf('markReviewed')} onPress={() => acts.mark(invoice)}>
            {t(reviewed === null ? 'review.mark' : 'review.unmark')}
          </Button>
          <Button aria-keyshortcuts={shortcutOf('noteRows')} onPress={() => acts.note(invoice)}>
            {t('review.note')}
          </Button>
          <Button aria-keyshortcuts={shortcutOf('tagRows')} onPress={() => acts.tag(invoice)}>
            {t('review.tag')}
          </Button>
        </div>
      )}
    </section>
  )
}
