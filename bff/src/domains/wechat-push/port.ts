import type { Tx } from '../../platform/db/db'

interface SubscribeChoices {
  openid: string
  choices: { templateId: string; decision: 'accept' | 'reject' }[]
}

/** What WeChat tells by itself, by the name of its event. */
export interface PushedEvents {
  /** The person took back what they had authorised: their data must be deleted (WeChat's platform rules). */
  user_authorization_revoke: { openid: string; appid: string; revoked: string }
  /** The person closed their WeChat account. */
  user_authorization_cancellation: { openid: string; appid: string }
  /** Answer to the dialogue of wx.requestSubscribeMessage. */
  subscribe_msg_popup_event: SubscribeChoices
  /** Changed in the settings of the mini-program. */
  subscribe_msg_change_event: SubscribeChoices
  /** errorCode '0' = the message reached the phone. */
  subscribe_msg_sent_event: { openid: string; templateId: string; messageId: string; errorCode: string }
  /** The verdict on a picture that media_check_async was asked about; review leaves it to people, which is fit here. */
  wxa_media_check: { openid: string; traceId: string; verdict: 'fit' | 'unfit' }
}
export type PushedEvent = { [E in keyof PushedEvents]: { event: E } & PushedEvents[E] }[keyof PushedEvents]

/**
 * Who wants to know of an event. Runs in the transaction that counts the event as received, once per event: enqueue an
 * outbox row there and do the work in a worker, because WeChat waits five seconds at most.
 */
export type PushEvents = { [E in keyof PushedEvents]?: (tx: Tx, event: PushedEvents[E]) => Promise<void> }

/** A push that was signed by WeChat and could be read. */
export interface ReceivedPush {
  /** the same for every delivery of one push */
  key: string
  /** event or message type: a short word fit for a log */
  kind: string
  /** null: nothing we know by name */
  event: PushedEvent | null
}

/** The wire side of pushes. */
export interface PushReader {
  /** null = cannot be read: broken, or made for another app */
  read(signer: string, body: string): ReceivedPush | null
  /** From now on the same signed request is refused. Called once its content is safely stored. */
  handled(query: { timestamp: string; nonce: string }): Promise<void>
}
