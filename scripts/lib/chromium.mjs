import { existsSync } from 'node:fs'

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe'
]

/** Path of an installed Chromium or Chrome (CHROMIUM wins), or null. */
export const findChromium = () => [process.env.CHROMIUM, ...USUAL].find((file) => file && existsSync(file)) ?? null
