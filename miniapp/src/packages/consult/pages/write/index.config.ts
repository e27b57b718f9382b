export default definePageConfig({ navigationBarTitleText: '写给 12345' })
