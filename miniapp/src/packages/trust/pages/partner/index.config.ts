export default definePageConfig({ navigationBarTitleText: '前往部门网站' })
