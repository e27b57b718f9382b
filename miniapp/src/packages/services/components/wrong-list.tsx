import { View } from '@tarojs/components'
import { Notice } from '@/kit/notice/notice'
import { Press } from '@/kit/press/press'
import './wrong-list.scss'

/** What has to be mended, each line leading to its field. */
export function WrongList(props: {
  wrong: { fieldId: string; sentence: string }[]
  onPick: (fieldId: string) => void
}) {
  return (
    <Notice tone='error' title={`有 ${props.wrong.length} 处需要修改`}>
      {props.wrong.map(({ fieldId, sentence }) => (
        <Press key={fieldId} className='sv-wrong' onPress={() => props.onPick(fieldId)}>
          <View className='sv-wrong__text'>{sentence}</View>
        </Press>
      ))}
    </Notice>
  )
}
