// Numbers copied out of WeChat or an address book carry invisible direction marks and zero-width blanks.
const blanks = /[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g
const fullWidth = /[\uff01-\uff5e]/g

/** A code as people type it, made comparable: blanks dropped, full-width characters narrowed, letters upper-case. */
export function typedCode(text: string): string {
  return text
    .replace(blanks, '')
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .toUpperCase()
}
