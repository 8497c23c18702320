import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar, Line } from '@visx/shape'
import { useRef } from 'react'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { type ChartBar, labelled } from './chart-bars.ts'
import { marksOf, partOf, scaleOf } from './money-scale.ts'
import { useAcross } from './use-across.ts'
import { useWidth } from './use-width.ts'

interface Props {
  readonly currency: string
  readonly bars: readonly ChartBar[]
  /** What each bar came to, in the currency's smallest units. */
  readonly units: readonly bigint[]
  /** The one sentence that says what is seen. */
  readonly sentence: string
  /** CSS px, beside the width that there is. */
  readonly height: number
  readonly isByNumber: boolean
}

const [ABOVE, BENEATH, LETTER] = [8, 18, 7.2]

/** The takings of one currency, a bar for each day or longer: one scale from nothing on. */
export function DayBars({ currency, bars, units, sentence, height, isByNumber }: Props) {
  const { i18n } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box, 240)
  const across = useAcross(width)
  const scale = scaleOf(units)
  const marks = marksOf(scale, currency, i18n.language)
  const left = Math.ceil(Math.max(...marks.map(({ text }) => text.length)) * LETTER) + 8
  const x = scaleBand<number>({
    domain: bars.map((_, place) => place),
    range: [left, width - 2],
    paddingInner: 0.25,
    paddingOuter: 0.1,
  })
  const y = scaleLinear<number>({
    domain: [partOf(scale.bottom, scale), partOf(scale.top, scale)],
    range: [height - BENEATH, ABOVE],
  })
  const [base, top, foot] = [y(0), ABOVE, height - BENEATH]
  const widest = Math.max(...bars.map(({ label }) => label.length)) * LETTER
  return (
    <div ref={box} className="chart-box">
      <svg role="img" aria-label={sentence} className="plot" width={width} height={height}>
        {bars.map(({ isOff, first }, place) =>
          isOff ? (
            <Bar
              key={first}
              className="plot-off"
              x={across((x(place) ?? 0) - (x.step() - x.bandwidth()) / 2, x.step())}
              width={x.step()}
              y={top}
              height={foot - top}
            />
          ) : null,
        )}
        {marks.map(({ key, part, text }) => (
          <g key={key}>
            <Line
              className={part === 0 ? 'plot-base' : 'plot-line'}
              from={{ x: across(left), y: y(part) }}
              to={{ x: across(width), y: y(part) }}
            />
            {part !== 0 && (
              <text x={across(left - 6)} y={y(part) + 4} textAnchor="end">
                {text}
              </text>
            )}
          </g>
        ))}
        {units.map((one, place) => {
          if (one === 0n) return null
          const end = y(partOf(one, scale))
          // What is there is seen, however little it is.
          const long = Math.max(1, Math.abs(base - end))
          return (
            <Bar
              key={bars[place]?.first}
              className="plot-bar"
              x={across(x(place) ?? 0, x.bandwidth())}
              width={x.bandwidth()}
              y={one > 0n ? base - long : base}
              height={long}
            />
          )
        })}
        {labelled(bars.length, x.step(), widest, isByNumber).map((place) => {
          const middle = (x(place) ?? 0) + x.bandwidth() / 2
          const half = ((bars[place]?.label.length ?? 0) * LETTER) / 2
          return (
            <text
              key={bars[place]?.first}
              x={across(Math.min(Math.max(middle, half), width - half))}
              y={height - 4}
              textAnchor="middle"
            >
              {bars[place]?.label}
            </text>
          )
        })}
      </svg>
    </div>
  )
}
