import type { Guide } from '@shared/contract/guide'
import type { Source } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Heading } from '@/kit/heading/heading'
import { Icon } from '@/kit/icon/icon'
import { Press } from '@/kit/press/press'
import { Tag } from '@/kit/tag/tag'
import { otherFacts, windowFacts } from '../guide/fact-words'
import { FactLine } from './fact-line'
import './guide-sections.scss'
import { SourceLink } from './source-link'

/** A numbered entry of a list in a guide: what it says, what belongs to it, and its source. */
export function Entry(props: {
  number?: number
  title?: string
  children?: ReactNode
  source: Source | null
  about: string
}) {
  const { number, title, children, source, about } = props
  return (
    <View className='sv-entry'>
      {number === undefined ? null : <View className='sv-entry__number'>{number}</View>}
      <View className='sv-entry__text'>
        {title ? <View className='sv-entry__title'>{title}</View> : null}
        {children}
        <SourceLink source={source} about={about} />
      </View>
    </View>
  )
}

/** 办理材料, each with necessity, form and where it comes from. */
export function Materials({ materials }: { materials: Guide['materials'] }) {
  return (
    <>
      {materials.map((material, index) => (
        <Entry
          key={material.name}
          number={index + 1}
          title={material.name}
          source={material.source}
          about={material.name}
        >
          <View className='sv-entry__tags'>
            <Tag tone={material.necessity === '必要' ? 'primary' : 'plain'}>{material.necessity}</Tag>
            <Tag>{material.format}</Tag>
            <Tag>{material.origin}</Tag>
          </View>
          {material.note ? <View className='sv-entry__note'>{material.note}</View> : null}
        </Entry>
      ))}
    </>
  )
}

/** 受理条件 */
export function Conditions({ conditions }: { conditions: Guide['conditions'] }) {
  return (
    <>
      {conditions.map((condition, index) => (
        <Entry key={condition.text} number={index + 1} source={condition.source} about={`条件 ${index + 1}`}>
          {condition.text}
        </Entry>
      ))}
    </>
  )
}

/** 办理流程 */
export function Steps({ steps }: { steps: Guide['steps'] }) {
  return (
    <>
      {steps.map((step, index) => (
        <Entry key={step.name} number={index + 1} title={step.name} source={step.source} about={step.name}>
          {step.text}
        </Entry>
      ))}
    </>
  )
}

/** 设定依据 */
export function Basis({ basis }: { basis: Guide['basis'] }) {
  return (
    <>
      {basis.map((law) => (
        <Entry key={`${law.title}${law.clause ?? ''}`} title={law.title} source={law.source} about={law.title}>
          {law.clause}
        </Entry>
      ))}
    </>
  )
}

/** 办理地点 */
export function Windows({ windows }: { windows: Guide['windows'] }) {
  return (
    <>
      {windows.map((place) => (
        <View className='sv-window' key={place.name}>
          <Heading level={3}>{place.name}</Heading>
          {windowFacts(place).map((fact) => (
            <FactLine key={fact.label} fact={fact} phone={fact.label === '电话'} />
          ))}
        </View>
      ))}
    </>
  )
}

/** 基本信息 */
export function Particulars({ guide }: { guide: Guide }) {
  return (
    <>
      {otherFacts(guide).map((fact) => (
        <FactLine key={fact.label} fact={fact} phone={fact.label.endsWith('电话')} />
      ))}
    </>
  )
}

function Question({ entry }: { entry: Guide['questions'][number] }) {
  const [open, setOpen] = useState(false)
  return (
    <View className='sv-question'>
      <Press label={`${entry.question}，${open ? '收起' : '展开'}答案`} onPress={() => setOpen(!open)}>
        <View className='sv-question__line'>
          <View className='sv-question__text'>{entry.question}</View>
          <Icon name='arrow' className={`sv-question__arrow ${open ? 'sv-question__arrow--open' : ''}`} />
        </View>
      </Press>
      {open ? (
        <View className='sv-question__answer'>
          <View>{entry.answer}</View>
          <SourceLink source={entry.source} about={entry.question} />
        </View>
      ) : null}
    </View>
  )
}

/** 常见问题; answers open one by one. */
export function Questions({ questions }: { questions: Guide['questions'] }) {
  return (
    <>
      {questions.map((entry) => (
        <Question key={entry.question} entry={entry} />
      ))}
    </>
  )
}
