import type { ReactNode } from 'react'

interface DeskFormProps {
  label: string
  className?: string
  onSend: () => unknown
  children: ReactNode
}

/** A form that Enter sends too: the kit's buttons are no submit buttons, so a hidden one stands in. */
export function DeskForm({ label, className, onSend, children }: DeskFormProps) {
  return (
    <form
      aria-label={label}
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        void onSend()
      }}
    >
      {children}
      <button type='submit' hidden tabIndex={-1} aria-hidden='true'>
        {label}
      </button>
    </form>
  )
}
