import { readAppConfig } from './app-config'
import { type LaunchOptions, launch } from './launch'
import { messageOf } from './unknown-values'

/** What happened when one page was opened straight away, as from a shared link or a code. */
export type PageVisit = {
  path: string
  /** What a citizen reads on the page once it has come to rest. */
  text: string
  milliseconds: number
  requests: string[]
  setData: { count: number; bytes: number; largest: number }
  /** Errors of the app, templates that complain, and what the app wrote with console.error; empty when all is well. */
  problems: string[]
}

const visit = async (options: LaunchOptions, path: string): Promise<PageVisit> => {
  const startedAt = performance.now()
  const nothing = { count: 0, bytes: 0, largest: 0 }
  try {
    const session = await launch({ ...options, path })
    const { text } = session.page()
    await session.close({ allowErrors: true })
    const complaints = session.logs
      .filter(({ level }) => level === 'error')
      .map(({ args }) => args.map(messageOf).join(' '))
    return {
      path,
      text,
      milliseconds: Math.round(performance.now() - startedAt),
      requests: session.requests.map(({ method, url }) => `${method} ${url}`),
      setData: session.setData,
      problems: [
        ...session.errors.map(({ where, message }) => `[${where}] ${message}`),
        ...complaints.map((complaint) => `[console.error] ${complaint}`),
        ...(text.trim() ? [] : ['the page is blank'])
      ]
    }
  } catch (thrown) {
    const milliseconds = Math.round(performance.now() - startedAt)
    return { path, text: '', milliseconds, requests: [], setData: nothing, problems: [messageOf(thrown)] }
  }
}

/** Opens every page of app.json, each on a phone of its own, and tells what went wrong. */
export const openEveryPage = async (options: Omit<LaunchOptions, 'path'>): Promise<PageVisit[]> => {
  const visits: PageVisit[] = []
  for (const path of readAppConfig(options.dist).pages) visits.push(await visit(options, path))
  return visits
}
