import type { CodeSent } from '@shared/contract/browser-sign-in'
import type { Sql, Tx } from '../../platform/db/db'
import type { Refused } from '../../platform/http/refused'

/** What the identity domain asks of WeChat. A refused code comes back as null; WeChat down throws DepartmentUnavailable. */
export interface WechatIdentity {
  openid: string
  /** only when the app is bound to the same 开放平台 account */
  unionid: string | null
}

export interface WechatSignIn {
  /** code of wx.login → who; null = used, expired or unknown code */
  byLoginCode(code: string): Promise<WechatIdentity | null>
  /** address of the 公众号 OAuth page; redirectUri is where WeChat sends the browser back to with code and state */
  authorizeUrl(redirectUri: string, state: string): string
  /** OAuth code → who; 'snapshot' = virtual account of a 快照页, never to be bound */
  byOAuthCode(code: string): Promise<WechatIdentity | 'snapshot' | null>
}

/**
 * The sealed fields of one citizen (envelope encryption, a key per citizen). `context` names table, column and row,
 * e.g. `services_drafts.answers:<id>`; it is authenticated, so a value opens only in its own place.
 */
export interface CitizenSeal {
  seal(plain: string, context: string): string
  open(sealed: string, context: string): string
  sealBytes(plain: Buffer, context: string): Buffer
  openBytes(sealed: Buffer, context: string): Buffer
}

export interface CitizenSeals {
  /** `sql` is the open transaction, if there is one. Throws when there is no such citizen. */
  of(sql: Sql, citizenId: string): Promise<CitizenSeal>
}

/** WeChat's phone code (getuserphonenumber) → mainland number of 11 digits; null = used, expired, or not from the mainland. */
export interface WechatPhone {
  byPhoneCode(code: string): Promise<string | null>
}

/**
 * WeChat's content safety: are words fit for others to read? unknown = it says nothing of this person's words (not of
 * our mini-program, or not there in the last two hours). Throws DepartmentUnavailable.
 */
export interface WordSafety {
  judgeWords(openid: string, words: string): Promise<'fit' | 'unfit' | 'unknown'>
}

/**
 * Judges free words of the person behind an account, whichever of theirs it is, at most 2500 characters. unjudged: nobody can
 * ask, because they have never used the mini-program, or not lately; staff then read the words marked as unchecked
 * (docs/decisions/016). later: WeChat does not answer, and the words are held.
 */
export type CheckWords = (citizenId: string, words: string) => Promise<'fit' | 'unfit' | 'unjudged' | 'later'>

/**
 * WeChat's content safety for a picture that it fetches from `url`; what it thinks comes by a push (wxa_media_check) with
 * the number given here. unknown as for words. Throws DepartmentUnavailable.
 */
export interface PhotoSafety {
  askAboutPhoto(openid: string, url: string): Promise<{ traceId: string } | 'unknown'>
}

/** Asks about a picture of the person behind an account. nobody: WeChat answers nothing about theirs; later: it is away. */
export type AskAboutPhoto = (citizenId: string, url: string) => Promise<{ traceId: string } | 'nobody' | 'later'>

/** The SMS gateway. Throws DepartmentUnavailable. */
export interface SmsGateway {
  /** `params` fill the template in order; the same outId twice is one message */
  send(message: {
    outId: string
    phone: string
    template: 'sign-in-code' | 'check-code'
    params: string[]
  }): Promise<void>
}

/** The register of the public security bureau (公安): do name and ID number belong together? */
export interface PublicSecurity {
  check(person: { name: string; idNumber: string }): Promise<'matched' | 'not-matched'>
}

/** Sign-in of 渝快办: an OAuth-like code flow. */
export interface YkbPerson {
  uid: string
  name: string
  idNumber: string
  /** null when 渝快办 has none */
  phone: string | null
  /** its own real-name level; only 'real-name' and 'face' raise ours */
  level: 'phone' | 'real-name' | 'face'
}
export interface YkbSignIn {
  authorizeUrl(redirectUri: string, state: string): string
  /** null = used, expired or unknown code */
  byCode(code: string, redirectUri: string): Promise<YkbPerson | null>
}

/** 人脸核身 2.0 of WeChat. */
export interface FacePerson {
  /** 5 to 32 of 0-9 A-Z a-z _ - */
  seq: string
  name: string
  idNumber: string
  openid: string
}
export interface FaceCheck {
  start(person: FacePerson): Promise<{ verifyId: string; expiresIn: number }>
  /** passed only on errcode 0 and verify_ret 10000 */
  result(verifyId: string, person: FacePerson): Promise<'passed' | 'failed'>
}

/** What other domains may know of a person. */
export interface Persons {
  /** 张*; 未实名用户 when nothing is verified; the enterprise's name is not here (mandates) */
  maskedName(sql: Sql, citizenId: string): Promise<string>
  /** verified identity, unsealed; null when there is none. Who hands it on needs a grant (consents) and writes the ledger. */
  verified(sql: Sql, citizenId: string): Promise<VerifiedPerson | null>
  /** bound number of 11 digits, unsealed */
  phone(sql: Sql, citizenId: string): Promise<string | null>
  /** who has verified the identity, and when; null when there is none */
  proof(sql: Sql, citizenId: string): Promise<{ by: 'public-security' | 'ykb' | 'manual-review'; at: Date } | null>
  /** when the number was bound */
  phoneSince(sql: Sql, citizenId: string): Promise<Date | null>
  /** every account of the person behind this one, merged ones too, the main one first */
  accounts(sql: Sql, citizenId: string): Promise<string[]>
}
export interface VerifiedPerson {
  name: string
  certificate: 'id-card' | 'passport' | 'hk-macau-permit' | 'taiwan-permit'
  idNumber: string
  /** YYYY-MM-DD */
  birthDay: string
}

/**
 * Somebody who stands before a clerk with the original of their ID card. What is taken in lies under a row of its own until
 * it is sure whose account it becomes, so that nobody at a desk learns who has one.
 */
export interface Counter {
  /** Asks the register what the card says; wrong pairs slow the clerk down. May throw DepartmentUnavailable. */
  look(
    staffId: string,
    typed: { name: string; idNumber: string }
  ): Promise<
    VerifiedPerson | Refused<'bad_request' | 'too_many_requests' | 'identity_not_matched' | 'guardian_required'>
  >
  begin(tx: Tx): Promise<string>
  /** Nothing was handed in: the row goes, with its key. */
  drop(tx: Tx, begun: string): Promise<void>
  sendCode(
    begun: string,
    phone: string,
    address: string
  ): Promise<CodeSent | Refused<'bad_request' | 'too_many_requests'>>
  /** Takes the right code. Commit after a refusal: the try must be counted. */
  takeCode(
    tx: Tx,
    given: { begun: string; phone: string; address: string; code: string }
  ): Promise<true | Refused<'code_wrong' | 'code_expired' | 'too_many_requests'>>
  /**
   * The accounts of the person, the main one first. Where nobody is verified with this card, the row becomes the account;
   * an account whose name was only typed gives way to it, unless the code came to the number bound there (`phone`).
   */
  settle(tx: Tx, begun: string, person: VerifiedPerson, phone: string | null): Promise<readonly string[]>
}

/** A row with a key of its own for somebody who does not sign in: an enterprise, a child. Gives its id. */
export interface Subjects {
  create(tx: Tx, kind: 'enterprise' | 'child'): Promise<string>
}

/** What mandates may do to sessions. */
export interface CapacitySessions {
  /** Replaces the caller's session by one that acts under a mandate (null = for themselves); null = it has ended. */
  actAs(
    tx: Tx,
    session: { sessionHash: string; citizenId: string },
    capacity: {
      kind: 'enterprise' | 'proxy' | 'guardian'
      mandateId: string
      ownerId: string
      label: string
      scope: { domains: string[]; serviceIds: string[] | null } | null
      until: Date | null
    } | null
  ): Promise<string | null>
  /** Ends every session that acts under a mandate. */
  endUnder(tx: Tx, mandateId: string): Promise<void>
}

/** A child's guardian (民法典 art. 27) acts for it without being invited: provided by mandates. */
export interface Guardianships {
  /** `childName` is masked, as the guardian reads it; the mandate ends with the day before `until` (18th birthday, YYYY-MM-DD) */
  guardianship(
    tx: Tx,
    entrusted: { guardianId: string; childId: string; childName: string; until: string }
  ): Promise<void>
}

/** What rights may do to accounts. */
export interface Accounts {
  /** the account and those merged into it, held until the transaction ends; null = closed, or itself part of another by now */
  allOf(tx: Tx, citizenId: string): Promise<string[] | null>
  /** main account behind a mini-program or 公众号 openid; null = nobody */
  byOpenid(sql: Sql, openid: string): Promise<string | null>
  /** Ends every session of the account, and every session in which somebody acts for it. */
  endSessions(tx: Tx, citizenId: string): Promise<void>
  /** Forgets the key for ever (nothing sealed under it can be opened again) and closes the account. */
  shred(tx: Tx, citizenId: string, at: Date): Promise<void>
}
