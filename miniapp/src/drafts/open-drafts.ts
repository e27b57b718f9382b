const open = new Map<string, number>()

/** true while a form of this service item is open: then its page alone sends and keeps what is typed. */
export const isDraftOpen = (serviceId: string): boolean => (open.get(serviceId) ?? 0) > 0

/** Marks a form as open; returns how to end that. */
export function holdDraft(serviceId: string): () => void {
  const count = (change: number) => open.set(serviceId, (open.get(serviceId) ?? 0) + change)
  count(1)
  return () => void count(-1)
}
