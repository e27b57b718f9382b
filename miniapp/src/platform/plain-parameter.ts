/** A parameter of an address in plain characters: WeChat hands it over as it stands there, Taro's H5 sometimes too. */
export function plainParameter(text = ''): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
