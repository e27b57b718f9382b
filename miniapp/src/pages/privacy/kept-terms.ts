/** What is shown of the privacy policy while it cannot be loaded: its main points, in force whatever the version. */
export const KEPT_POINTS = [
  {
    heading: '我们收集什么',
    paragraphs: [
      '登录时，微信给我们一个只在本程序有效的编号；在浏览器里登录时，是您的手机号码或“渝快办”确认的身份。办理事项时，只收集该事项申请表上列出的内容和您上传的材料。'
    ]
  },
  {
    heading: '用来做什么',
    paragraphs: ['您填写的内容只用于办理您申请的事项：提交后交给负责这个事项的部门，由部门审核并告知结果。']
  },
  {
    heading: '怎样保管',
    paragraphs: [
      '姓名、证件号码、手机号码、申请内容和上传的文件都加密保存，页面上只显示打码后的内容。没提交的内容加密保存在这部手机上，退出登录时清除。'
    ]
  },
  {
    heading: '您可以做什么',
    paragraphs: ['您可以随时查看谁看过您的数据、撤回同意、导出、更正，也可以注销账户。入口都在“我的”里。']
  }
]
