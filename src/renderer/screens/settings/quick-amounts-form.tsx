import { Form } from 'react-aria-components/Form'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { useReadAmount } from '../../components/hooks/use-read-amount.ts'
import { Select } from '../../components/select.tsx'
import { useOverview, useSetSettings } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { QUICK_KEYS } from '../../keyboard/quick-keys.ts'
import { useSending, useUnsent } from '../../window/unsent.ts'
import { useCurrencies } from './use-currencies.ts'

/** The amounts that one key adds at the counter, for each currency. */
export function QuickAmountsForm() {
  const { t } = useTranslation()
  const currencies = useCurrencies()
  const [chosen, setChosen] = useUnsent<string | null>('quick amounts currency', null)
  const currency = chosen ?? currencies[0]
  if (currency === undefined) return null
  return (
    <>
      <h3>{t('settings.quick.title')}</h3>
      <p>{t('settings.quick.text')}</p>
      <Select
        label={t('counter.currency')}
        choices={currencies.map((one) => ({ id: one, name: one }))}
        value={currency}
        onChange={setChosen}
      />
      <Amounts key={currency} currency={currency} />
    </>
  )
}

function Amounts({ currency }: { readonly currency: string }) {
  const { t } = useTranslation()
  const { settings } = useOverview()
  const set = useSetSettings()
  const kept = settings.quickAmounts[currency] ?? []
  /** What is typed over the amounts that are kept, by their places. */
  const [typed, setTyped] = useUnsent<Readonly<Record<number, string>>>(`quick amounts ${currency}`, {})
  useSending(set.isPending, `quick amounts ${currency}`)
  const shown = QUICK_KEYS.map((_, index) => typed[index] ?? kept[index] ?? '')
  const readAmount = useReadAmount()
  const prices = shown.map((text) => readAmount(currency, text))
  const texts = prices.map(({ decimal }) => decimal ?? '')
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (set.isPending) return
        const amounts = texts.filter(Boolean)
        set.mutate(
          { quickAmounts: { ...settings.quickAmounts, [currency]: amounts } },
          { onSuccess: () => setTyped({}) },
        )
      }}
    >
      <div className="quick-fields">
        {QUICK_KEYS.map((key, index) => (
          <Field
            key={key}
            label={key}
            value={shown[index] ?? ''}
            maxLength={40}
            inputMode="decimal"
            direction="ltr"
            error={prices[index]?.fault ?? null}
            onChange={(text) => setTyped((before) => ({ ...before, [index]: text }))}
          />
        ))}
      </div>
      <ErrorWords error={set.error} />
      <Button
        type="submit"
        isDisabled={
          prices.some(({ fault }) => fault !== null) || texts.filter(Boolean).join(' ') === kept.join(' ')
        }
        isPending={set.isPending}
      >
        {t('settings.quick.save')}
      </Button>
    </Form>
  )
}
