export default definePageConfig({ navigationBarTitleText: '人工核验' })
