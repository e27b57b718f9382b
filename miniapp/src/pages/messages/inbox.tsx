import type { Message } from '@shared/contract/messages'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { StateView } from '@/kit/state-view/state-view'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { useCameBack } from '@/platform/lifecycle'
import { fetchInbox, markAllRead, markRead, withAllRead, withRead } from './api'
import './inbox.scss'
import type { About } from './page-about'
import { showUnread } from './unread'

function MessageCard({ message, onPress }: { message: Message; onPress: () => void }) {
  return (
    <Card onPress={onPress}>
      <View className='message__head'>
        {message.read ? null : <View className='message__new'>未读</View>}
        <View className='message__title'>{message.title}</View>
      </View>
      <View className='message__body'>{message.body}</View>
      <View className='message__foot'>
        <View>{instantWords(message.at)}</View>
        {message.about ? (
          <View className='message__open'>{message.about.kind === 'case' ? '查看办件' : '查看'}</View>
        ) : null}
      </View>
    </Card>
  )
}

/** The inbox of somebody signed in: newest first, older ones on demand. */
export function Inbox({ onOpen }: { onOpen: (about: About) => void }) {
  const inbox = useLoad(async () => {
    const first = await fetchInbox()
    showUnread(first.unread)
    return first
  }, [])
  usePullToRefresh(inbox)
  useCameBack(() => void inbox.reload())

  const open = async (message: Message) => {
    if (!message.read) {
      // Reading must not wait for the server to note it; a failure only leaves it marked as new.
      void markRead(message.id).catch(() => undefined)
      inbox.amend((was) => {
        const next = withRead(was, message.id)
        showUnread(next.unread)
        return next
      })
    }
    if (message.about) onOpen(message.about)
  }
  const readAll = async () => {
    try {
      await markAllRead()
      inbox.amend(withAllRead)
      showUnread(0)
    } catch (caught) {
      toast(asCallError(caught).message)
    }
  }
  const loadOlder = async (last: string | undefined) => {
    try {
      const older = await fetchInbox(last)
      inbox.amend((was) => ({ ...was, items: [...was.items, ...older.items], more: older.more }))
    } catch (caught) {
      toast(asCallError(caught).message)
    }
  }

  return (
    <StateView
      of={inbox}
      isEmpty={({ items }) => items.length === 0}
      empty={{ icon: 'bell', title: '还没有消息', note: '办件有进展时，会在这里告诉您。' }}
    >
      {({ items, unread, more }) => (
        <>
          <View className='inbox__head'>
            <View>{unread > 0 ? `${unread} 条未读` : '没有未读消息'}</View>
            {unread > 0 ? (
              <Button kind='plain' narrow onPress={readAll}>
                全部已读
              </Button>
            ) : null}
          </View>
          {items.map((message) => (
            <MessageCard key={message.id} message={message} onPress={() => void open(message)} />
          ))}
          {more ? (
            <Button kind='plain' onPress={() => loadOlder(items.at(-1)?.id)}>
              查看更早的消息
            </Button>
          ) : null}
        </>
      )}
    </StateView>
  )
}
