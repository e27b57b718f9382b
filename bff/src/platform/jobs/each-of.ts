/**
 * Does `act` for each item, one after the other; one that fails keeps nobody behind it waiting. Rejects at the end with
 * an AggregateError of everything that failed, so that the job is logged and runs again.
 */
export async function eachOf<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  const failed: unknown[] = []
  for (const item of items)
    try {
      await act(item)
    } catch (error) {
      failed.push(error)
    }
  if (failed.length === 0) return
  const first = failed[0] instanceof Error ? failed[0].message : String(failed[0])
  throw new AggregateError(failed, `${failed.length} of ${items.length} failed, first: ${first}`)
}
