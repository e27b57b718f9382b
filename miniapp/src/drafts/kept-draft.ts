import { draft } from '@shared/contract/applications'
import { answer, answers, form } from '@shared/contract/form'
import { id, slug } from '@shared/contract/parts'
import { uploadedFile } from '@shared/contract/uploads'
import * as z from 'zod/mini'

export const keptFile = uploadedFile
export type KeptFile = z.output<typeof keptFile>

/** A submission whose outcome is not known yet. While it stands, the same key and content go out again, nothing else. */
export const attempt = z.object({
  key: z.string(),
  draftId: id,
  formVersion: z.string(),
  revision: z.int()
})
export type Attempt = z.output<typeof attempt>

/**
 * What the phone keeps of a begun application until it is submitted: enough to go on without a network.
 * What an older version of the program wrote in another shape is dropped part by part, never the edits with it.
 */
export const keptDraft = z.object({
  serviceId: slug,
  /** whose it is (session/capacity): a browser may be used by several people, a person may act for others */
  owner: z.string(),
  /** the definition last shown, so that the form opens without a network */
  form: z.catch(z.nullable(form), null),
  /** the draft as the server last told it */
  base: z.catch(z.nullable(draft), null),
  edits: z.record(z.string(), z.object({ value: answer, order: z.int() })),
  /** what went out, or may have, since the server last confirmed a save, newest first: what it has of these is ours */
  sent: z.catch(z.array(answers), []),
  /** fields edited here and elsewhere, with what stands on the server (null = nothing): sent only once the person has chosen */
  conflicts: z.catch(z.record(z.string(), z.nullable(answer)), {}),
  /** files uploaded here that `base` does not name yet */
  files: z.catch(z.array(keptFile), []),
  attempt: z.catch(z.nullable(attempt), null)
})
export type KeptDraft = z.output<typeof keptDraft>

/** A draft nothing is known of yet. */
export const emptyDraft = (serviceId: string, owner: string): KeptDraft => ({
  serviceId,
  owner,
  form: null,
  base: null,
  edits: {},
  sent: [],
  conflicts: {},
  files: [],
  attempt: null
})
