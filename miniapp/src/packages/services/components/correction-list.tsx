import type { CaseDetail } from '@shared/contract/applications'
import { View } from '@tarojs/components'
import './correction-list.scss'

/** The points a department wants mended, each with its reason. */
export function CorrectionList({ correction }: Pick<CaseDetail, 'correction'>) {
  return (
    <>
      {correction.map(({ item, reason }) => (
        <View key={`${item}${reason}`} className='sv-correction'>
          <View className='sv-correction__item'>{item}</View>
          <View>{reason}</View>
        </View>
      ))}
    </>
  )
}
