import type { Guide } from '@shared/contract/guide'
import { View } from '@tarojs/components'
import { guideOf } from '@/addresses'
import { Cell } from '@/kit/cell/cell'
import { goTo } from '@/platform/navigation'
import './bundle-sections.scss'
import { SourceLink } from './source-link'

type Bundle = NonNullable<Guide['bundle']>

/** The items of a 一件事, each leading to its own guide. */
export function BundleParts({ bundle }: { bundle: Bundle }) {
  return (
    <>
      <View>{bundle.together.text}</View>
      <SourceLink source={bundle.together.source} about='怎么一起办' />
      <View className='sv-bundle'>
        {bundle.parts.map((part) => (
          <Cell
            key={part.id}
            label={part.name}
            note={`${part.text}（${part.department}）`}
            onPress={() => void goTo(guideOf(part.id))}
          />
        ))}
      </View>
    </>
  )
}

/** 双告知: licences that some trades still need. */
export function Afterwards({ afterwards }: { afterwards: NonNullable<Bundle['afterwards']> }) {
  return (
    <>
      <View>{afterwards.text}</View>
      <SourceLink source={afterwards.source} about='办完还要办什么' />
      <View className='sv-bundle'>
        {afterwards.licences.map(({ id, name, trade }) => (
          <Cell key={id} label={trade} note={name} onPress={() => void goTo(guideOf(id))} />
        ))}
      </View>
    </>
  )
}
