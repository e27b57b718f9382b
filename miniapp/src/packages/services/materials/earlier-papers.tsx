import type { Field } from '@shared/contract/form'
import type { Material } from '@shared/contract/materials'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Notice } from '@/kit/notice/notice'
import { Tag } from '@/kit/tag/tag'
import type { UploadedFile } from '@/kit/upload-field/upload-field'
import { confirm } from '@/platform/feedback'
import { copyMaterialTo, listMaterials } from './api'
import { originWords, reasonOf, validityWords } from './material-words'

interface EarlierPapersProps {
  serviceId: string
  field: Pick<Field, 'id' | 'label'>
  document: string
  onUse: (file: UploadedFile) => void
}

/** One paper handed in before; an expired one says so and cannot be chosen. */
function Paper({ paper, onChoose }: { paper: Material; onChoose: () => void }) {
  const note = [originWords(paper), validityWords(paper)].filter(Boolean).join('；')
  if (paper.expired) return <Cell label={paper.name} value={<Tag tone='warn'>已过期</Tag>} note={note} />
  return <Cell label={paper.name} note={note} onPress={onChoose} />
}

/** 用以前交过的: papers of the wanted kind; each use is agreed to by itself. */
export function EarlierPapers({ serviceId, field, document, onUse }: EarlierPapersProps) {
  const [papers, setPapers] = useState<Material[] | null>(null)
  const [problem, setProblem] = useState('')
  const look = async () => {
    setProblem('')
    try {
      setPapers(await listMaterials(document))
    } catch (caught) {
      setProblem(reasonOf(caught))
    }
  }
  const choose = async (paper: Material) => {
    const agreed = await confirm({
      title: `用这份${paper.name}？`,
      text: `${originWords(paper)}。同意后复制一份放进这次申请，提交以后交给办理部门核对。`,
      yes: '同意使用',
      no: '不用'
    })
    if (!agreed) return
    try {
      onUse(await copyMaterialTo(paper.id, serviceId, field.id))
      setPapers(null)
    } catch (caught) {
      setProblem(reasonOf(caught))
    }
  }
  return (
    <>
      {papers === null ? (
        <Button narrow kind='plain' onPress={look} label={`${field.label}：用以前交过的`}>
          用以前交过的
        </Button>
      ) : null}
      {papers && papers.length > 0 ? (
        <Card padded={false}>
          {papers.map((paper) => (
            <Paper key={paper.id} paper={paper} onChoose={() => void choose(paper)} />
          ))}
        </Card>
      ) : null}
      {papers && papers.length === 0 ? <Notice>还没有交过这种材料，请拍照或选文件。</Notice> : null}
      {problem ? <Notice tone='error'>{problem}</Notice> : null}
    </>
  )
}
