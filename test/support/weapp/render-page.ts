import type { RawChild, RawNode } from './compile-templates'
import { kebabCase, makeNode, type WeNode } from './node-tree'
import { callLifecycle, type Host, type PageHost } from './page-instance'
import type { Phone } from './phone'
import { dictOf, textOf } from './unknown-values'

type Renderer = {
  /** The page as it is on the screen now; renders again only after a setData. */
  treeOf: (page: PageHost) => WeNode
}

/** A property goes down only when the parent's value changed, so that a component's own setData survives (as in WeChat). */
const passProperties = ({ realm }: Phone, host: Host, node: WeNode): void => {
  const data = dictOf(host.instance.data)
  for (const name of Object.keys(dictOf(host.definition.options.properties))) {
    const value = node.attr[name] ?? node.attr[kebabCase(name)]
    const json = JSON.stringify(value)
    if (value === undefined || host.passed.get(name) === json) continue
    host.passed.set(name, json)
    data[name] = realm.parse(json)
  }
}

/** Two renders speak of the same component when Taro's sid, the id or the place in the template is the same. */
const identityOf = (node: WeNode, place: string): string =>
  textOf(dictOf(node.attr.i).sid ?? (node.attr['data-sid'] || node.id || place))

/** Turns compiled templates into node trees, creating and removing components on the way. */
export const makeRenderer = (
  phone: Phone,
  makeHost: (definitionPath: string, page: PageHost, node: WeNode) => Host
): Renderer => {
  const buildAll = (raws: RawChild[], parent: WeNode | null, host: Host, slotted: WeNode[], place: string): WeNode[] =>
    raws.flatMap((raw, index) => build(raw, parent, host, slotted, `${place}.${index}`))

  const build = (raw: RawChild, parent: WeNode | null, host: Host, slotted: WeNode[], place: string): WeNode[] => {
    const node = makeNode(raw, parent, host, place)
    if (typeof raw !== 'object') return [node]
    if (node.tag === 'virtual' || node.tag === 'block') return buildAll(raw.children, parent, host, slotted, place)
    if (node.tag === 'slot') return slotted.filter((child) => textOf(child.attr.slot) === textOf(node.attr.name))
    const component = host.definition.components[node.tag]
    node.children = component
      ? renderComponent(component, raw, node, host, slotted, place)
      : buildAll(raw.children, node, host, slotted, place)
    for (const child of node.children) child.parent = node
    return [node]
  }

  const renderComponent = (
    definitionPath: string,
    raw: RawNode,
    node: WeNode,
    owner: Host,
    slotted: WeNode[],
    place: string
  ): WeNode[] => {
    const { page } = owner
    const identity = `${owner.uid}>${identityOf(node, place)}`
    const known = page.components.get(identity)
    const host = known ?? makeHost(definitionPath, page, node)
    page.components.set(identity, host)
    host.node = node
    host.seenInRender = page.renders
    if (!known) callLifecycle(phone, host, 'created')
    passProperties(phone, host, node)
    if (!known) {
      callLifecycle(phone, host, 'attached')
      phone.realm.later(() => callLifecycle(phone, host, 'ready'))
    }
    const content = buildAll(raw.children, node, owner, slotted, place)
    return renderTemplate(host, content)
  }

  const renderTemplate = (host: Host, slotted: WeNode[]): WeNode[] =>
    buildAll(host.definition.render(JSON.stringify(host.instance.data)).children, null, host, slotted, '')

  const removeUnseen = (page: PageHost) => {
    for (const [identity, host] of page.components) {
      if (host.seenInRender === page.renders) continue
      page.components.delete(identity)
      host.dead = true
      callLifecycle(phone, host, 'detached')
    }
  }

  const treeOf = (page: PageHost): WeNode => {
    // A component's attached() may call setData, which makes the tree just built stale again.
    while (page.stale || !page.root) {
      page.stale = false
      page.renders++
      const root = makeNode({ tag: 'page', children: [] }, null, page, '')
      root.children = renderTemplate(page, [])
      for (const child of root.children) child.parent = root
      page.root = root
      removeUnseen(page)
    }
    return page.root
  }

  return { treeOf }
}
