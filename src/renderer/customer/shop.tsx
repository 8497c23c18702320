import { firstLetterOf } from '../../shared/words/intl.ts'
import { useTranslation } from '../i18n/use-translation.ts'

/** A name of more characters is written smaller. */
const LONG_NAME = 36

interface Props {
  /** Empty where its owner wrote none. */
  readonly shop: string
}

/** The first letter of the shop's name, in its box. */
export function ShopMark({ shop }: Props) {
  return (
    <span className="customer-mark" aria-hidden="true">
      {firstLetterOf(shop)}
    </span>
  )
}

/** The customer's half while there is nothing to pay yet: whose till it is. */
export function CustomerName({ shop }: Props) {
  const { t } = useTranslation()
  return (
    <div className="customer-half customer-quiet">
      <p className={shop.length > LONG_NAME ? 'customer-name customer-long' : 'customer-name'} dir="auto">
        {shop || t('customer.welcome')}
      </p>
    </div>
  )
}
