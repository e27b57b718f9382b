import { REPORT_CATEGORIES, REQUEST_KINDS, type RequestKind } from '@shared/contract/consult-requests'
import { useRef, useState } from 'react'
import type { UploadedFile } from '@/kit/upload-field/upload-field'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { agree, createRequest, type RequestForm, type Written } from './api'

interface Place {
  address: string
  point?: { longitude: number; latitude: number }
}
type Wrong = Partial<Record<'category' | 'text' | 'place', string>>

const isKind = (value: string): value is RequestKind => value in REQUEST_KINDS
const LEAST_TEXT = 5

/** What is wrong with it before it is sent; the server judges again. */
function faultsOf(written: { kind: RequestKind; category: string; text: string; place: Place }): Wrong {
  const isReport = written.kind === 'report'
  return {
    ...(isReport && written.category === '' ? { category: '请选择类别。' } : {}),
    ...([...written.text.trim()].length < LEAST_TEXT ? { text: `请至少写 ${LEAST_TEXT} 个字。` } : {}),
    ...(isReport && written.place.address.trim() === '' ? { place: '请写明在哪里。' } : {})
  }
}

/** A request being written. `send` gives the id of what was handed in, or undefined when something is in the way. */
export function useWriting({
  form,
  about,
  reload
}: {
  form: RequestForm
  about: Written['about']
  reload: () => Promise<void>
}) {
  const [kind, setKindTo] = useState<RequestKind>(about ? 'complaint' : 'report')
  const [category, setCategory] = useState('')
  const [text, setText] = useState('')
  const [place, setPlace] = useState<Place>({ address: '' })
  const [photos, setPhotos] = useState<UploadedFile[]>([])
  const [pending, setPending] = useState(0)
  const [agrees, setAgrees] = useState(false)
  const [wrong, setWrong] = useState<Wrong>({})
  const [problem, setProblem] = useState('')
  const keys = useRef({ consent: freshKey(), request: { of: '', key: '' } })

  const written = (): Written => {
    const chosen = REPORT_CATEGORIES.find((name) => name === category)
    const address = place.address.trim()
    return {
      kind,
      text: text.trim(),
      photoIds: photos.map(({ id }) => id),
      ...(kind === 'report' && chosen ? { category: chosen } : {}),
      ...(address === '' ? {} : { place: { ...place, address } }),
      ...(about ? { about } : {})
    }
  }
  /** The same words pressed again are the same act; other words are another. */
  const keyOf = (body: Written): string => {
    const of = JSON.stringify(body)
    if (keys.current.request.of !== of) keys.current.request = { of, key: freshKey() }
    return keys.current.request.key
  }
  const send = async (): Promise<string | undefined> => {
    const faults = faultsOf({ kind, category, text, place })
    setWrong(faults)
    const inTheWay =
      Object.keys(faults).length > 0
        ? '有几处还没有填好，请按提示修改。'
        : form.given || agrees
          ? ''
          : '要先打开上面的开关，同意提供给 12345 热线。'
    setProblem(inTheWay)
    if (inTheWay) return undefined
    try {
      if (!form.given) await agree(form, keys.current.consent)
      const body = written()
      return (await createRequest(body, keyOf(body))).id
    } catch (caught) {
      const error = asCallError(caught)
      setProblem(error.message)
      if (error.fields?.text) setWrong({ text: error.fields.text })
      // Withdrawn meanwhile, or its terms have changed: shown anew, nothing is agreed to by itself.
      if (error.code === 'consent_required' || error.code === 'conflict') {
        keys.current.consent = freshKey()
        setAgrees(false)
        await reload()
      }
      return undefined
    }
  }
  return {
    kind,
    setKind: (value: string) => isKind(value) && setKindTo(value),
    isReport: kind === 'report',
    ...{ category, setCategory, text, setText, place, setPlace, photos, setPhotos },
    uploading: pending > 0,
    count: (change: 1 | -1) => setPending((was) => was + change),
    ...{ agrees, setAgrees, wrong, problem, send }
  }
}
export type Writing = ReturnType<typeof useWriting>
