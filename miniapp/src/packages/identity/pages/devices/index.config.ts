export default definePageConfig({ navigationBarTitleText: '设备管理' })
