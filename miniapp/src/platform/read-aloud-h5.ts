/** true where the browser can speak. */
export const canReadAloud = (): boolean => typeof window !== 'undefined' && 'speechSynthesis' in window

/** Reads a text aloud in Chinese; what is being read stops first. */
export function readAloud(text: string): void {
  window.speechSynthesis.cancel()
  const words = new SpeechSynthesisUtterance(text)
  words.lang = 'zh-CN'
  // slower than usual: for people who want to follow every word
  words.rate = 0.85
  window.speechSynthesis.speak(words)
}
