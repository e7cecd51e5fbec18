import { Component, type ErrorInfo, type ReactNode } from 'react'
import { FailedView } from './failed-view.tsx'
import { reportFailure } from './report-failures.ts'

interface Props {
  /** Another place is another attempt: a page that failed is not in the way of the next. */
  place: string
  children: ReactNode
}

interface State {
  failed: { error: unknown; place: string } | null
}

/** Shows what failed where it would have been, and leaves the rest of the window alone. React knows this as a class only. */
export class FailureBoundary extends Component<Props, State> {
  override state: State = { failed: null }

  static getDerivedStateFromError(error: unknown): State {
    return { failed: { error, place: '' } }
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    reportFailure(error, `\nin${componentStack ?? ''}`)
    this.setState({ failed: { error, place: this.props.place } })
  }

  override render(): ReactNode {
    const { failed } = this.state
    const isHere = failed !== null && (failed.place === '' || failed.place === this.props.place)
    return isHere ? <FailedView error={failed.error} /> : this.props.children
  }
}
