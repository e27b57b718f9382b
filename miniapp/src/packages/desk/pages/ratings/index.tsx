import {
  type BadRating,
  MENDING_STATES,
  RATING_LEVELS,
  type RatingCounts,
  type RatingFigures,
  ratingLevel
} from '@shared/contract/feedback'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { useCameBack } from '@/platform/lifecycle'
import { listBadRatings, showRatingFigures } from '../../api'
import { DeskPage } from '../../components/desk-page'
import { Table } from '../../components/table'
import { dayInWords } from '../../words'

/** 好差评 for whoever supervises: what is open and late, and figures of the months that are over. */
export default function RatingsPage() {
  return (
    <DeskPage title='好差评' roles={['reviewer']}>
      {() => (
        <>
          <Notice>这里看不到评价人和办件。联系、整改和复核在“任务”里办理。</Notice>
          <BadRatings />
          <Figures />
        </>
      )}
    </DeskPage>
  )
}

function BadRatings() {
  const [page, setPage] = useState(1)
  const rows = useLoad(() => listBadRatings(page), [page])
  useCameBack(() => void rows.reload())
  return (
    <section className='zj-desk__panel' aria-labelledby='bad-ratings'>
      <h2 id='bad-ratings'>差评</h2>
      <StateView of={rows} isEmpty={(data) => data.items.length === 0} empty={{ title: '没有差评' }}>
        {({ items, more, open, overdue }) => (
          <>
            <p className='zj-desk__count' role='status'>
              在办 {open} 件{overdue > 0 ? `，其中超期 ${overdue} 件` : ''}
            </p>
            <Table
              caption='差评清单'
              heads={['事项', '部门', '评价', '原因', '日期', '状态', '轮到', '期限']}
              rows={items.map((one) => ({ key: one.id, cells: cellsOf(one) }))}
            />
            <div className='zj-desk__views'>
              {page > 1 ? (
                <Button kind='plain' narrow onPress={() => setPage(page - 1)}>
                  上一页
                </Button>
              ) : null}
              {more ? (
                <Button kind='plain' narrow onPress={() => setPage(page + 1)}>
                  下一页
                </Button>
              ) : null}
            </div>
          </>
        )}
      </StateView>
    </section>
  )
}

const cellsOf = (one: BadRating) => [
  one.serviceName,
  one.departmentName,
  RATING_LEVELS[one.level],
  one.reasons.join('、') || '没有选择',
  dayInWords(one.ratedDay),
  MENDING_STATES[one.state],
  one.turn ?? '无',
  one.dueDay ? (
    <>
      {dayInWords(one.dueDay)} {one.overdue ? <Tag tone='bad'>已超期</Tag> : null}
    </>
  ) : (
    '已办结'
  )
]

function Figures() {
  const [month, setMonth] = useState<string>()
  const figures = useLoad(() => showRatingFigures(month), [month])
  return (
    <section className='zj-desk__panel' aria-labelledby='rating-figures'>
      <h2 id='rating-figures'>统计</h2>
      <Notice>只统计已经结束的月份。不足 5 条的不单独显示，以免看出是谁评价的。</Notice>
      <StateView of={figures}>
        {(data) => (
          <>
            <p className='zj-desk__count' role='status'>
              {monthInWords(data.month)}
            </p>
            {data.departments.length > 0 ? (
              <Table
                caption='评价统计'
                heads={['部门和事项', '评价数', ...ratingLevel.options.map((level) => RATING_LEVELS[level])]}
                rows={data.departments.flatMap(rowsOf)}
              />
            ) : (
              <p>这个月没有评价。</p>
            )}
            <div className='zj-desk__views'>
              <Button kind='plain' narrow onPress={() => setMonth(monthBefore(data.month))}>
                上一个月
              </Button>
              {month ? (
                <Button kind='plain' narrow onPress={() => setMonth(undefined)}>
                  回到最近
                </Button>
              ) : null}
            </div>
          </>
        )}
      </StateView>
    </section>
  )
}

const monthInWords = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

const monthBefore = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

const countsOf = (counts: RatingCounts) =>
  counts
    ? [String(counts.total), ...ratingLevel.options.map((level) => String(counts.levels[level]))]
    : ['不足 5 条', ...ratingLevel.options.map(() => '—')]

const rowsOf = ({ id, name, counts, services }: RatingFigures['departments'][number]) => [
  { key: id, cells: [name, ...countsOf(counts)] },
  ...services.map((one) => ({ key: `${id} ${one.name}`, cells: [`　${one.name}`, ...countsOf(one.counts)] }))
]
