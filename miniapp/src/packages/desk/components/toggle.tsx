interface ToggleProps {
  title: string
  on: boolean
  onPress: () => void
  /** read out where the title alone does not say what it is about; begins with the title */
  label?: string
}

/** A button that stays pressed. */
export function Toggle({ title, on, onPress, label }: ToggleProps) {
  return (
    <button type='button' className='zj-press zj-desk__view' aria-pressed={on} aria-label={label} onClick={onPress}>
      {title}
    </button>
  )
}
