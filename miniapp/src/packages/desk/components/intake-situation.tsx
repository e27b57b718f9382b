import type { Intake } from '@shared/contract/intakes'
import { DeskSelect } from './desk-input'

interface IntakeSituationProps {
  situations: Intake['situations']
  chosen: string
  onChoose: (id: string) => void
}

/** The 情形 the person at the counter is in: promise, fee and materials come from there. Nothing where the item has none. */
export function IntakeSituation({ situations, chosen, onChoose }: IntakeSituationProps) {
  if (situations.length === 0) return null
  const found = situations.find(({ id }) => id === chosen)
  return (
    <section className='zj-desk__panel' aria-labelledby='intake-situation'>
      <h2 id='intake-situation'>办理情形</h2>
      <DeskSelect
        name='situation'
        label='情形'
        hint='按本人的情况选；承诺时间、费用和材料按所选的情形。都不是的，不用选。'
        value={chosen}
        onChange={onChoose}
        options={situations.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {found?.note ? <p className='zj-desk__note'>{found.note}</p> : null}
      {found && found.materials.length > 0 ? (
        <p className='zj-desk__note'>要的材料：{found.materials.join('、')}。</p>
      ) : null}
      {found?.fee.value ? <p className='zj-desk__note'>费用：{found.fee.value.text}</p> : null}
    </section>
  )
}
