import type { Answer, Answers, Field, Form } from '@shared/contract/form'
import { leftOut, shownForm } from '@shared/contract/form-shown'
import type { CivilDate } from '@shared/values/civil-date'
import { Fragment, type ReactNode, useEffect, useReducer, useRef } from 'react'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { useElder } from '@/kit/elder/elder'
import { Page } from '@/kit/page/page'
import type { UploadedFile } from '@/kit/upload-field/upload-field'
import { toast } from '@/platform/feedback'
import { ActingBanner } from '@/session/acting-banner'
import { type FillInAct, fillIn, startFilling } from '../form/fill-in'
import { type Asking, type Screen, screensOf, wrongAnywhere, wrongInOrder } from '../form/form-steps'
import { readAloudText } from '../form/read-aloud-text'
import type { Prefill } from '../prefill/use-prefill'
import { AnswerInput } from './answer-input'
import { FocusArea } from './focus-area'
import { PrefilledNote } from './prefilled-note'
import { ReadAloud } from './read-aloud'
import { ReviewAnswers } from './review-answers'
import { StepHead } from './step-head'
import { WrongList } from './wrong-list'

export interface FillInFormProps {
  title: string
  form: Form
  /** the day the answers are checked as of */
  today: CivilDate
  /** what a department wants mended, in its words: begins there; without it, where the answers are not right yet */
  mend?: readonly string[]
  answers: Answers
  /** the answers at this very moment, for acts that end after the screen was drawn */
  answersNow: () => Answers
  files: UploadedFile[]
  onEdit: (fieldId: string, value: Answer) => void
  onFile: (file: UploadedFile) => void
  /** values that came by themselves */
  prefill?: Prefill
  /** above the form: what the citizen should know first */
  top?: ReactNode
  /** between the head of a part and its fields: what concerns these fields */
  above?: (fields: readonly Field[]) => ReactNode
  /** below the 核对, while something may be changed: what is chosen at the end */
  end?: ReactNode
  /** below the fields or the 核对: other ways on */
  below?: ReactNode
  /** drawn in place of the form, which keeps where the citizen is */
  instead?: ReactNode
  /** changes whenever something new stands there, null for nothing */
  notice: unknown
  /** beside the buttons: how safe the text is */
  note: ReactNode
  submitLabel: string
  /** a submission is on its way or has no answer: nothing may be changed */
  locked: boolean
  /** Hands in; resolves to sentences for the fields the server found wrong, undefined when that is not the outcome. */
  onSubmit: () => Promise<Record<string, string> | undefined>
}

/** Where the citizen is in the form; begins anew when the form itself or the pace changes. */
function useFillIn(asking: Asking, { answers, answersNow, mend }: FillInFormProps) {
  const [state, dispatch] = useReducer(
    (was: ReturnType<typeof startFilling>, act: FillInAct) => fillIn(asking, was, act),
    answers,
    (first) => startFilling(asking, first, mend)
  )
  const shape = `${asking.form.version} ${asking.oneByOne}`
  const known = useRef(shape)
  useEffect(() => {
    if (known.current === shape) return
    known.current = shape
    dispatch({ act: 'restart', answers: answersNow() })
  }, [shape, answersNow])
  return [state, dispatch] as const
}

interface PartProps
  extends Pick<FillInFormProps, 'answers' | 'answersNow' | 'files' | 'today' | 'onEdit' | 'onFile' | 'prefill'> {
  serviceId: string
  fields: Field[]
  wrong: Record<string, string>
  dispatch: (act: FillInAct) => void
  onUploading: (change: 1 | -1) => void
}

/** The fields of one part. */
function Part({ fields, wrong, dispatch, onEdit, prefill, ...rest }: PartProps) {
  return (
    <Card>
      {fields.map((field) => {
        const came = prefill?.standing.get(field.id)
        return (
          <Fragment key={field.id}>
            <AnswerInput
              serviceId={rest.serviceId}
              field={field}
              answer={rest.answers[field.id]}
              answerNow={() => rest.answersNow()[field.id]}
              files={rest.files}
              today={rest.today}
              error={wrong[field.id]}
              onEdit={(value) => {
                onEdit(field.id, value)
                dispatch({ act: 'edited', fieldId: field.id, answers: rest.answersNow() })
              }}
              onEnter={() => prefill?.entered(field.id)}
              onLeave={() => {
                prefill?.left(field.id)
                dispatch({ act: 'left', fieldId: field.id, answers: rest.answersNow() })
              }}
              onFile={rest.onFile}
              onUploading={rest.onUploading}
            />
            {came && prefill ? (
              <PrefilledNote prefilled={came} field={field} onDispute={(text) => prefill.dispute(field.id, text)} />
            ) : null}
          </Fragment>
        )
      })}
    </Card>
  )
}

/** Which part this is; in 长辈版 the question, to be read aloud. */
function Head({ screen, at, of, oneByOne }: { screen: Screen | undefined; at: number; of: number; oneByOne: boolean }) {
  if (!screen) return null
  const head = <StepHead title={screen.title} step={at} steps={of} />
  return oneByOne ? <ReadAloud text={readAloudText(screen, at, of - 1)}>{head}</ReadAloud> : head
}

/** A form as a page: one part a screen (in 长辈版 one question), then 核对 and handing in. */
export function FillInForm(props: FillInFormProps) {
  const { form, today, answers, answersNow, files, locked } = props
  const oneByOne = useElder()
  const asking = { form, today, oneByOne }
  const [state, dispatch] = useFillIn(asking, props)
  const uploading = useRef(0)
  const shown = shownForm(form, answers)
  const screens = screensOf(asking, answers)
  const last = screens.length - 1
  const at = locked ? last : Math.min(state.screen, last)
  const screen = screens[at]

  const move = (act: FillInAct) => {
    if (uploading.current > 0) toast('还有文件没有传好，请等它传完，或选“不传了”')
    else dispatch(act)
  }
  const submit = async () => {
    const wrong = locked ? {} : wrongAnywhere(asking, answersNow())
    const refused = Object.keys(wrong).length > 0 ? wrong : await props.onSubmit()
    if (refused) dispatch({ act: 'refused', wrong: refused, answers: answersNow() })
  }
  const bar = (
    <BottomBar note={props.note}>
      {at > 0 && !locked ? (
        <Button kind='plain' onPress={() => move({ act: 'back' })}>
          上一步
        </Button>
      ) : null}
      {at < last ? (
        <Button onPress={() => move({ act: 'next', answers: answersNow() })}>下一步</Button>
      ) : (
        <Button onPress={submit}>{props.submitLabel}</Button>
      )}
    </BottomBar>
  )
  if (props.instead) return <>{props.instead}</>
  const mend = locked
    ? {}
    : {
        onMend: (first: Field) =>
          dispatch({
            act: 'show',
            screen: screens.findIndex((each) => each.kind === 'part' && each.fields.includes(first))
          })
      }
  return (
    <Page title={props.title} bar={bar}>
      <FocusArea focus={state.focus} screen={at} notice={props.notice}>
        <ActingBanner />
        {props.top}
        <Head screen={screen} at={at + 1} of={screens.length} oneByOne={oneByOne} />
        {state.listed ? (
          <WrongList
            wrong={wrongInOrder(shown, state.wrong)}
            onPick={(fieldId) => dispatch({ act: 'focus', fieldId, answers: answersNow() })}
          />
        ) : null}
        {screen?.kind === 'part' && !locked ? props.above?.(screen.fields) : null}
        {screen?.kind === 'part' && !locked ? (
          <Part
            {...props}
            serviceId={form.serviceId}
            fields={screen.fields}
            wrong={state.wrong}
            dispatch={dispatch}
            onUploading={(change) => {
              uploading.current += change
            }}
          />
        ) : (
          <ReviewAnswers
            form={shown}
            leftOut={leftOut(form, answers, (field) => props.prefill?.standing.has(field) ?? false)}
            answers={answers}
            files={files}
            today={today}
            sources={props.prefill?.standing}
            {...mend}
          />
        )}
        {screen?.kind === 'part' || locked ? null : props.end}
        {props.below}
      </FocusArea>
    </Page>
  )
}
