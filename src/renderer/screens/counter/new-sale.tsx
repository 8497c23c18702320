import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/contract/models.ts'
import { Button } from '../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { Select } from '../../components/select.tsx'
import { amountText } from '../../i18n/format.ts'
import { entryShown } from './amount-entry.ts'
import { AmountPad } from './amount-pad.tsx'
import { LimitsLine } from './limits-line.tsx'
import { useAmountKeys } from './use-amount-keys.ts'
import { useNewSale } from './use-new-sale.ts'

/** The keypad screen: type an amount, press Enter. */
export function NewSale({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t, i18n } = useTranslation()
  const sale = useNewSale(accounts)
  const { draft, account, provider, limits } = sale
  useAmountKeys({ press: sale.press, enter: sale.ask, scanned: sale.scanned })
  const currency = limits?.currency ?? ''
  const shown = entryShown(draft.typed, sale.decimals)
  return (
    <form
      className="new-sale"
      onSubmit={(event) => {
        event.preventDefault()
        sale.ask()
      }}
    >
      <div className="new-sale-amount">
        <output
          className={sale.fault ? 'amount-entry amount-entry-fault' : 'amount-entry'}
          aria-label={t('counter.amount')}
        >
          <bdi dir="ltr">
            <span className={draft.typed === '' ? 'amount-entry-empty' : undefined}>
              {grouped(shown, i18n.language)}
            </span>{' '}
            <span className="amount-entry-currency">{currency}</span>
          </bdi>
        </output>
        {limits && provider && <LimitsLine provider={provider.name} limits={limits} fault={sale.fault} />}
      </div>
      <div className="new-sale-fields">
        <ErrorWords error={sale.error} />
        {account?.paused && (
          <ErrorCodeWords code="ACCOUNT_PAUSED" params={{ account: account.label }} voice="quiet" />
        )}
        {account && !account.hasKey && !account.paused && (
          <ErrorCodeWords code="NO_KEY" params={{ account: account.label }} voice="quiet" />
        )}
        <Select
          label={t('counter.account')}
          choices={accounts.map((one) => ({ id: one.id, name: one.label }))}
          value={account?.id ?? null}
          onChange={sale.choose}
        />
        {account && account.currencies.length > 1 && (
          <Select
            label={t('counter.currency')}
            choices={account.currencies.map((one) => ({ id: one.currency, name: one.currency }))}
            value={currency}
            onChange={(next) => sale.edit({ currency: next, typed: '' })}
          />
        )}
        <Field
          label={t('counter.description')}
          value={draft.description}
          onChange={(description) => sale.edit({ description })}
          error={
            sale.tooLong
              ? t('counter.descriptionCount', {
                  length: sale.descriptionLength,
                  limit: sale.descriptionLimit,
                })
              : null
          }
          help={t('counter.descriptionHelp')}
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
      </div>
      <div className="new-sale-pad">
        <AmountPad point={sale.decimals > 0} onPress={sale.press} />
        <Button type="submit" look="primary" size="large" isDisabled={!sale.ready}>
          {sale.isPending && t('counter.asking')}
          {!sale.isPending && sale.ready
            ? t('counter.ask', { amount: amountText({ currency, amount: sale.decimal }, i18n.language) })
            : !sale.isPending && t('counter.askEmpty')}
        </Button>
        <p className="help" role="status">
          {t(sale.isScanned ? 'counter.scanned' : 'counter.keysHint')}
        </p>
      </div>
    </form>
  )
}

/** Groups the whole part only, so that what is being typed after the point stays as it is. */
function grouped(decimal: string, language: string): string {
  const [whole = '0', fraction] = decimal.split('.')
  const numbers = new Intl.NumberFormat(language, { numberingSystem: 'latn' })
  const mark = numbers.formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.'
  return fraction === undefined
    ? numbers.format(BigInt(whole))
    : numbers.format(BigInt(whole)) + mark + fraction
}
