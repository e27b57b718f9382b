export default definePageConfig({ navigationBarTitleText: '养老机构', enablePullDownRefresh: true })
