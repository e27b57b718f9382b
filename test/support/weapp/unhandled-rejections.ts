import vm from 'node:vm'

type Watcher = { owns: (promise: unknown) => boolean; onRejection: (reason: unknown) => void }
type Listener = (reason: unknown, promise: Promise<unknown>) => void

/** Jest hands tests a copy of `process` whose listeners never fire; the main context has the real one. */
const realProcess: NodeJS.Process = vm.runInThisContext('process')
const watchers = new Set<Watcher>()
let displaced: Listener[] = []

const listen: Listener = (reason, promise) => {
  for (const watcher of watchers) if (watcher.owns(promise)) return watcher.onRejection(reason)
  for (const listener of displaced) listener(reason, promise)
}

/**
 * Reports rejections nobody handled of promises that `owns` recognises, in place of the test runner, which would blame
 * whichever test happens to run. Other promises stay with the listeners that were there before. Returns the undo.
 */
export const watchRejections = (owns: Watcher['owns'], onRejection: Watcher['onRejection']): (() => void) => {
  if (watchers.size === 0) {
    displaced = realProcess.listeners('unhandledRejection')
    realProcess.removeAllListeners('unhandledRejection')
    realProcess.on('unhandledRejection', listen)
  }
  const watcher = { owns, onRejection }
  watchers.add(watcher)
  return () => {
    if (!watchers.delete(watcher) || watchers.size > 0) return
    realProcess.off('unhandledRejection', listen)
    for (const listener of displaced) realProcess.on('unhandledRejection', listener)
  }
}
