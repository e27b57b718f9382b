import type { Sharing } from '@shared/contract/consents'
import { type ReactNode, useRef, useState } from 'react'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { giveConsent, listNeeded } from '../api'
import { ConsentScreen } from '../components/consent-screen'
import { makeConsentGiver, notGiven } from './give-consents'

interface Asking {
  sharings: Sharing[]
  refused: boolean
  decided: (goOn: boolean) => void
}

export interface Consents {
  /** Before anything is sent: true = nothing is missing, or the person has decided and wants to go on. Never rejects. */
  before: () => Promise<boolean>
  /** After the server refused for want of consent; rejects with CallError when it cannot be asked what is missing. */
  missing: () => Promise<boolean>
  /** drawn in place of the form while the person decides */
  screen: ReactNode
}

/** Asks a person, item by item, what departments may get when this service item is handed in. */
export function useConsents(serviceId: string): Consents {
  const [asking, setAsking] = useState<Asking | null>(null)
  const give = useRef(makeConsentGiver({ give: giveConsent, freshKey }))
  const ask = (sharings: Sharing[], refused: boolean) =>
    new Promise<boolean>((resolve) => {
      setAsking({
        sharings,
        refused,
        decided: (goOn) => {
          setAsking(null)
          resolve(goOn)
        }
      })
    })
  const before = async () => {
    // The server checks again: when it cannot be asked now, it will say so itself.
    const sharings = notGiven(await listNeeded(serviceId).catch(() => []))
    return sharings.length === 0 || ask(sharings, false)
  }
  const missing = async () => {
    const sharings = notGiven(await listNeeded(serviceId))
    return sharings.length > 0 && ask(sharings, true)
  }
  const decide = async (agreed: Sharing[]) => {
    try {
      await give.current(agreed)
    } catch (caught) {
      // Its terms have changed: they are shown as they are now, and nothing is agreed to by itself.
      if (asCallError(caught).code === 'conflict') {
        const sharings = notGiven(await listNeeded(serviceId))
        setAsking((was) => was && { ...was, sharings })
      }
      throw caught
    }
    asking?.decided(true)
  }
  const screen = asking ? (
    <ConsentScreen
      sharings={asking.sharings}
      refused={asking.refused}
      onDecide={decide}
      onLater={() => asking.decided(false)}
    />
  ) : null
  return { before, missing, screen }
}
