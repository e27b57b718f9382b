import { replaceWith } from '@/platform/navigation'

/** Back to the list a page of the desk belongs to. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <p>
      <a
        className='zj-desk__link'
        href={`#${to}`}
        onClick={(event) => {
          event.preventDefault()
          void replaceWith(to)
        }}
      >
        {children}
      </a>
    </p>
  )
}
