import { Component, type ErrorInfo, type ReactNode } from 'react'
import { FailedView } from './failed-view.tsx'
import { reportFailure } from './report-failures.ts'

interface Props {
  /** A new value resets the boundary, so a failed page does not block the next one. */
  place: string
  children: ReactNode
}

interface State {
  failed: { error: unknown; place: string } | null
}

/**
 * Shows an error in place of the part that failed and leaves the rest of the window alone. React supports
 * this only as a class.
 */
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
