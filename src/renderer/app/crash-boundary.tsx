import { Component, type ReactNode } from 'react'

interface Props {
  /** What stands in the window instead; `again` shows the window anew. */
  readonly fallback: (again: () => void) => ReactNode
  readonly children: ReactNode
}

interface State {
  readonly broken: boolean
  /** Rises with each new try, so that everything beneath begins afresh. */
  readonly tries: number
}

/** Catches a defect while the window is drawn, so that it never stands empty; the book is another process's. */
export class CrashBoundary extends Component<Props, State> {
  override state: State = { broken: false, tries: 0 }

  static getDerivedStateFromError(): Partial<State> {
    return { broken: true }
  }

  override render(): ReactNode {
    const again = () => this.setState(({ tries }) => ({ broken: false, tries: tries + 1 }))
    if (this.state.broken) return this.props.fallback(again)
    return (
      <div key={this.state.tries} className="whole">
        {this.props.children}
      </div>
    )
  }
}
