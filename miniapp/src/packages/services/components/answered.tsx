import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { type AskedFact, sayValue, type Told } from '../check/fact-value'

interface AnsweredProps {
  /** names of questions, in the order to show them */
  questions: readonly string[]
  facts: ReadonlyMap<string, AskedFact>
  told: Told
  unknown: readonly string[]
  onChange: (name: string) => void
}

/** What was answered, each to be changed at any time. */
export function Answered({ questions, facts, told, unknown, onChange }: AnsweredProps) {
  const lines = questions.flatMap((name) => {
    const fact = facts.get(name)
    if (!fact) return []
    const value = told[name]
    if (value !== undefined) return [{ name, text: sayValue(fact, value) }]
    return unknown.includes(name) ? [{ name, text: '不知道' }] : []
  })
  if (lines.length === 0) return null
  return (
    <>
      <Heading>您的回答</Heading>
      <Card padded={false}>
        {lines.map(({ name, text }) => (
          <Cell key={name} label={name} value={text} note='点一下可以修改' onPress={() => onChange(name)} />
        ))}
      </Card>
    </>
  )
}
