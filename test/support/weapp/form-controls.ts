import type { Dispatch } from './events'
import type { WeNode } from './node-tree'
import type { PageHost } from './page-instance'
import { type Dict, dictOf, listOf, textOf } from './unknown-values'

const TOGGLES = ['switch', 'radio', 'checkbox']

/** A control that native code switches by itself when the citizen touches it. */
export const isToggle = (node: WeNode): boolean => TOGGLES.includes(node.tag)

export const isDisabled = (node: WeNode): boolean => node.attr.disabled === true || node.attr.disabled === 'true'

const isChecked = (page: PageHost, node: WeNode): boolean =>
  page.controls.has(node.key) ? page.controls.get(node.key) === true : node.attr.checked === true

/** What a native input, picker or slider shows: what the citizen last entered, else what the page set. */
const shownValue = (page: PageHost, node: WeNode): unknown =>
  page.controls.has(node.key) ? page.controls.get(node.key) : (node.attr.value ?? '')

const within = (root: WeNode, tag: string): WeNode[] => [...root.walk()].filter((node) => node.tag === tag)

/** Switches a toggle and sends the change event where WeChat sends it: the switch itself, or the group around. */
export const toggle = (page: PageHost, node: WeNode, dispatch: Dispatch): void => {
  if (isDisabled(node)) throw new Error(`the ${node.tag} is disabled`)
  const next = !isChecked(page, node)
  const group = node.closest(({ tag }) => tag === `${node.tag}-group`)
  if (node.tag === 'switch') {
    page.controls.set(node.key, next)
    dispatch(node, 'change', { value: next })
  } else if (node.tag === 'checkbox') {
    page.controls.set(node.key, next)
    if (!group) return
    const checked = within(group, 'checkbox').filter((box) => isChecked(page, box))
    dispatch(group, 'change', { value: checked.map((box) => box.attr.value) })
  } else if (next && group) {
    // WeChat does not repeat the change when the chosen radio is touched again.
    for (const radio of within(group, 'radio')) page.controls.set(radio.key, radio === node)
    dispatch(group, 'change', { value: node.attr.value })
  }
}

const valueOfControl = (page: PageHost, node: WeNode): unknown => {
  if (node.tag === 'switch') return isChecked(page, node)
  if (node.tag === 'radio-group') return within(node, 'radio').find((radio) => isChecked(page, radio))?.attr.value ?? ''
  if (node.tag === 'checkbox-group')
    return within(node, 'checkbox')
      .filter((box) => isChecked(page, box))
      .map((box) => box.attr.value)
  return shownValue(page, node)
}

const NAMED_CONTROLS = ['input', 'textarea', 'picker', 'slider', 'switch', 'radio-group', 'checkbox-group']

/** The value of every named control in a form, as bindsubmit receives it. */
export const formValue = (page: PageHost, form: WeNode): Dict =>
  Object.fromEntries(
    [...form.walk()]
      .filter((node) => node.attr.name && NAMED_CONTROLS.includes(node.tag))
      .map((node) => [textOf(node.attr.name), valueOfControl(page, node)])
  )

export const resetForm = (page: PageHost, form: WeNode): void => {
  for (const node of form.walk()) page.controls.delete(node.key)
}

const optionLabel = (option: unknown, rangeKey: unknown): string =>
  textOf(rangeKey ? dictOf(option)[textOf(rangeKey)] : option)

const indexOfOption = (options: unknown, wanted: unknown, rangeKey: unknown): number => {
  const labels = listOf(options).map((option) => optionLabel(option, rangeKey))
  const index = typeof wanted === 'number' ? wanted : labels.indexOf(textOf(wanted))
  if (labels[index] === undefined) throw new Error(`the picker has no option ${wanted}, only ${labels.join(', ')}`)
  return index
}

const FORMATS: Record<string, RegExp> = { date: /^\d{4}(-\d{2}(-\d{2})?)?$/, time: /^\d{2}:\d{2}$/ }

/**
 * The change value of a picker for what a citizen chose: the label or index of an option (one a column for
 * multiSelector), `YYYY-MM-DD` or `HH:mm` between start and end, or the three names of a region.
 */
export const pickerValue = ({ attr }: WeNode, wanted: unknown): unknown => {
  const mode = textOf(attr.mode) || 'selector'
  const rangeKey = attr.rangeKey ?? attr['range-key']
  if (mode === 'selector') return String(indexOfOption(attr.range, wanted, rangeKey))
  if (mode === 'multiSelector')
    return listOf(attr.range).map((column, index) => indexOfOption(column, listOf(wanted)[index], rangeKey))
  const format = FORMATS[mode]
  if (!format) return wanted
  const chosen = textOf(wanted)
  if (!format.test(chosen)) throw new Error(`${chosen} is not a ${mode}`)
  const [start, end] = [textOf(attr.start), textOf(attr.end)]
  if ((start && chosen < start) || (end && chosen > end)) throw new Error(`${chosen} is outside ${start}..${end}`)
  return chosen
}
