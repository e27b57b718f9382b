import type { Form } from '@shared/contract/form'
import { saveDraft } from '@/drafts/api'
import { emptyDraft, type KeptDraft, keptDraft } from '@/drafts/kept-draft'
import { draftPlace } from '@/drafts/phone-place'
import { freshKey } from '@/platform/fresh-key'
import { showForm } from '../api'
import { saveWithTold } from '../check/save-with-told'
import type { Parcel } from '../check/told'
import { type DraftKeeper, makeDraftKeeper } from './draft-keeper'

/** How long a form that is on the phone waits for the server before it opens as it is. */
const PATIENCE_MS = 1_500

/** What the phone kept of this application of this owner; null when nothing, or nothing readable. */
export async function readKeptDraft(serviceId: string, owner: string | null): Promise<KeptDraft | null> {
  const read = keptDraft.safeParse(await draftPlace(serviceId, owner).read())
  return read.success ? read.data : null
}

/**
 * The kept draft a person may see: their own when signed in. Not signed in, it opens only where nobody else can be
 * meant: in WeChat (its storage belongs to one account), or without any network to sign in over.
 */
export function visibleDraft(kept: KeptDraft | null, owner: string | null, online: boolean): KeptDraft | null {
  if (kept === null) return null
  if (owner !== null) return kept.owner === owner ? kept : null
  const onlyMine = process.env.TARO_ENV !== 'h5' || !online
  return kept.form !== null && onlyMine ? kept : null
}

/** Takes over a newer published form. Without a network the kept one will do: 提交 checks the version again. */
async function freshenForm(keeper: DraftKeeper, kept: Form): Promise<void> {
  // A submission without an answer must be repeated as it was.
  if (keeper.view().attempt !== null) return
  try {
    const published = await showForm(kept.serviceId)
    if (published.version !== kept.version) keeper.keepForm(published)
  } catch {
    // as said above
  }
}

/**
 * Opens the form: from the phone at once if it was begun here, otherwise with what the server has; `told` goes into the
 * draft with the first save that arrives. Rejects with CallError when there is no form to show.
 */
export async function openApplication(start: KeptDraft, told: Parcel): Promise<DraftKeeper> {
  const { serviceId, owner } = start
  const save = saveWithTold((batch) => saveDraft(serviceId, batch, { onlyFor: owner }), told)
  const keeper = makeDraftKeeper(start, draftPlace(serviceId, owner), save, freshKey())
  if (start.form === null) keeper.keepForm(await showForm(serviceId))
  else void freshenForm(keeper, start.form)
  const read = keeper.flush()
  // Without a copy on the phone the fields would stand empty for a moment although the server has answers; with one, a
  // short wait lets the form open where another device left it.
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  await (start.base === null ? read : Promise.race([read, patience]))
  return keeper
}

/** Opens a form nothing is kept of. */
export const openFreshApplication = (serviceId: string, owner: string, told: Parcel): Promise<DraftKeeper> =>
  openApplication(emptyDraft(serviceId, owner), told)
