import type { DeskFigure } from '@shared/contract/desk-figures'

// yuzhong-2020-46-online-services.txt:L49
const DISTRICT_2020 = {
  title: '渝中区关于加快线上业态线上服务线上管理发展的工作措施',
  document: '渝中府办〔2020〕46号',
  read: true
}

/** Targets of the plans, each of its own date; null = no text for this district gives one. */
export const TARGETS: Record<DeskFigure['id'], DeskFigure['target']> = {
  'no-visit': {
    perMille: 200,
    words: '2020 年提升至 20%',
    source: { ...DISTRICT_2020, quote: '“零跑腿”比例提升至20%' }
  },
  'one-visit': {
    perMille: 950,
    words: '2020 年提升至 95%',
    source: { ...DISTRICT_2020, quote: '“最多跑一次”比例提升至95%' }
  },
  // yuzhong-smart-city-14th-five-year-plan.txt:L212–214
  online: {
    perMille: 950,
    words: '2025 年达到 95%（渝中府办〔2020〕46号写的是 2020 年底 100%）',
    source: {
      title: '渝中区智慧城市“十四五”规划',
      document: '指标“政务服务事项开通网上办理比例（%）”',
      read: true
    }
  },
  'on-time': null,
  satisfied: null
}
