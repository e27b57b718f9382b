export default definePageConfig({ navigationBarTitleText: '授权邀请' })
