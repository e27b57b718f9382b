export default definePageConfig({ navigationBarTitleText: '部门网站', enablePullDownRefresh: true })
