/**
 * What a screen reader is told about a plain View on weapp (the attributes come from config/plugin-aria). On H5 the
 * kit uses the browser's own elements instead.
 */
export function spoken(told: {
  role?: 'button' | 'link' | 'heading' | 'radio' | 'checkbox' | 'switch' | 'tab' | 'alert' | 'img' | 'text'
  label?: string
  disabled?: boolean
  checked?: boolean
  hidden?: boolean
}): Record<string, string> {
  const attributes = {
    ariaRole: told.role,
    ariaLabel: told.label,
    ariaDisabled: told.disabled === undefined ? undefined : String(told.disabled),
    ariaChecked: told.checked === undefined ? undefined : String(told.checked),
    ariaHidden: told.hidden ? 'true' : undefined
  }
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined)
  )
}
