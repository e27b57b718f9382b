export default definePageConfig({ navigationBarTitleText: '内容发布' })
