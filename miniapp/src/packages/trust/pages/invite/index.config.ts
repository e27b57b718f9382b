export default definePageConfig({ navigationBarTitleText: '发出邀请', enableShareAppMessage: true })
