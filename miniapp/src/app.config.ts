export default defineAppConfig({
  pages: [
    'pages/index/index',
    'pages/services/index',
    'pages/messages/index',
    'pages/mine/index',
    'pages/search/index',
    'pages/matters/index',
    'pages/privacy/index'
  ],
  subPackages: [
    {
      root: 'packages/services',
      pages: [
        'pages/guide/index',
        'pages/check/index',
        'pages/suited/index',
        'pages/apply/index',
        'pages/receipt/index',
        'pages/entry/index',
        'pages/case/index',
        'pages/cases/index',
        'pages/rating/index',
        'pages/materials/index',
        'pages/relay/index'
      ]
    },
    {
      root: 'packages/identity',
      pages: [
        'pages/sign-in/index',
        'pages/step-up/index',
        'pages/identity/index',
        'pages/phone/index',
        'pages/review/index',
        'pages/correction/index',
        'pages/merge/index',
        'pages/devices/index',
        'pages/closure/index',
        'pages/export/index'
      ]
    },
    {
      root: 'packages/certificates',
      pages: [
        'pages/list/index',
        'pages/certificate/index',
        'pages/held/index',
        'pages/show/index',
        'pages/check/index'
      ]
    },
    {
      root: 'packages/trust',
      pages: [
        'pages/capacity/index',
        'pages/enterprises/index',
        'pages/enterprise/index',
        'pages/mandates/index',
        'pages/invite/index',
        'pages/invitation/index',
        'pages/consents/index',
        'pages/ledger/index',
        'pages/partners/index',
        'pages/partner/index',
        'pages/web-view/index'
      ]
    },
    {
      root: 'packages/halls',
      pages: [
        'pages/halls/index',
        'pages/institutions/index',
        'pages/hall/index',
        'pages/times/index',
        'pages/bookings/index',
        'pages/booking/index'
      ]
    },
    {
      root: 'packages/consult',
      pages: ['pages/ask/index', 'pages/write/index', 'pages/requests/index', 'pages/request/index']
    },
    // the desk of the district's staff is no part of the mini-program
    ...(process.env.TARO_ENV === 'h5'
      ? [
          {
            root: 'packages/desk',
            pages: [
              'pages/sign-in/index',
              'pages/invitation/index',
              'pages/tasks/index',
              'pages/task/index',
              'pages/queue/index',
              'pages/certificates/index',
              'pages/cases/index',
              'pages/case/index',
              'pages/intake/index',
              'pages/opinions/index',
              'pages/relay/index',
              'pages/accounts/index',
              'pages/roles/index',
              'pages/audit/index',
              'pages/ratings/index',
              'pages/figures/index',
              'pages/content/index',
              'pages/content-item/index',
              'pages/content-proposal/index',
              'pages/platform/index',
              'pages/password/index'
            ]
          }
        ]
      : [])
  ],
  window: {
    // Taro's H5 title bar cuts titles at 100 px and its back button has no role, focus or keyboard: the kit draws one.
    navigationStyle: process.env.TARO_ENV === 'h5' ? 'custom' : 'default',
    navigationBarTitleText: '指尖办',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f3f6f5',
    backgroundTextStyle: 'dark'
  },
  tabBar: {
    color: '#55646b',
    selectedColor: '#0b665f',
    backgroundColor: '#ffffff',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'pages/index/index',
        text: '首页',
        iconPath: 'assets/tab/home.png',
        selectedIconPath: 'assets/tab/home-on.png'
      },
      {
        pagePath: 'pages/services/index',
        text: '办事',
        iconPath: 'assets/tab/services.png',
        selectedIconPath: 'assets/tab/services-on.png'
      },
      {
        pagePath: 'pages/messages/index',
        text: '消息',
        iconPath: 'assets/tab/messages.png',
        selectedIconPath: 'assets/tab/messages-on.png'
      },
      {
        pagePath: 'pages/mine/index',
        text: '我的',
        iconPath: 'assets/tab/mine.png',
        selectedIconPath: 'assets/tab/mine-on.png'
      }
    ]
  },
  // Taro's H5 loses a page for good when somebody goes back, or on, while the one before still slides in.
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : {}),
  // a form may ask for a place on the map
  ...(process.env.TARO_ENV === 'h5' ? {} : { requiredPrivateInfos: ['chooseLocation'] }),
  lazyCodeLoading: 'requiredComponents'
})
