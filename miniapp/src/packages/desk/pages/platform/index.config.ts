export default definePageConfig({ navigationBarTitleText: '渝快办对接' })
