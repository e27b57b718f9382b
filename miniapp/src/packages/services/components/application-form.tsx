import type { Form } from '@shared/contract/form'
import { civilDateAt } from '@shared/values/civil-date'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { HelpLine } from '@/help/help-line'
import { Notice } from '@/kit/notice/notice'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { useActingFor } from '@/session/capacity'
import { stepUp } from '@/session/step-up'
import { submitDraft } from '../api'
import { CollectChoice } from '../collect/collect-choice'
import { type Consents, useConsents } from '../consent/use-consents'
import type { DraftKeeper } from '../draft/draft-keeper'
import { FORM_CHANGED, followSubmission, NOT_AGREED, type Told } from '../draft/follow-submission'
import { savingWords } from '../draft/saving-words'
import { submitApplication } from '../draft/submit-application'
import { fieldLabels } from '../form/field-labels'
import { useShownForm } from '../form/shown-form'
import { BrokenPromises } from '../owed/broken-promises'
import { silentWords } from '../prefill/take-offer'
import { usePrefill } from '../prefill/use-prefill'
import { ChosenSituation } from './chosen-situation'
import { DraftNews } from './draft-news'
import { FillInForm } from './fill-in-form'
import { LibraryOffer } from './library-offer'
import { RelayPanel } from './relay-panel'
import { UnknownOutcome } from './unknown-outcome'

/** Says so when the published form changes under the citizen's hands. */
function useFormNews(version: string | undefined, tell: (told: Told) => void): void {
  const known = useRef(version)
  useEffect(() => {
    if (known.current !== undefined && version !== known.current) tell(FORM_CHANGED)
    known.current = version
  }, [version, tell])
}

/** Submitting, and what to tell about it. */
function useSubmission(keeper: DraftKeeper, consents: Consents, tell: (told: Told) => void) {
  const [sending, setSending] = useState(false)
  const submit = async (form: Form): Promise<Record<string, string> | undefined> => {
    setSending(true)
    tell(null)
    try {
      // A submission without an answer goes out again as it was, nothing is asked.
      if (keeper.view().attempt === null && !(await consents.before())) {
        tell(NOT_AGREED)
        return undefined
      }
      const server = { submit: submitDraft, freshKey, stepUp, agree: consents.missing }
      const ended = await submitApplication(keeper, form.version, server)
      const next = await followSubmission(ended, keeper, form)
      tell(next.told)
      return next.wrong
    } catch (caught) {
      tell({ tone: 'error', title: '没有提交成功', text: asCallError(caught).message })
      return undefined
    } finally {
      setSending(false)
    }
  }
  return { sending, submit }
}

const NOT_CHOSEN: Told = {
  tone: 'error',
  title: '结果怎样领取还没有确定',
  text: '请在“结果领取”里点“寄到这个地址”或“就这样领取”，再提交。'
}

/** The application of one draft: fill in, check, submit. */
export function ApplicationForm({ keeper }: { keeper: DraftKeeper }) {
  const view = useSyncExternalStore(keeper.watch, keeper.view, keeper.view)
  const [told, setTold] = useState<Told>(null)
  const consents = useConsents(view.form?.serviceId ?? '')
  const { sending, submit } = useSubmission(keeper, consents, setTold)
  const pending = useRef(false)
  const choosing = useCallback((now: boolean) => {
    pending.current = now
  }, [])
  const actingFor = useActingFor()
  const form = useShownForm(view.form, view.base)
  useFormNews(form?.version, setTold)
  const prefill = usePrefill(keeper, form, view.base?.id, view.answers)
  if (!form) return null
  const silent = silentWords(prefill.silent, (field) => fieldLabels(form, [field]))
  const handIn = async () => {
    if (!pending.current) return submit(form)
    setTold(NOT_CHOSEN)
    return undefined
  }
  const unknown = view.attempt !== null && !sending
  return (
    <FillInForm
      title={view.base?.serviceName ?? '在线申请'}
      form={form}
      today={civilDateAt(new Date())}
      answers={view.answers}
      answersNow={() => keeper.view().answers}
      files={view.files}
      onEdit={keeper.edit}
      onFile={keeper.keepFile}
      prefill={prefill}
      note={savingWords(view)}
      submitLabel={unknown ? '再试一次' : '提交'}
      locked={unknown || sending}
      onSubmit={handIn}
      notice={told}
      instead={consents.screen}
      top={
        <>
          {told ? (
            <Notice tone={told.tone} title={told.title}>
              {told.text}
            </Notice>
          ) : null}
          {unknown ? <UnknownOutcome /> : null}
          <ChosenSituation draft={view.base} />
          <BrokenPromises form={form} />
          {silent ? <Notice>{silent}</Notice> : null}
          <DraftNews view={view} form={form} keeper={keeper} />
        </>
      }
      above={(fields) =>
        prefill.silent
          .filter((source) => source.why === 'consent' && fields.some(({ id }) => source.fields.includes(id)))
          .map((source) => (
            <LibraryOffer
              key={source.source}
              source={source}
              labels={fieldLabels(form, source.fields)}
              onAgreed={prefill.again}
            />
          ))
      }
      end={view.base ? <CollectChoice draft={view.base} reload={keeper.reload} onPending={choosing} /> : null}
      below={
        <>
          {view.base && !unknown && actingFor?.kind !== 'proxy' ? (
            <RelayPanel draftId={view.base.id} onChanged={keeper.reload} />
          ) : null}
          <HelpLine about={{ kind: 'service', id: form.serviceId }} />
        </>
      }
    />
  )
}
