export default definePageConfig({ navigationBarTitleText: '窗口录入' })
