import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import { isPaid } from '../../shared/status/status.ts'
import type { Shown, ShownLine } from '../data/customer/view.ts'
import { digitsIn, plainAmountParts } from '../i18n/format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useMedia } from '../window/use-media.ts'
import { ShopMark } from './shop.tsx'

/** As many lines as there is room for on a screen that lies, and on one that stands on its side. */
const MOST_LINES = { lying: 7, standing: 3 } as const
/** An amount of more characters stands beneath its currency, and is written smaller from step to step. */
const STEPS = [5, 8, 12, 18] as const
/** A line whose sum has more characters has it on a row of its own, written smaller. */
const LONG_SUM = 14

interface Props {
  readonly shop: string
  readonly shown: Exclude<Shown, { readonly kind: 'asleep' }>
}

/** The shop's half: what is being bought, the newest line right above what it comes to. */
export function CustomerStub({ shop, shown }: Props) {
  const { t } = useTranslation()
  const { lines, total } = shown
  const most = MOST_LINES[useMedia('(orientation: portrait)') ? 'standing' : 'lying']
  const above = lines.length > most ? lines.length - most + 1 : 0
  const isDone = shown.kind === 'sale' && isPaid(shown.status)
  return (
    <section className="customer-stub">
      {shop !== '' && (
        <p className="customer-shop" dir="auto">
          <ShopMark shop={shop} />
          <bdi className="customer-shop-name">{shop}</bdi>
        </p>
      )}
      <ol className="customer-lines">
        {above > 0 && <li className="customer-line">{t('customer.above', { count: above })}</li>}
        {lines.slice(above).map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the tape.
          <Line key={above + place} line={line} />
        ))}
      </ol>
      <Total amount={total} label={t(isDone ? 'customer.paid' : 'customer.toPay')} />
    </section>
  )
}

function Line({ line: { name, quantity, unit, sum } }: { readonly line: ShownLine }) {
  const { t, i18n } = useTranslation()
  const figure = figureOf(sum, i18n.language)
  return (
    <li className={figure.length > LONG_SUM ? 'customer-line customer-line-long' : 'customer-line'}>
      <span className="customer-what">
        <bdi className={quantity > 1 ? 'customer-item customer-item-one' : 'customer-item'}>
          {name ?? t('customer.other')}
        </bdi>{' '}
        {quantity > 1 && (
          <bdi dir="ltr" className="customer-times">
            {digitsIn(`${quantity} × ${figureOf(unit, i18n.language)}`, i18n.language)}
          </bdi>
        )}
      </span>
      <bdi dir="ltr" className="customer-sum">
        {figure}
      </bdi>
    </li>
  )
}

function Total({ amount, label }: { readonly amount: Amount; readonly label: string }) {
  const { i18n } = useTranslation()
  const figure = figureOf(amount, i18n.language)
  const step = STEPS.filter((most) => figure.length > most).length
  return (
    <p className={`customer-total customer-total-${step}`}>
      <span className="customer-label">
        {label} <bdi className="customer-currency">{amount.currency}</bdi>
      </span>
      <bdi dir="ltr" className="customer-figure">
        {figure}
      </bdi>
    </p>
  )
}

function figureOf(amount: Amount, language: string): string {
  const { sign, whole, mark, fraction } = plainAmountParts(amount, language)
  return sign + whole + mark + fraction
}
