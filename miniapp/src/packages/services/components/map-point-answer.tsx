import type { Answer, Field } from '@shared/contract/form'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { TextField } from '@/kit/text-field/text-field'
import { choosePlace } from '@/platform/choose-place'

/** A place: on WeChat's map or in words; browsers have no map, so there it is written. */
export function MapPointAnswer(props: {
  field: Extract<Field, { kind: 'map-point' }>
  answer: Answer | undefined
  error?: string
  onEdit: (value: Answer) => void
  onLeave: () => void
}) {
  const { field, answer, error, onEdit, onLeave } = props
  const chosen = typeof answer === 'object' && 'crs' in answer ? answer : undefined
  const choose = async () => {
    const place = await choosePlace()
    if (!place) return
    onEdit({ crs: 'GCJ-02', ...place })
    onLeave()
  }
  return (
    <View>
      <TextField
        name={field.id}
        label={field.label}
        hint={[field.help, chosen ? '位置已从地图上选好。' : '写到门牌号或附近的标志。'].filter(Boolean).join('')}
        required={field.required}
        error={error}
        value={chosen?.address ?? (typeof answer === 'string' ? answer : '')}
        maxLength={100}
        // the words of a chosen place may be completed (the floor, the shop's name); an empty line drops the place
        onChange={(address) => onEdit(chosen && address !== '' ? { ...chosen, address } : address)}
        onLeave={onLeave}
      />
      {process.env.TARO_ENV === 'h5' ? null : (
        <Button kind='plain' onPress={choose}>
          {chosen ? '在地图上重新选' : '在地图上选位置'}
        </Button>
      )}
    </View>
  )
}
