import { XMLParser } from 'fast-xml-parser'
import * as z from 'zod/mini'

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false })
const fields = z.record(z.string(), z.unknown())
const xmlDocument = z.object({ xml: fields })

/** Ids of messages are longer than a number of JavaScript can hold. */
const LONG_IDS = /"(MsgId|MsgID)"\s*:\s*(\d+)/g

/** The fields of a push, sent as JSON or as XML; numbers of XML stay text. null when it is neither. */
export function pushFields(body: string): Record<string, unknown> | null {
  const text = body.trim()
  try {
    if (text.startsWith('{')) return fields.parse(JSON.parse(text.replace(LONG_IDS, '"$1":"$2"')))
    // WeChat sends no document type, and with one come entities
    if (!text.startsWith('<') || /<!(DOCTYPE|ENTITY)/i.test(text)) return null
    return xmlDocument.parse(parser.parse(text, true)).xml
  } catch {
    return null
  }
}
