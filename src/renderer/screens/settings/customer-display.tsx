import { Form } from 'react-aria-components/Form'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { SHOP_NAME_LIMIT } from '../../../shared/contract/plain/limits.ts'
import { isLanguage, LANGUAGE_IDS, LANGUAGES } from '../../../shared/words/languages.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { Select } from '../../components/select.tsx'
import { useOverview, useSetSettings } from '../../data/app.ts'
import { useCustomerDisplay } from '../../data/customer/display.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useSending, useUnsent } from '../../window/unsent.ts'

const PLACES = ['off', 'other', 'beside'] as const
const SAME = 'same'

/** Where customers see what they buy, what the shop is called there, and in which language. */
export function CustomerDisplay() {
  const { t } = useTranslation()
  const { settings } = useOverview()
  const set = useSetSettings()
  return (
    <>
      <p>{t('customerDisplay.text')}</p>
      <ShopName />
      <RadioGroup
        className="radio-group"
        value={settings.customerDisplay}
        onChange={(value) => {
          const customerDisplay = PLACES.find((one) => one === value)
          if (customerDisplay) set.mutate({ customerDisplay })
        }}
      >
        <Label className="label">{t('customerDisplay.where')}</Label>
        <div className="radios">
          {PLACES.map((place) => (
            <Radio key={place} value={place} className="radio">
              <span className="radio-dot" aria-hidden="true" />
              {t(`customerDisplay.${place}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <Standing />
      <Select
        label={t('customerDisplay.language')}
        choices={[
          { id: SAME, name: t('customerDisplay.same') },
          ...LANGUAGE_IDS.map((id) => ({ id, name: LANGUAGES[id].name })),
        ]}
        value={settings.customerLanguage}
        onChange={(id) => set.mutate({ customerLanguage: isLanguage(id) ? id : SAME })}
      />
      <ErrorWords error={set.error} />
    </>
  )
}

function ShopName() {
  const { t } = useTranslation()
  const { settings } = useOverview()
  const set = useSetSettings()
  const [name, setName] = useUnsent('settings shop name', settings.shopName)
  useSending(set.isPending, 'settings shop name')
  return (
    <Form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!set.isPending) set.mutate({ shopName: name.trim() })
      }}
    >
      <Field
        label={t('customerDisplay.name')}
        help={t('customerDisplay.nameHelp')}
        value={name}
        maxLength={SHOP_NAME_LIMIT}
        onChange={setName}
      />
      <Button type="submit" isDisabled={name.trim() === settings.shopName} isPending={set.isPending}>
        {t('customerDisplay.save')}
      </Button>
      <ErrorWords error={set.error} />
    </Form>
  )
}

/** Whether it is there, or what it waits for. */
function Standing() {
  const { t } = useTranslation()
  const { settings } = useOverview()
  const display = useCustomerDisplay()
  if (display === null) return null
  const words = display.isOpen ? 'open' : display.otherScreens === 0 ? 'noScreen' : 'twoScreens'
  const isTold = display.isOpen || settings.customerDisplay !== 'beside'
  return (
    <p className="help" role="status">
      {isTold && t(`customerDisplay.${words}`)}
    </p>
  )
}
