import type { RawChild } from './compile-templates'
import { type Dict, textOf } from './unknown-values'

/** The page or component whose template wrote a node, and whose methods its event attributes name. */
export type NodeOwner = { uid: string; definition: { path: string }; instance: Dict }

/** One rendered node. `text` is what a citizen reads: nothing of hidden nodes. */
export type WeNode = {
  readonly tag: string
  readonly attr: Dict
  readonly owner: NodeOwner
  parent: WeNode | null
  children: WeNode[]
  readonly id: string
  readonly classes: string[]
  readonly dataset: Dict
  readonly hidden: boolean
  /** The same across renders, for what the native control remembers (typed text, switch position). */
  readonly key: string
  readonly text: string
  /** This node and everything below it, in document order. */
  readonly walk: () => Generator<WeNode>
  readonly closest: (test: (node: WeNode) => boolean) => WeNode | null
  readonly html: (depth?: number) => string
}

const camelCase = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** wcc turns `aria-label` into ariaLabel; tests write either. */
const attributeOf = ({ attr }: WeNode, name: string): unknown => attr[name] ?? attr[camelCase(name)]

export const kebabCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const datasetOf = (attr: Dict): Dict =>
  Object.fromEntries(
    Object.entries(attr)
      .filter(([name]) => name.startsWith('data-'))
      .map(([name, value]) => [camelCase(name.slice(5)), value])
  )

const isHidden = (attr: Dict): boolean =>
  attr.hidden === true || attr.hidden === 'true' || /display:\s*none/.test(textOf(attr.style))

/** Handlers, generated ids and numbers change from build to build: a snapshot shows none of them. */
const isStable = ([name, value]: [string, unknown]): boolean =>
  !/^(bind|catch|capture|mut-bind|hover|data-sid$|i$|l$|animation$)/.test(name) &&
  !(name === 'id' && textOf(value).startsWith('_')) &&
  !['object', 'undefined'].includes(typeof value) &&
  value !== '' &&
  value !== false

const htmlOf = (node: WeNode, depth: number): string => {
  const indent = '  '.repeat(depth)
  if (node.tag === '#text') return node.text.trim() && `${indent}${node.text}\n`
  const attributes = Object.entries(node.attr)
    .filter(isStable)
    .map(([name, value]) => ` ${kebabCase(name)}="${value}"`)
  return `${indent}<${node.tag}${attributes.join('')}>\n${node.children.map((child) => child.html(depth + 1)).join('')}`
}

/** Makes a node of what a compiled template produced at `place` of it; the caller fills in the children. */
export const makeNode = (raw: RawChild, parent: WeNode | null, owner: NodeOwner, place: string): WeNode => {
  const isText = typeof raw !== 'object'
  const attr = isText ? {} : (raw.attr ?? {})
  return {
    tag: isText ? '#text' : raw.tag.replace(/^wx-/, ''),
    attr,
    owner,
    parent,
    children: [],
    id: textOf(attr.id),
    classes: textOf(attr.class).split(/\s+/).filter(Boolean),
    dataset: datasetOf(attr),
    hidden: isHidden(attr),
    key: `${owner.uid}/${textOf(attr['data-sid'] || attr.id || attr.name || place)}`,
    get text() {
      if (this.hidden) return ''
      return isText ? String(raw) : this.children.map((child) => child.text).join('')
    },
    *walk() {
      yield this
      for (const child of this.children) yield* child.walk()
    },
    closest(test) {
      for (let node: WeNode | null = this; node; node = node.parent) if (test(node)) return node
      return null
    },
    html(depth = 0) {
      return htmlOf(this, depth)
    }
  }
}

const SIMPLE_SELECTOR = /([.#]?)([\w-]+|\*)|\[([\w-]+)(?:=["']?([^"'\]]*)["']?)?\]/g

const matchesSimple = (node: WeNode, selector: string): boolean =>
  node.tag !== '#text' &&
  [...selector.matchAll(SIMPLE_SELECTOR)].every(([, prefix, name = '', attribute, value]) => {
    if (attribute) {
      const held = attributeOf(node, attribute)
      return value === undefined ? held !== undefined : textOf(held) === value
    }
    if (prefix === '.') return node.classes.includes(name)
    if (prefix === '#') return node.id === name
    return name === '*' || node.tag === name
  })

const matchesChain = (node: WeNode, parts: string[]): boolean => {
  const own = parts.at(-1)
  if (!own || !matchesSimple(node, own)) return false
  let ancestor = node.parent
  for (const part of parts.slice(0, -1).reverse()) {
    ancestor = ancestor?.closest((candidate) => matchesSimple(candidate, part)) ?? null
    if (!ancestor) return false
    ancestor = ancestor.parent
  }
  return true
}

/** Tags, classes, ids and attributes, joined by descent (space) or choice (comma): `.card button[disabled], #all`. */
export const matches = (node: WeNode, selector: string): boolean =>
  selector.split(',').some((chain) => matchesChain(node, chain.trim().split(/\s+/)))

export const select = (root: WeNode, selector: string): WeNode[] =>
  [...root.walk()].filter((node) => matches(node, selector))

/** The node a screen reader calls so. */
export const selectByLabel = (root: WeNode, label: string): WeNode | undefined =>
  [...root.walk()].find((node) => attributeOf(node, 'aria-label') === label)

/** Nodes whose whole text fits, innermost only, so that a label is found and not the page around it. */
export const selectByText = (root: WeNode, text: string | RegExp): WeNode[] => {
  const fits = (node: WeNode) =>
    node.tag !== '#text' && (text instanceof RegExp ? text.test(node.text) : node.text.trim() === text)
  return [...root.walk()].filter((node) => fits(node) && !node.children.some(fits))
}
