export default definePageConfig({ navigationBarTitleText: '接力填写' })
