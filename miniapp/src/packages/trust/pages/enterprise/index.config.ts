export default definePageConfig({
  navigationBarTitleText: '企业授权',
  enablePullDownRefresh: true,
  enableShareAppMessage: true
})
