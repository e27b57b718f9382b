export default definePageConfig({ navigationBarTitleText: '用接力码继续填' })
