import type { HistoryEvent } from '../../../shared/contract/shapes/invoice.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useEventWords } from '../../sale/use-event-words.ts'

/** What happened to an invoice, newest first. */
export function History({ events }: { readonly events: readonly HistoryEvent[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useEventWords()
  return (
    <section aria-labelledby="pane-history">
      <h3 id="pane-history">{t('invoices.history')}</h3>
      <ol className="history">
        {events
          .toSorted((a, b) => b.at - a.at)
          .map((event) => {
            const { what, head, facts } = words(event)
            return (
              <li key={event.id}>
                <span className="history-at">{format.instant(event.at)}</span>
                <span>
                  {facts === '' ? (
                    what
                  ) : (
                    <>
                      {head} <bdi className="long-text">{facts}</bdi>
                    </>
                  )}
                </span>
              </li>
            )
          })}
      </ol>
    </section>
  )
}
