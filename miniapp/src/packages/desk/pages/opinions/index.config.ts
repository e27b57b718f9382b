export default definePageConfig({ navigationBarTitleText: '会办' })
