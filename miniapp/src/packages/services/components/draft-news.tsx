import { type Answer, type Form, formFields } from '@shared/contract/form'
import { answerInWords } from '@shared/contract/form-words'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import type { DraftKeeper } from '../draft/draft-keeper'
import type { DraftView } from '../draft/draft-view'
import './draft-news.scss'

/** What stands in a field, in words for the person who has to choose; uploaded files have no words. */
function words(form: Form, fieldId: string, answer: Answer | null | undefined): string {
  if (answer === null || answer === undefined || answer === '') return '（没有填）'
  const field = formFields(form).find(({ id }) => id === fieldId)
  const said = field && answerInWords(field, answer)
  return said || (Array.isArray(answer) ? `${answer.length} 个文件` : '（没有填）')
}

interface NewsProps {
  view: DraftView
  form: Form
  keeper: Pick<DraftKeeper, 'choose' | 'readDropped'>
}

/** One field that was filled in differently here and on another device: both values, and the choice. */
function ToChoose({ fieldId, view, form, keeper }: NewsProps & { fieldId: string }) {
  const label = formFields(form).find(({ id }) => id === fieldId)?.label ?? '其中一项'
  return (
    <Notice tone='warn' title={`“${label}”在两台设备上填得不一样`}>
      <View>这台设备：{words(form, fieldId, view.answers[fieldId])}</View>
      <View>另一台设备：{words(form, fieldId, view.conflicts[fieldId])}</View>
      <View className='sv-choose'>
        <Button narrow label={`${label}用这台设备填的`} onPress={() => keeper.choose(fieldId, true)}>
          用这台的
        </Button>
        <Button narrow kind='plain' label={`${label}用另一台设备填的`} onPress={() => keeper.choose(fieldId, false)}>
          用另一台的
        </Button>
      </View>
    </Notice>
  )
}

/** What the person should know of the draft before filling in on. */
export function DraftNews({ view, form, keeper }: NewsProps) {
  const dropped = view.base?.dropped ?? []
  return (
    <>
      {view.renewed ? (
        <Notice tone='warn' title='原来的草稿已经不在了'>
          它可能已在另一台设备上提交或删除。下面是一份新的草稿，提交前请先看看“我的办件”。
        </Notice>
      ) : null}
      {Object.keys(view.conflicts).map((fieldId) => (
        <ToChoose key={fieldId} fieldId={fieldId} view={view} form={form} keeper={keeper} />
      ))}
      {dropped.length > 0 ? (
        <Notice tone='warn' title='申请表更新了，有几项内容没能保留'>
          {dropped.map(({ label, value }) => (
            <View key={`${label} ${value}`}>
              {label}：{value}
            </View>
          ))}
          <View>其他已填的内容都还在。</View>
          <View className='sv-choose'>
            <Button narrow onPress={() => void keeper.readDropped()}>
              知道了
            </Button>
          </View>
        </Notice>
      ) : null}
    </>
  )
}
