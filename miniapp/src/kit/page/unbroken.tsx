import { Component, type ReactNode } from 'react'
import { asCallError } from '@/platform/call-error'
import { Failed } from '../state-view/state-view'

/**
 * Stands in for content whose drawing failed, instead of a blank screen; 重试 draws it again. A class because React
 * offers nothing else for this.
 */
export class Unbroken extends Component<{ children: ReactNode }, { caught: unknown }> {
  override state = { caught: undefined }
  static getDerivedStateFromError(caught: unknown) {
    return { caught }
  }
  override render() {
    if (this.state.caught === undefined) return this.props.children
    return <Failed error={asCallError(this.state.caught)} onRetry={() => this.setState({ caught: undefined })} />
  }
}
