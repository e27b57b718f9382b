import './platform/zod-jitless'
import type { PropsWithChildren } from 'react'
import { sendUnsentDrafts } from './drafts/send-unsent'
import { useStarted } from './platform/lifecycle'
import { followNetwork } from './platform/network'
import { retrySession, startSession, whenSignedIn } from './session/session'
import './app.scss'

// An import would put it into the weapp build too.
if (process.env.TARO_ENV === 'h5') require('./app-h5.scss')

export default function App({ children }: PropsWithChildren) {
  useStarted(() => {
    followNetwork(() => void retrySession())
    whenSignedIn(({ citizenId }) => void sendUnsentDrafts(citizenId))
    void startSession()
  })
  return children
}
