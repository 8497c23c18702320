import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import { useTranslation } from 'react-i18next'
import type { InvoiceDetail, PaymentLink } from '../../../shared/contract/models.ts'
import { ErrorCodeWords } from '../../components/error-words.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Fact } from './pane-facts.tsx'

/** The payment links of an invoice, newest first, each with the provider's own words. */
export function Links({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const links = detail.links.toSorted((a, b) => b.createdAt - a.createdAt)
  return (
    <section aria-labelledby="pane-links">
      <h3 id="pane-links">{t('invoices.links')}</h3>
      <ul className="pane-cards">
        {links.map((link, index) => (
          <li key={link.id} className="pane-card">
            <Link link={link} n={links.length - index} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Link({ link, n }: { readonly link: PaymentLink; readonly n: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <p className="pane-card-title">
        {t('invoices.linkOf', { n })} ·{' '}
        {t(link.stage === 'live' ? `reading.${link.reading}` : `stage.${link.stage}`)}
      </p>
      <dl className="facts">
        {link.providerRef !== null && (
          <Fact term={t('invoices.linkRef')}>
            <bdi className="mono">{link.providerRef}</bdi>
          </Fact>
        )}
        {link.rawStatus && (
          <Fact term={t('invoices.linkRaw')}>
            <bdi className="raw-word">{t('sale.providerWord', { word: link.rawStatus })}</bdi>
          </Fact>
        )}
        <Fact term={t('invoices.created')}>{format.instant(link.createdAt)}</Fact>
        {link.stage === 'live' && (
          <Fact term={t('invoices.linkExpires')}>
            {link.expiresAt === null ? t('invoices.linkNever') : format.instant(link.expiresAt)}
          </Fact>
        )}
        {link.nextCheckAt !== null && (
          <Fact term={t('invoices.linkNext')}>{format.instant(link.nextCheckAt)}</Fact>
        )}
      </dl>
      {link.lastError !== null && <ErrorCodeWords code={link.lastError} voice="quiet" />}
      {link.rawAnswer !== null && (
        <Disclosure className="disclosure">
          <Button slot="trigger" className="disclosure-button">
            {t('invoices.rawAnswer')}
          </Button>
          <DisclosurePanel>
            <pre className="raw-answer" dir="ltr">
              {link.rawAnswer}
            </pre>
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  )
}
