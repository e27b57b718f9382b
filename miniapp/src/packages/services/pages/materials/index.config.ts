export default definePageConfig({ navigationBarTitleText: '我的材料', enablePullDownRefresh: true })
