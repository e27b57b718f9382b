import { View } from '@tarojs/components'
import { Press } from '@/kit/press/press'
import { scrollTo } from '@/platform/navigation'
import './guide-jumps.scss'
import { sectionId } from './guide-section'

/** Words that lead to the parts of the guide further down. */
export function GuideJumps({ sections }: { sections: { name: string; title: string }[] }) {
  return (
    <View className='sv-jumps'>
      {sections.map(({ name, title }) => (
        <Press key={name} className='sv-jump' label={`跳到${title}`} onPress={() => scrollTo(sectionId(name))}>
          {title}
        </Press>
      ))}
    </View>
  )
}
