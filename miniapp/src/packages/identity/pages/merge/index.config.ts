export default definePageConfig({ navigationBarTitleText: '合并账户' })
