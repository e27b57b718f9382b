import { useRef, useState } from 'react'
import { asCallError, type CallError } from '@/platform/call-error'

/** What the person is told after an act that failed. */
export const errorWords = ({ code, message, fields }: CallError): string => {
  const left = Number(fields?.triesLeft)
  return code === 'code_wrong' && left > 0 ? `${message}还可以试 ${left} 次。` : message
}

/**
 * Runs acts of a page one at a time and keeps why the last one failed. `run` resolves to true when the act went
 * through; `handle` may take an error over (true = it was told already).
 */
export function useAct() {
  const [error, setError] = useState<CallError | null>(null)
  const running = useRef(false)
  const run = async (act: () => Promise<unknown>, handle?: (error: CallError) => boolean): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setError(null)
    try {
      await act()
      return true
    } catch (caught) {
      const failed = asCallError(caught)
      if (!handle?.(failed)) setError(failed)
      return false
    } finally {
      running.current = false
    }
  }
  return { error, run }
}
