// Runs in the page: text below `least` px and things to tap below `reach` px, as a person sees them now.
;(least, reach) => {
  const seen = (element) => {
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.display !== 'none'
  }
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
  const all = [...document.querySelectorAll('body *')].filter(seen)
  const smallText = all
    .filter((element) => own(element) && Number.parseFloat(getComputedStyle(element).fontSize) < least)
    .map((element) => `${getComputedStyle(element).fontSize} ${element.textContent.trim().slice(0, 20)}`)
  const tappable =
    'a[href],button,select,textarea,input:not([type=hidden]),[role=button],[role=link],[role=switch],[role=tab]'
  const smallTargets = all
    .filter((element) => element.matches(tappable))
    .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
    .filter(({ box }) => Math.min(box.width, box.height) + 0.5 < reach)
    .map(({ element, box }) => {
      const name = element.textContent || element.getAttribute('aria-label') || element.getAttribute('name') || ''
      return `${Math.round(box.width)}×${Math.round(box.height)} ${name.slice(0, 20)}`
    })
  return { smallText, smallTargets }
}
