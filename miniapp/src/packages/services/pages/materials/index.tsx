import type { Material } from '@shared/contract/materials'
import { parseCivilDate } from '@shared/values/civil-date'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { PickerField } from '@/kit/picker-field/picker-field'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { dayWords } from '@/kit/when/when'
import { confirm, toast } from '@/platform/feedback'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { openFile } from '../../api'
import { dateMaterial, forgetMaterial, listMaterials } from '../../materials/api'
import { originWords, reasonOf, validityWords } from '../../materials/material-words'
import './index.scss'

interface PaperCardProps {
  paper: Material
  onDated: (paper: Material) => void
  onForgotten: () => void
}

/** What it was used for since it was handed in. */
function Uses({ uses }: Pick<Material, 'uses'>) {
  if (uses.length === 0) return null
  const told = uses.map(({ serviceName, on }) => `${dayWords(on)} ${serviceName}`)
  return <Cell stacked label='后来又用于' value={told.join('；')} />
}

/** One paper: look at it, say until when it is good, take it out. */
function PaperCard({ paper, onDated, onForgotten }: PaperCardProps) {
  const said = (work: Promise<unknown>) => work.catch((caught: unknown) => toast(reasonOf(caught)))
  const date = (day: string | null) => said(dateMaterial(paper.id, day).then(onDated))
  const forget = async () => {
    const sure = await confirm({
      title: `删除这份${paper.name}？`,
      text: '以后办事不能再用它；已经交给部门的不受影响。',
      yes: '删除',
      danger: true
    })
    if (sure) await said(forgetMaterial(paper.id).then(onForgotten))
  }
  return (
    <Card padded={false}>
      <Cell
        icon='document'
        label={paper.fileName}
        value={paper.expired ? <Tag tone='warn'>已过期</Tag> : undefined}
        note={[originWords(paper), validityWords(paper)].filter(Boolean).join('；')}
        onPress={() => void said(openFile({ id: paper.fileId, type: paper.type }))}
      />
      <Uses uses={paper.uses} />
      <View className='sv-paper__acts'>
        {paper.expires ? (
          <PickerField
            kind='date'
            name={`day-${paper.id}`}
            label={`${paper.name}上写的有效期`}
            hint='写着“长期”的不用填'
            value={paper.validUntil ?? ''}
            onChange={(day) => (parseCivilDate(day) ? void date(day) : undefined)}
          />
        ) : null}
        <Button narrow kind='danger' onPress={forget} label={`删除${paper.name}`}>
          删除
        </Button>
      </View>
    </Card>
  )
}

/** Papers of one kind stand together, in the order of their newest. */
const byKind = (papers: Material[]): [string, Material[]][] => [
  ...papers.reduce(
    (kinds, paper) => kinds.set(paper.name, [...(kinds.get(paper.name) ?? []), paper]),
    new Map<string, Material[]>()
  )
]

/** 我的材料: papers handed in once, to be used again. */
export default function MaterialsPage() {
  const materials = useLoad(() => signedIn(listMaterials), [])
  usePullToRefresh(materials)
  return (
    <Page title='我的材料'>
      <ActingBanner />
      <StateView
        of={materials}
        isEmpty={(papers) => papers.length === 0}
        empty={{ title: '还没有交过材料', note: '办事时交过的证件和证明会放在这里，下次办事不用再拍。' }}
      >
        {(papers) => (
          <>
            {byKind(papers).map(([name, same]) => (
              <View key={name}>
                <Heading>{name}</Heading>
                {same.map((paper) => (
                  <PaperCard
                    key={paper.id}
                    paper={paper}
                    onDated={(dated) => materials.amend((was) => was.map((one) => (one.id === dated.id ? dated : one)))}
                    onForgotten={() => materials.amend((was) => was.filter(({ id }) => id !== paper.id))}
                  />
                ))}
              </View>
            ))}
          </>
        )}
      </StateView>
    </Page>
  )
}
