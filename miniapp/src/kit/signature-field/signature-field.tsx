import { View } from '@tarojs/components'
import { useState } from 'react'
import { asCallError } from '@/platform/call-error'
import type { Ink } from '@/platform/ink'
import type { PickedFile } from '@/platform/pick-files'
import { Button } from '../button/button'
import { ChoiceLine } from '../choice-field/choice-field'
import { Field, type FieldProps } from '../field/field'
import { Notice } from '../notice/notice'
import { Press } from '../press/press'
import { TextField } from '../text-field/text-field'
import { Thumb } from '../upload-field/thumb'
import { Pad } from './pad'
import '../upload-field/upload-field.scss'
import './signature-field.scss'

interface TypedSignature {
  signedName: string
  confirmed: boolean
}

export interface SignatureFieldProps extends FieldProps {
  /** a local address of the picture; null while nothing was drawn */
  drawn: (() => Promise<string>) | null
  typed: TypedSignature | null
  /** uploads the picture; rejects with CallError */
  onDrawn: (picture: PickedFile) => Promise<void>
  onTyped: (typed: TypedSignature) => void
  onClear: () => void
  onLeave: () => void
}

/** The name typed and ticked, for who cannot draw. */
function Typed({ name, typed, onTyped, onLeave }: Pick<SignatureFieldProps, 'name' | 'typed' | 'onTyped' | 'onLeave'>) {
  const { signedName, confirmed } = typed ?? { signedName: '', confirmed: false }
  return (
    <View>
      <TextField
        name={`${name}-typed`}
        label='签名人姓名'
        required
        value={signedName}
        maxLength={50}
        onChange={(text) => onTyped({ signedName: text, confirmed })}
        onLeave={() => {
          // the tick comes after the name: no reason to complain yet
          if (confirmed) onLeave()
        }}
      />
      <ChoiceLine
        name={`${name}-tick`}
        kind='checkbox'
        option={{ value: 'yes', label: '这是我本人的签名' }}
        chosen={confirmed}
        onPress={() => {
          onTyped({ signedName, confirmed: !confirmed })
          onLeave()
        }}
      />
    </View>
  )
}

function Drawing({
  name,
  label,
  onDrawn,
  onNoInk
}: FieldProps & Pick<SignatureFieldProps, 'onDrawn'> & { onNoInk: () => void }) {
  const [ink, setInk] = useState<Ink | null>(null)
  const [problem, setProblem] = useState('')
  const keep = async (written: Ink) => {
    setProblem('')
    try {
      await onDrawn(await written.picture())
    } catch (caught) {
      setProblem(asCallError(caught).message)
    }
  }
  const clear = (written: Ink) => {
    written.clear()
    setInk(null)
  }
  return (
    <View>
      <Pad id={`pad-${name}`} label={`${label}，在这里手写`} onWritten={setInk} onNoInk={onNoInk} />
      <View className='zj-signature__acts'>
        <Button narrow disabled={ink === null} onPress={() => ink && keep(ink)}>
          用这个签名
        </Button>
        <Button narrow kind='plain' disabled={ink === null} onPress={() => ink && clear(ink)}>
          重写
        </Button>
      </View>
      {problem ? (
        <Notice tone='error' title='签名没有传好'>
          {problem}
        </Notice>
      ) : null}
    </View>
  )
}

/** A signature drawn with finger or mouse; who cannot, types the name and ticks. */
export function SignatureField(props: SignatureFieldProps) {
  const { drawn, typed, onDrawn, onTyped, onClear, onLeave, ...field } = props
  const [typing, setTyping] = useState(typed !== null)
  const change = () => {
    setTyping(!typing)
    onClear()
  }
  if (drawn)
    return (
      <Field {...field} group>
        <Thumb name='签名' isPhoto source={drawn} onRemove={onClear} />
      </Field>
    )
  return (
    <Field {...field} group>
      <View className='zj-signature'>
        {typing ? (
          <Typed name={field.name} typed={typed} onTyped={onTyped} onLeave={onLeave} />
        ) : (
          <Drawing {...field} onDrawn={onDrawn} onNoInk={() => setTyping(true)} />
        )}
        <Press className='zj-signature__other' onPress={change}>
          {typing ? '改为手写签名' : '不方便手写？改为输入姓名'}
        </Press>
      </View>
    </Field>
  )
}
