import type { Guide, TimeLimit } from '@shared/contract/guide'

const UNKNOWN = '请以窗口为准'

const limitInWords = (limit: TimeLimit | null): string => {
  if (!limit) return UNKNOWN
  if (limit.unit === 'at-once') return '即办'
  return `${limit.days} 个${limit.unit === 'working-days' ? '工作日' : '自然日'}`
}

function linesOf(guide: Guide): { label: string; texts: string[] }[] {
  return [
    { label: '事项名称', texts: [guide.name] },
    { label: '部门', texts: [guide.department.name] },
    { label: '说明', texts: [guide.summary] },
    { label: '服务对象', texts: [guide.subjects.join('、')] },
    { label: '承诺时限', texts: [limitInWords(guide.promise.value)] },
    { label: '法定时限', texts: [limitInWords(guide.legalLimit.value)] },
    { label: '收费', texts: [guide.fee.value?.text ?? UNKNOWN] },
    { label: '受理条件', texts: guide.conditions.map(({ text }) => text) },
    {
      label: '办理材料',
      texts: guide.materials.map(({ name, necessity, note }) => `${name}（${necessity}）${note ?? ''}`)
    },
    { label: '办理流程', texts: guide.steps.map(({ name, text }, at) => `${at + 1}. ${name}：${text}`) },
    { label: '办理地点', texts: guide.windows.map(({ name, address }) => `${name}，${address.value ?? UNKNOWN}`) },
    { label: '常见问题', texts: guide.questions.map(({ question, answer }) => `${question} ${answer}`) },
    { label: '网上申请', texts: [guide.applyOnline ? '可以在这里申请' : '到窗口或“渝快办”办理'] },
    { label: '核对', texts: [guide.verified ? '全部依据已核对' : '待核'] }
  ].filter(({ texts }) => texts.length > 0)
}

/** What citizens will read in the guide, without its layout. */
export function GuidePreview({ guide }: { guide: Guide }) {
  return (
    <section className='zj-desk__panel' aria-labelledby='guide-preview'>
      <h2 id='guide-preview'>群众看到的办事指南</h2>
      <dl className='zj-desk__facts'>
        {linesOf(guide).flatMap(({ label, texts }) => [
          <dt key={`t${label}`}>{label}</dt>,
          <dd key={`d${label}`}>{texts.join('\n')}</dd>
        ])}
      </dl>
    </section>
  )
}
