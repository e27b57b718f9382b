import type { ReactNode } from 'react'

interface TableProps {
  /** read out, not shown */
  caption: string
  heads: readonly string[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
}

/** Rows of the desk; the first cell names its row. */
export function Table({ caption, heads, rows }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place is scrolled by keyboard too
    <div className='zj-desk-table' tabIndex={0}>
      <table aria-label={caption}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope='col'>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, at) =>
                at === 0 ? (
                  <th key={heads[at]} scope='row'>
                    {cell}
                  </th>
                ) : (
                  <td key={heads[at]}>{cell}</td>
                )
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
