import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail, PaymentLink } from '../../../shared/contract/shapes/invoice.ts'
import { ErrorCodeWords } from '../../components/error-words.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Fact } from '../../sale/pane-facts.tsx'
import { useProviderWord } from '../../sale/use-provider-word.ts'

interface Props {
  readonly detail: InvoiceDetail
  /** When a person asked and the provider answered, epoch ms: its answer is shown then; null when nobody asked. */
  readonly answeredAt: number | null
}

/** The payment links of an invoice, newest first, each with the provider's own words. */
export function Links({ detail, answeredAt }: Props) {
  const { t } = useTranslation()
  const links = detail.links.toSorted((a, b) => b.createdAt - a.createdAt)
  return (
    <section aria-labelledby="pane-links">
      <h3 id="pane-links">{t('invoices.links')}</h3>
      <ul className="pane-cards">
        {links.map((link, index) => (
          <li key={link.id} className="pane-card">
            <Link
              link={link}
              provider={detail.invoice.provider}
              whole={detail.invoice.asked.amount}
              n={links.length - index}
              answeredAt={index === 0 ? answeredAt : null}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface LinkProps {
  readonly link: PaymentLink
  readonly provider: ProviderId
  /** What the whole invoice asks for, so that a link for the rest says what it asks itself. */
  readonly whole: string
  readonly n: number
  readonly answeredAt: number | null
}

function Link({ link, provider, whole, n, answeredAt }: LinkProps) {
  const { t } = useTranslation()
  const providerWord = useProviderWord()
  const format = useFormat()
  return (
    <>
      <p className="pane-card-title">
        {t('invoices.linkOf', { n })} ·{' '}
        {t(link.stage === 'live' ? `reading.${link.reading}` : `stage.${link.stage}`)}
      </p>
      <dl className="facts">
        {link.asked.amount !== whole && (
          <Fact term={t('invoices.linkAsks')}>{format.amount(link.asked)}</Fact>
        )}
        {link.providerRef !== null && (
          <Fact term={t('invoices.linkRef')}>
            <bdi className="mono">{link.providerRef}</bdi>
          </Fact>
        )}
        {link.rawStatus && (
          <Fact term={t('invoices.linkRaw')}>
            <bdi className="raw-word">
              {t('sale.providerWord', { word: providerWord(provider, link.rawStatus) })}
            </bdi>
          </Fact>
        )}
        <Fact term={t('invoices.created')}>{format.instant(link.createdAt)}</Fact>
        {link.stage === 'live' && (
          <Fact term={t('invoices.linkExpires')}>
            {link.expiresAt === null ? t('invoices.linkNever') : format.instant(link.expiresAt)}
          </Fact>
        )}
        {link.checkedAt !== null && (
          <Fact term={t('invoices.linkAnswered')}>{format.instant(link.checkedAt)}</Fact>
        )}
        {link.nextCheckAt !== null && (
          <Fact term={t('invoices.linkNext')}>{format.instant(link.nextCheckAt)}</Fact>
        )}
      </dl>
      {link.lastError !== null && <ErrorCodeWords code={link.lastError} voice="quiet" />}
      {link.rawAnswer !== null && <RawAnswer text={link.rawAnswer} answeredAt={answeredAt} />}
    </>
  )
}

interface RawProps {
  readonly text: string
  readonly answeredAt: number | null
}

/** The provider's answer as it came; it opens by itself when a person has asked for it. */
function RawAnswer({ text, answeredAt }: RawProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answeredAt !== null) setOpen(true)
  }, [answeredAt])
  useEffect(() => {
    if (isOpen && answeredAt !== null) end.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, answeredAt])
  return (
    <Disclosure className="disclosure" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Button slot="trigger" className="disclosure-button">
        {t('invoices.rawAnswer')}
      </Button>
      <DisclosurePanel>
        <pre className="raw-answer" dir="ltr">
          {text}
        </pre>
      </DisclosurePanel>
      <div ref={end} />
    </Disclosure>
  )
}
