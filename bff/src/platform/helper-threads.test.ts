import { readdirSync } from 'node:fs'
import os from 'node:os'
import { helperThreadsStepBack } from './helper-threads'

const others = () => readdirSync('/proc/self/task').flatMap((id) => (id === String(process.pid) ? [] : [Number(id)]))

// elsewhere than on Linux threads have no priority of their own
if (process.platform === 'linux')
  it('whoever answers citizens goes first, the threads of V8 come after', () => {
    const before = os.getPriority(process.pid)
    expect(others().map((id) => os.getPriority(id))).toContain(before)
    helperThreadsStepBack()
    expect(os.getPriority(process.pid)).toBe(before)
    expect(new Set(others().map((id) => os.getPriority(id)))).toEqual(new Set([10]))
  })
else
  it('does nothing where threads have no priority of their own', () => expect(helperThreadsStepBack()).toBeUndefined())
