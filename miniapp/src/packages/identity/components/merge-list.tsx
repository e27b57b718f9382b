import type { MyIdentity } from '@shared/contract/verification'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { instantWords } from '@/kit/when/when'
import { confirm, toast } from '@/platform/feedback'
import { withLevel } from '@/session/step-up'
import { undoMerge } from '../api'
import { useAct } from './act'
import { ActError } from './act-error'

/** Accounts that were merged into this one, and the way back. */
export function MergeList({ merges, onChanged }: Pick<MyIdentity, 'merges'> & { onChanged: () => unknown }) {
  const { error, run } = useAct()
  if (merges.length === 0) return null
  const undo = async (mergeId: string) => {
    const sure = await confirm({
      title: '撤销合并？',
      text: '两个账户会重新分开，各自的办件和草稿回到原来的账户。',
      yes: '撤销合并'
    })
    if (sure && (await run(() => withLevel(() => undoMerge(mergeId))))) {
      toast('已撤销合并')
      await onChanged()
    }
  }
  return (
    <>
      <Heading>合并过的账户</Heading>
      <ActError error={error} />
      {merges.map(({ id, accountTail, mergedAt, until, reversible }) => (
        <Card key={id}>
          <View>账号尾号 {accountTail}</View>
          <View className='identity__note'>
            {instantWords(mergedAt)} 合并{reversible ? `，${instantWords(until)} 以前可以撤销` : '，已过撤销期限'}
          </View>
          {reversible ? (
            <Button kind='plain' narrow label={`撤销合并账号尾号 ${accountTail}`} onPress={() => undo(id)}>
              撤销合并
            </Button>
          ) : null}
        </Card>
      ))}
    </>
  )
}
