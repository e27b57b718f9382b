import { View } from '@tarojs/components'
import { Heading } from '@/kit/heading/heading'
import './step-head.scss'

/** Which part of the form this is: 第 1 步，共 4 步. */
export function StepHead({ title, step, steps }: { title: string; step: number; steps: number }) {
  return (
    <View className='sv-step'>
      <View className='sv-step__bars'>
        {Array.from({ length: steps }, (_, index) => index + 1).map((each) => (
          <View key={each} className={`sv-step__bar ${each <= step ? 'sv-step__bar--done' : ''}`} />
        ))}
      </View>
      <View className='sv-step__count'>
        第 {step} 步，共 {steps} 步
      </View>
      <Heading>{title}</Heading>
    </View>
  )
}
