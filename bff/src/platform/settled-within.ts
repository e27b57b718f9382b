/**
 * What came of `work` within `ms` milliseconds: its failure by the name of the error, `late` when it goes on. Never
 * rejects, also when the work fails later.
 */
export async function settledWithin(ms: number, work: Promise<unknown>): Promise<'done' | { not: string }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ not: string }>((resolve) => {
    timer = setTimeout(() => resolve({ not: 'late' }), ms)
  })
  const settled = work.then(
    () => 'done' as const,
    (error: unknown) => ({ not: error instanceof Error ? error.name : 'unknown' })
  )
  const answer = await Promise.race([settled, late])
  clearTimeout(timer)
  return answer
}
