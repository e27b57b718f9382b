import { View } from '@tarojs/components'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Page } from '@/kit/page/page'

/** What is true of the program as it is; the operator's own text (个人信息保护政策) replaces it before launch. */
const CHAPTERS = [
  {
    title: '我们收集什么',
    text: '登录时，微信给我们一个只在本小程序有效的编号，我们用它认出您的账号。办理事项时，我们只收集该事项申请表上列出的内容和您上传的材料。'
  },
  {
    title: '用来做什么',
    text: '您填写的内容只用于办理您申请的事项：提交后会交给负责这个事项的部门，由部门审核并告知结果。'
  },
  {
    title: '怎样保管',
    text: '姓名、证件号码、手机号码、申请表内容和上传的文件都加密保存，页面上只显示打码后的内容。没提交的内容加密保存在这部手机上，退出登录时清除。'
  },
  {
    title: '您可以做什么',
    text: '您可以随时查看自己的办件，删除没有提交的草稿，退出登录。需要更正或删除已提交的内容，请联系受理部门，或通过“我的”页面的投诉建议方式联系我们。'
  }
]

export default function PrivacyPage() {
  return (
    <Page title='隐私说明'>
      {CHAPTERS.map(({ title, text }) => (
        <Card key={title}>
          <Heading>{title}</Heading>
          <View>{text}</View>
        </Card>
      ))}
    </Page>
  )
}
