/** What a check of typed text gives back: the value in its one normal form, or a plain Chinese reason to show the citizen. */
export type Checked<T = string> = { ok: true; value: T } | { ok: false; reason: string }
