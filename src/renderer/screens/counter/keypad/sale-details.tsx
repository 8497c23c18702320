import { Field } from '../../../components/field.tsx'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { humanize, useMaybeWords } from '../../../i18n/words.ts'
import type { NewSaleActs, SaleDetailsState } from './use-new-sale.ts'

interface Props {
  readonly details: SaleDetailsState
  readonly onEdit: NewSaleActs['edit']
}

/** What goes with the amount: a description, the customer where the provider asks, and what it lets each link choose. */
export function SaleDetails({ details, onEdit }: Props) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const { provider } = details
  return (
    <>
      <Field
        label={t('counter.description')}
        value={details.description}
        onChange={(description) => onEdit({ description })}
        {...(details.sold !== '' && { hint: details.sold })}
        error={
          details.tooLong
            ? t('counter.descriptionCount', {
                length: details.descriptionLength,
                limit: details.descriptionLimit,
              })
            : null
        }
        help={t(details.sold === '' ? 'counter.descriptionHelp' : 'counter.descriptionItems')}
      />
      {provider?.capabilities.customerName && (
        <Field
          label={t('counter.customerName')}
          hint={t('counter.optional')}
          value={details.customerName}
          maxLength={200}
          onChange={(customerName) => onEdit({ customerName })}
        />
      )}
      {provider?.capabilities.customerEmail && (
        <Field
          label={t('counter.customerEmail')}
          hint={t('counter.optional')}
          help={t(provider.capabilities.emailsCustomer ? 'counter.emailHelp' : 'counter.emailKept', {
            provider: provider.name,
          })}
          error={details.emailFault ? t('counter.emailWrong') : null}
          value={details.customerEmail}
          maxLength={254}
          inputMode="email"
          direction="ltr"
          onChange={(customerEmail) => onEdit({ customerEmail })}
        />
      )}
      {details.options.map(({ field, text, fits }) => (
        <Field
          key={field.name}
          label={maybe(`providers.fields.${field.name}.label`) ?? humanize(field.name)}
          hint={t('counter.optional')}
          help={t('counter.optionHelp')}
          direction={field.format ? 'ltr' : 'auto'}
          error={field.format && !fits ? t(`settings.accounts.format.${field.format}`) : null}
          value={text}
          onChange={(typed) => onEdit({ linkOptions: { ...details.linkOptions, [field.name]: typed } })}
        />
      ))}
    </>
  )
}
