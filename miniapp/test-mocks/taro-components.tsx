import { createElement, type ReactNode } from 'react'
import { phone } from './taro'

/** A stand-in for @tarojs/components: plain elements; what only WeChat understands is dropped. */
interface Props {
  children?: ReactNode
  className?: string
  id?: string
  onClick?: () => void
}

const plain =
  (tag: string) =>
  ({ children, className, id, onClick }: Props) =>
    createElement(tag, { className, id, onClick }, children)

export const View = plain('div')
export const Text = plain('span')
export const Picker = plain('div')
export const Image = plain('span')
export const Input = plain('span')
export const Textarea = plain('span')
export const ScrollView = plain('div')

interface NativeButton extends Props {
  openType?: string
  disabled?: boolean
  onGetPhoneNumber?: (event: { detail: { code?: string; errMsg?: string } }) => void
  onAgreePrivacyAuthorization?: () => void
}

/** WeChat's own button: what its dialogue answers comes from `phone.native`. */
export const Button = ({ children, className, id, disabled, onGetPhoneNumber, ...more }: NativeButton) => {
  const tapped = () => {
    onGetPhoneNumber?.({ detail: phone.native })
    more.onAgreePrivacyAuthorization?.()
  }
  return createElement(
    'button',
    { type: 'button', className, id, disabled, onClick: tapped, 'data-open-type': more.openType },
    children
  )
}
