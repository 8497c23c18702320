import type { ReactNode } from 'react'

interface Line {
  readonly key: string
  readonly head: ReactNode
  readonly figures: readonly ReactNode[]
}

interface Props {
  /** The head of the lines, and of each column of figures. */
  readonly heads: readonly [line: ReactNode, ...figures: readonly ReactNode[]]
  readonly lines: readonly Line[]
  /** The line beneath them all. */
  readonly total?: Omit<Line, 'key'>
}

/** What a chart says, figure by figure. */
export function ChartTable({ heads: [first, ...figures], lines, total }: Props) {
  return (
    <table className="chart-table">
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {figures.map((figure, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their places
            <th key={nth} scope="col" className="chart-number">
              {figure}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, ...line }) => (
          <LineOf key={key} {...line} />
        ))}
      </tbody>
      {total && (
        <tfoot>
          <LineOf {...total} />
        </tfoot>
      )}
    </table>
  )
}

function LineOf({ head, figures }: Omit<Line, 'key'>) {
  return (
    <tr>
      <th scope="row">{head}</th>
      {figures.map((figure, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their places
        <td key={nth} className="chart-number">
          {figure}
        </td>
      ))}
    </tr>
  )
}
