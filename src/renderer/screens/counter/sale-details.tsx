import { useTranslation } from 'react-i18next'
import { Field } from '../../components/field.tsx'
import type { NewSaleState } from './use-new-sale.ts'

/** What goes with the amount: a description, and the customer where the provider asks. */
export function SaleDetails({ sale }: { readonly sale: NewSaleState }) {
  const { t } = useTranslation()
  const { draft, provider } = sale
  return (
    <>
      <Field
        label={t('counter.description')}
        value={draft.description}
        onChange={(description) => sale.edit({ description })}
        {...(sale.sold !== '' && { hint: sale.sold })}
        error={
          sale.tooLong
            ? t('counter.descriptionCount', {
                length: sale.descriptionLength,
                limit: sale.descriptionLimit,
              })
            : null
        }
        help={t(sale.sold === '' ? 'counter.descriptionHelp' : 'counter.descriptionItems')}
      />
      {provider?.capabilities.customerName && (
        <Field
          label={t('counter.customerName')}
          hint={t('counter.optional')}
          value={draft.customerName}
          maxLength={200}
          onChange={(customerName) => sale.edit({ customerName })}
        />
      )}
      {provider?.capabilities.emailsCustomer && (
        <Field
          label={t('counter.customerEmail')}
          hint={t('counter.optional')}
          help={t('counter.emailHelp', { provider: provider.name })}
          error={sale.emailFault ? t('counter.emailWrong') : null}
          value={draft.customerEmail}
          maxLength={254}
          inputMode="email"
          onChange={(customerEmail) => sale.edit({ customerEmail })}
        />
      )}
    </>
  )
}
