import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'

/** Element id of a section's heading, for jumping to it. */
export const sectionId = (name: string): string => `guide-${name}`

/** One titled part of a guide. */
export function GuideSection({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  return (
    <View>
      <View id={sectionId(name)}>
        <Heading>{title}</Heading>
      </View>
      <Card>{children}</Card>
    </View>
  )
}
