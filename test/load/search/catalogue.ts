import type { SearchEntry } from '../../../bff/src/domains/services/search/phrase-index'

/** A catalogue of the size a district really has, for speed and for finding the right item among many alike. */

/** department (all its names) → what it deals with */
const OBJECTS: Record<string, string> = {
  区市场监管局:
    '企业 外商投资企业 农民专业合作社 食品生产 食品小作坊 食品摊贩 药品零售 医疗器械经营 特种设备使用 计量器具 检验检测机构 广告发布 商标 股权出质 个体工商户 保健食品',
  '区人力社保局 区人社局':
    '社会保险 工伤保险 失业保险 养老保险 企业年金 职业技能等级 专业技术职称 民办职业培训学校 就业困难人员 创业担保贷款 高校毕业生 见习基地 劳动用工 工资集体协商 外国人来华工作 退休人员',
  区民政局:
    '养老机构 社会团体 民办非企业单位 慈善组织 婚姻 收养 殡葬设施 地名 特困人员 孤儿 临时救助 残疾人证 社会救助 流浪乞讨人员',
  区公安分局:
    '户口 身份证 护照 港澳通行证 机动车 驾驶证 旅馆业 典当业 公章刻制业 保安服务公司 大型群众性活动 烟花爆竹运输 养犬 边境通行证',
  '区卫生健康委 区卫健委':
    '医疗机构 护士执业 医师执业 公共场所卫生 放射诊疗 饮用水供水单位卫生 母婴保健技术 托育机构 计划生育家庭 义诊活动 消毒产品 职业病诊断',
  区医保局: '医疗保险 生育保险 门诊慢性病 医疗救助 定点医药机构 医保电子凭证 医保个人账户 长期护理保险',
  区城管局: '户外广告设施 城市建筑垃圾 城市道路 临时占用绿地 城市树木 环境卫生设施 夜间施工 店招店牌 桥梁隧道 生活垃圾',
  区交通局:
    '道路货物运输 道路旅客运输 网络预约出租汽车 巡游出租汽车 机动车维修 驾驶员培训 公路路产 危险货物运输 水路运输 公交线路',
  区住建委:
    '建筑工程施工 建设工程消防 商品房预售 房屋租赁 物业服务 公租房 老旧小区加装电梯 城镇排水 建筑起重机械 白蚁防治 燃气经营 建筑节能',
  区教委: '民办学校 校外培训机构 教师资格 义务教育入学 幼儿园 学生资助 普通话水平 中小学转学',
  区司法局: '律师事务所 律师执业 公证 司法鉴定 人民调解 基层法律服务 行政复议',
  区文旅委: '营业性演出 娱乐场所 互联网上网服务 旅行社 导游证 文物保护 卫星电视 出版物零售 非物质文化遗产 电影放映',
  区生态环境局: '排污 建设项目环境影响 危险废物 辐射安全 入河排污口 噪声污染',
  区应急局: '危险化学品 烟花爆竹零售 安全生产 生产安全事故 应急预案 矿山安全',
  市规划自然资源局: '建设用地 国有土地使用权 不动产 建设工程规划 地籍测绘 矿产资源 宅基地',
  '区经济信息委 区经信委': '技术改造项目 中小企业 电力设施 工业项目 民用爆炸物品',
  区商务委: '成品油零售 拍卖企业 单用途预付卡 对外贸易 二手车市场 再生资源回收 直销企业',
  市住房公积金管理中心: '公积金贷款 公积金提取 公积金账户 公积金缴存单位',
  区税务局: '增值税 企业所得税 个人所得税 发票 税务登记 契税 房产税',
  退役军人事务局: '退役军人 烈士 优抚对象 军人家属 自主就业'
}
const ACTS =
  '许可 备案 审批 核准 变更登记 注销登记 设立登记 信息变更 延续 补办 换发 年度报告 年检 资格确认 资格审核 ' +
  '奖励申报 补贴申领 补助发放 查询 证明开具 投诉受理 公示 校验 撤销 迁入 迁出 缴费 退费 鉴定 验收'

/** mulberry32: the same numbers (0 … 1) for the same seed everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/**
 * `count` items in all: made-up ones (department + object + act, words of real catalogues), none named like one of
 * `shipped`, then the shipped ones. At most about 5,000; the same seed makes the same catalogue.
 */
export function bigCatalogue(count: number, shipped: readonly SearchEntry[], seed = 500103): SearchEntry[] {
  const random = seeded(seed)
  const taken = new Set(shipped.flatMap(({ name, aliases }) => [name, ...aliases]))
  const all = Object.entries(OBJECTS).flatMap(([department, objects]) =>
    objects
      .split(' ')
      .flatMap((object) => ACTS.split(' ').map((act) => ({ department, object, act, name: object + act })))
  )
  const made = shuffled(
    all.filter(({ name }) => !taken.has(name)),
    random
  )
    .slice(0, Math.max(0, count - shipped.length))
    .map(({ department, object, act, name }, i) => ({
      id: `made-${i}`,
      name,
      aliases: [`办${object}${act}`, `${object}怎么${act}`, `${act}${object}`].filter((alias) => !taken.has(alias)),
      summary: `${object}的${act}：网上申请、窗口受理、领取结果。`,
      department,
      hot: random() < 0.02
    }))
  return [...made, ...shipped]
}
