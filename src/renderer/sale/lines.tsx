import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { AmountText } from '../components/amount.tsx'
import { useTranslation } from '../i18n/use-translation.ts'

/** What the amount was made of, as it was entered; nothing where only an amount was typed. */
export function Lines({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  if (detail.lines.length === 0) return null
  return (
    <section aria-labelledby="pane-lines">
      <h3 id="pane-lines">{t('invoices.lines')}</h3>
      <ol className="pane-lines">
        {detail.lines.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; it is never rewritten.
            key={index}
            className="pane-line"
          >
            <span>
              {line.quantity > 1 && <span className="quiet">{line.quantity} × </span>}
              <bdi>{line.name ?? <AmountText amount={line.unit} />}</bdi>
              {line.name !== null && line.quantity > 1 && (
                <span className="quiet">
                  {' · '}
                  <AmountText amount={line.unit} />
                </span>
              )}
            </span>
            <AmountText amount={line.sum} />
          </li>
        ))}
      </ol>
    </section>
  )
}
