export default definePageConfig({ navigationBarTitleText: '指尖办', enablePullDownRefresh: true })
