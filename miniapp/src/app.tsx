import './platform/zod-jitless'
import type { PropsWithChildren } from 'react'
import { useStarted } from './platform/lifecycle'
import { followNetwork } from './platform/network'
import { startSession } from './session/session'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useStarted(() => {
    followNetwork()
    void startSession()
  })
  return children
}
