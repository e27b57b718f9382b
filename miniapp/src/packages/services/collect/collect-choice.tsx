import type { Draft } from '@shared/contract/applications'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { chooseForDraft } from './api'
import { WAYS, WayForm } from './way-form'

interface CollectChoiceProps {
  draft: Draft
  /** saves what is unsaved and reads the draft anew */
  reload: () => Promise<unknown>
  /** whether something is chosen here that the draft does not have yet */
  onPending: (pending: boolean) => void
}

/** 结果领取 at the end of the form, where the item offers it; kept in the draft, never needed to hand in. */
export function CollectChoice({ draft: { id, collection }, reload, onPending }: CollectChoiceProps) {
  const [changing, setChanging] = useState(false)
  if (!collection) return null
  const { ways, way, to } = collection
  return (
    <>
      <Heading level={3}>结果领取</Heading>
      {way && !changing ? (
        <>
          <Card padded={false}>
            <Cell stacked label='纸质结果' value={WAYS[way]} />
            {to ? <Cell stacked label='收件人' value={`${to.name} ${to.phone}`} note={to.address} /> : null}
          </Card>
          <Button narrow kind='plain' onPress={() => setChanging(true)}>
            改一种领取方式
          </Button>
        </>
      ) : (
        <Card>
          <WayForm
            ways={ways}
            way={way}
            hint='现在不选也可以提交，之后在办件里再选。'
            onPending={onPending}
            send={async (body) => {
              await chooseForDraft(id, body)
              await reload()
              setChanging(false)
            }}
          />
        </Card>
      )}
    </>
  )
}
