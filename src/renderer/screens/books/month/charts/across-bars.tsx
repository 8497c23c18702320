import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar, Line } from '@visx/shape'
import { useRef } from 'react'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useAcross } from './use-across.ts'
import { useWidth } from './use-width.ts'

interface Props {
  readonly bars: readonly { readonly name: string; readonly count: number }[]
  /** The one sentence that says what is seen. */
  readonly sentence: string
}

const [ROW, LETTER] = [20, 7.2]

/** Counts as bars across, each with its name before it and its figure behind. */
export function AcrossBars({ bars, sentence }: Props) {
  const format = useFormat()
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box, 210)
  const across = useAcross(width)
  const texts = bars.map(({ count }) => format.count(count))
  const left = Math.ceil(Math.max(...bars.map(({ name }) => name.length)) * LETTER) + 8
  const right = Math.ceil(Math.max(...texts.map(({ length }) => length)) * LETTER) + 12
  const height = bars.length * ROW
  const y = scaleBand<number>({ domain: bars.map((_, place) => place), range: [0, height], padding: 0.15 })
  const x = scaleLinear<number>({
    domain: [0, Math.max(1, ...bars.map(({ count }) => count))],
    range: [0, Math.max(20, width - left - right)],
  })
  return (
    <div ref={box} className="chart-box">
      <svg role="img" aria-label={sentence} className="plot" width={width} height={height}>
        {bars.map(({ name, count }, place) => {
          const long = count === 0 ? 0 : Math.max(1, x(count))
          const middle = (y(place) ?? 0) + y.bandwidth() / 2 + 4
          return (
            <g key={name}>
              <text x={across(left - 8)} y={middle} textAnchor="end">
                {name}
              </text>
              <Bar
                className="plot-bar"
                x={across(left, long)}
                width={long}
                y={y(place) ?? 0}
                height={y.bandwidth()}
              />
              <text className="plot-figure" x={across(left + long + 6)} y={middle}>
                {texts[place]}
              </text>
            </g>
          )
        })}
        <Line className="plot-base" from={{ x: across(left), y: 0 }} to={{ x: across(left), y: height }} />
      </svg>
    </div>
  )
}
