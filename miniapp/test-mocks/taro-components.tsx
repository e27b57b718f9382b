import { createElement, type ReactNode } from 'react'

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
