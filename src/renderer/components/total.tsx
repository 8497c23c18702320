interface Props {
  /** In figures, as it is written for people. */
  readonly figure: string
  /** Its code; empty where no account says which. */
  readonly currency: string
  readonly look?: 'plain' | 'empty' | 'attention'
}

/** The characters that each size has room for in the narrowest column, the largest size first. */
const ROOM = [8, 12, 16, 22] as const

/** The amount of a sale beneath its lines: the currency at the start, the figure at the end, as large as its column allows. */
export function Total({ figure, currency, look = 'plain' }: Props) {
  const size = ROOM.filter((characters) => figure.length > characters).length
  return (
    <span className={`total total-${look} total-size-${size}`}>
      <bdi dir="ltr" className="total-figure">
        {figure}
      </bdi>{' '}
      <bdi className="total-currency">{currency}</bdi>
    </span>
  )
}
