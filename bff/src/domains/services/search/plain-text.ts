/**
 * One spelling for what is typed and what is indexed: full-width and compatibility forms folded (NFKC), lower case,
 * ü as v, everything but Han characters, Latin letters and digits turned into blanks.
 */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[üǖǘǚǜ]/g, 'v')
    .replace(/['’]/g, '')
    .replace(/[^\p{Script=Han}a-z0-9]+/gu, ' ')
    .trim()

/** Words around the matter itself: asking, polite, or true of every item here. The longer ones first. */
const FILLER =
  /我想要|我想|我要|请问一下|请问|怎么办理|怎么办|怎么|怎样|如何办理|如何|在哪里办理|在哪里办|在哪里|在哪办|在哪|去哪里办|去哪里|去哪|哪里|需要什么材料|需要哪些材料|要带什么|什么条件|办理(?:条件|流程|材料|指南|时间|地点)|流程|办理|多少钱|多久|可以吗|吗|呢|一下|渝中区|重庆市|重庆/g

/** The words of a query, fillers taken out unless they are all there is. The first 32 characters count. */
export function queryTerms(query: string): string[] {
  const typed = plain(query).slice(0, 32)
  const bare = typed.replace(FILLER, ' ').trim()
  const chosen = bare.replace(/ /g, '').length >= 2 ? bare : typed
  return chosen.split(/ +/).filter(Boolean)
}

export const isLetter = (symbol: string): boolean => symbol >= 'a' && symbol <= 'z'
export const hasLetter = (text: string): boolean => /[a-z]/.test(text)
export const isAllLetters = (text: string): boolean => /^[a-z]+$/.test(text)
