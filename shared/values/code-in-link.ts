/** The code of `?code=…` at the end of a link, as scanners read it out of a QR code; other text as it is. */
export const codeInLink = (text: string): string => /[?&]code=([^&#\s]+)\s*$/.exec(text)?.[1] ?? text.trim()
