import { useState } from 'react'
import { asCallError, type CallError } from '@/platform/call-error'

/** Runs acts of a form; `error` tells what was wrong with the last one, `fields` a sentence per field (without `body.`). */
export function useAct() {
  const [error, setError] = useState<CallError>()
  const run = async (act: () => Promise<unknown>): Promise<void> => {
    setError(undefined)
    try {
      await act()
    } catch (caught) {
      setError(asCallError(caught))
    }
  }
  const told = error?.fields ?? {}
  const fields = Object.fromEntries(Object.entries(told).map(([name, text]) => [name.replace(/^body\./, ''), text]))
  return { run, error, fields }
}

/** A field's error as its property, or nothing. */
export const wrongAt = (fields: Record<string, string>, name: string): { error?: string } => {
  const error = fields[name]
  return error ? { error } : {}
}
