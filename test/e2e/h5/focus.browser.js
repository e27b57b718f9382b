// Runs in the page: what has the keyboard focus, and whether a person could see that.
;() => {
  const element = document.activeElement
  if (!element || element === document.body) return { name: '', shown: true, seen: true }
  const label = element.labels?.[0]
  const group = element.closest('[role=group]')?.getAttribute('aria-labelledby')
  const named = element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? ''
  const drawn = element.closest('label') ?? element
  const style = getComputedStyle(drawn)
  const box = drawn.getBoundingClientRect()
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20))
  return {
    name: `${group ? `${document.getElementById(group)?.textContent} ` : ''}${named}`.trim(),
    shown: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
    seen: top !== null && (drawn.contains(top) || top.contains(drawn))
  }
}
