import type { ReactNode } from 'react'
import { ColumnNames, SumsColumns } from './shown-columns.ts'
import type { ListColumns } from './use-columns.ts'

interface Props {
  readonly columns: ListColumns
  readonly children: ReactNode
}

/** The frame of a list, in which heads, rows and sums stand in the same columns. */
export function Register({ columns, children }: Props) {
  return (
    <ColumnNames value={columns.names}>
      <SumsColumns value={columns.sums}>
        <div className="register" style={columns.style}>
          {children}
        </div>
      </SumsColumns>
    </ColumnNames>
  )
}
