/** A department's own website that people reach signed in through 指尖办. Everything on it is made up. */
export type Partner = {
  id: 'culture-tourism' | 'district-library'
  owner: string
  title: string
  offers: readonly { name: string; note: string }[]
}

export const partners: readonly Partner[] = [
  {
    id: 'culture-tourism',
    owner: '区文化旅游委·示例',
    title: '文旅场馆预约',
    offers: [
      { name: '示例博物馆', note: '周二至周日 9:00-17:00，今日余票 120 张' },
      { name: '示例美术馆', note: '周三至周日 10:00-18:00，今日余票 80 张' },
      { name: '示例文化馆排练厅', note: '每场 2 小时，提前一天预约' }
    ]
  },
  {
    id: 'district-library',
    owner: '区图书馆·示例',
    title: '读者服务',
    offers: [
      { name: '我的借阅', note: '在借 0 册，最多可借 10 册' },
      { name: '自习座位', note: '今日余座 36 个' },
      { name: '示例读书会', note: '每周六 14:30，二楼活动室' }
    ]
  }
]
