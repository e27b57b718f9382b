import './platform/zod-jitless'
import type { PropsWithChildren } from 'react'
import { sendUnsentDrafts } from './drafts/send-unsent'
import { useStarted } from './platform/lifecycle'
import { followNetwork } from './platform/network'
import { followPrivacy } from './session/ask-privacy'
import { askTerms } from './session/ask-terms'
import { followOtherTabs } from './session/other-tabs'
import { ownerOf } from './session/owner'
import { retrySession, startSession, whenSignedIn } from './session/session'
import { tellCapacityChanges } from './session/tell-capacity'
import './app.scss'

// An import would put it into the weapp build too.
if (process.env.TARO_ENV === 'h5') require('./app-h5.scss')

export default function App({ children }: PropsWithChildren) {
  useStarted(() => {
    followOtherTabs()
    tellCapacityChanges()
    followNetwork(() => void retrySession())
    followPrivacy()
    whenSignedIn((me) => {
      void sendUnsentDrafts(ownerOf(me))
      void askTerms(me.citizenId)
    })
    void startSession()
  })
  return children
}
