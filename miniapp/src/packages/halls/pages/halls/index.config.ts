export default definePageConfig({ navigationBarTitleText: '大厅预约取号', enablePullDownRefresh: true })
