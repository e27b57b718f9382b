import { Image, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '../icon/icon'
import { Press } from '../press/press'
import { spoken } from '../spoken/spoken'

export interface ThumbProps {
  name: string
  isPhoto: boolean
  source: () => Promise<string>
  /** set while it uploads */
  percent?: number
  onOpen?: () => void
  onRemove?: () => void
}

function Photo({ source, name }: { source: string; name: string }) {
  if (process.env.TARO_ENV === 'h5') return <img className='zj-thumb__photo' src={source} alt={name} />
  else return <Image className='zj-thumb__photo' src={source} mode='aspectFill' {...spoken({ label: name })} />
}

/** One file as a square: the photo itself or, for a PDF or a photo that cannot be shown, its name. */
export function Thumb({ name, isPhoto, source, percent, onOpen, onRemove }: ThumbProps) {
  const [shown, setShown] = useState('')
  const sourceNow = useRef(source)
  useEffect(() => {
    let wanted = true
    if (isPhoto)
      sourceNow.current().then(
        (address) => wanted && setShown(address),
        () => undefined
      )
    return () => {
      wanted = false
    }
  }, [isPhoto])
  const face = shown ? (
    <Photo source={shown} name={name} />
  ) : (
    <View className='zj-thumb__paper'>
      <Icon name='document' />
      <View className='zj-thumb__name'>{name}</View>
    </View>
  )
  return (
    <View className='zj-thumb'>
      {onOpen ? (
        <Press className='zj-thumb__face' onPress={onOpen} label={`查看${name}`}>
          {face}
        </Press>
      ) : (
        <View className='zj-thumb__face'>{face}</View>
      )}
      {percent === undefined ? null : <View className='zj-thumb__percent'>已上传 {percent}%</View>}
      {onRemove ? (
        <Press className='zj-thumb__remove' onPress={onRemove} label={`删除${name}`}>
          <View className='zj-thumb__cross'>
            <Icon name='close' />
          </View>
        </Press>
      ) : null}
    </View>
  )
}
