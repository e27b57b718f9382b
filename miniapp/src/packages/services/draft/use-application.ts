import { useCallback, useEffect, useRef, useState } from 'react'
import { holdDraft } from '@/drafts/open-drafts'
import { asCallError, type CallError } from '@/platform/call-error'
import { useHidden, useShown } from '@/platform/lifecycle'
import { useOnline } from '@/platform/network'
import { ownerOf } from '@/session/owner'
import { requireSignIn, useSession } from '@/session/session'
import { type Parcel, takeTold } from '../check/told'
import type { DraftKeeper } from './draft-keeper'
import { openApplication, openFreshApplication, readKeptDraft, visibleDraft } from './open-application'

export type Application =
  | { state: 'loading' }
  | { state: 'signed-out' }
  | { state: 'failed'; error: CallError }
  | { state: 'open'; keeper: DraftKeeper }

/** Signs in if nobody is; the session's change then opens the draft. null = stay where we are. */
async function beginApplication(
  serviceId: string,
  owner: string | null,
  online: boolean,
  told: Parcel
): Promise<Exclude<Application, { state: 'loading' }> | null> {
  try {
    const mine = visibleDraft(await readKeptDraft(serviceId, owner), owner, online)
    if (mine) return { state: 'open', keeper: await openApplication(mine, told) }
    if (owner !== null) return { state: 'open', keeper: await openFreshApplication(serviceId, owner, told) }
    await requireSignIn()
    return null
  } catch (caught) {
    const error = asCallError(caught)
    return error.code === 'sign_in_required' ? { state: 'signed-out' } : { state: 'failed', error }
  }
}

/** The application of this person for one service item, kept while the page lives; `again` tries to open it anew. */
export function useApplication(serviceId: string): Application & { again: () => void } {
  const session = useSession()
  const online = useOnline()
  const [application, setApplication] = useState<Application>({ state: 'loading' })
  const [turn, setTurn] = useState(0)
  const [told] = useState(() => takeTold(serviceId))
  const checking = session.state === 'checking'
  const signedInAs = session.state === 'signed-in' ? ownerOf(session.me) : null
  // A session that ends does not take the form away from the person who is filling it in.
  const lastPerson = useRef<string | null>(null)
  const owner = signedInAs ?? lastPerson.current
  lastPerson.current = owner
  const lastKept = useRef<Promise<void>>(Promise.resolve())
  const keeper = application.state === 'open' ? application.keeper : undefined

  // biome-ignore lint/correctness/useExhaustiveDependencies: the network only decides how to begin; a change of it must not open the form anew
  useEffect(() => {
    if (checking) return
    let wanted = true
    let opened: DraftKeeper | undefined
    const release = holdDraft(serviceId)
    setApplication({ state: 'loading' })
    // The phone may still be writing what was typed in the form opened before.
    const begin = lastKept.current.then(() => beginApplication(serviceId, owner, online, told))
    void begin.then((begun) => {
      if (begun?.state === 'open' && !wanted) begun.keeper.close()
      if (begun === null || !wanted) return
      if (begun.state === 'open') opened = begun.keeper
      setApplication(begun)
    })
    return () => {
      wanted = false
      if (opened) {
        lastKept.current = opened.kept()
        opened.close()
      }
      void lastKept.current.then(release)
    }
  }, [serviceId, checking, owner, turn])

  useEffect(() => {
    if (online) void keeper?.flush()
  }, [online, keeper])
  const flush = () => void keeper?.flush()
  useShown(flush)
  useHidden(flush)
  return { ...application, again: useCallback(() => setTurn((was) => was + 1), []) }
}
