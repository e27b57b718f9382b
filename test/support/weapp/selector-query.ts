import { select, type WeNode } from './node-tree'
import type { Phone } from './phone'
import { type AnyFunction, type Dict, isFunction, textOf } from './unknown-values'

/** There is no layout here: every node is said to be this big; what is true is whether it exists. */
const BOX = { left: 0, top: 0, right: 375, bottom: 100, width: 375, height: 100, scrollLeft: 0, scrollTop: 0 }

const describe = (node: WeNode): Dict => ({ ...BOX, id: node.id, dataset: node.dataset })

/** wx.createSelectorQuery over the rendered tree; absent nodes give null, as on a phone. */
export const makeSelectorQuery = ({ realm, report }: Phone, treeNow: () => WeNode): Dict => {
  const questions: { ask: () => unknown; answer: unknown }[] = []
  const asking = (ask: () => unknown) => {
    const question = (answer: unknown) => {
      questions.push({ ask, answer })
      return query
    }
    const withFields = (_fields: unknown, answer: unknown) => question(answer)
    return {
      boundingClientRect: question,
      scrollOffset: question,
      node: question,
      context: question,
      fields: withFields
    }
  }
  const found = (selector: unknown) => select(treeNow(), textOf(selector).replaceAll('>>>', ' ')).map(describe)
  const answerAll = (done: unknown) => {
    const answers = questions.map(({ ask }) => realm.toApp(ask()))
    for (const [index, { answer }] of questions.entries()) if (isFunction(answer)) answer(answers[index])
    if (isFunction(done)) done(realm.toApp(answers))
  }
  const query = {
    in: () => query,
    select: (selector: unknown) => asking(() => found(selector)[0] ?? null),
    selectAll: (selector: unknown) => asking(() => found(selector)),
    selectViewport: () => asking(() => BOX),
    exec: (done: unknown) => {
      realm.later(() => {
        try {
          answerAll(done)
        } catch (thrown) {
          report(thrown, 'selector query')
        }
      })
      return query
    }
  }
  return query
}

/** wx.createIntersectionObserver: with no layout, a node that exists counts as wholly visible, and is told so once. */
export const makeIntersectionObserver = ({ realm }: Phone, treeNow: () => WeNode): Dict => {
  let observing = true
  const relative = () => observer
  const observer = {
    relativeTo: relative,
    relativeToViewport: relative,
    observe: (selector: unknown, listener: AnyFunction) =>
      realm.later(() => {
        const node = select(treeNow(), textOf(selector))[0]
        if (observing && node)
          listener(realm.toApp({ id: node.id, dataset: node.dataset, intersectionRatio: 1, time: Date.now() }))
      }),
    disconnect: () => {
      observing = false
    }
  }
  return observer
}
