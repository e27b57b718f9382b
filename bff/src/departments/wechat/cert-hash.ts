import { createHash } from 'node:crypto'

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')

/**
 * The cert_hash by which WeChat compares, at queryverifyinfo, the person we mean with the person it checked (人脸核身
 * 2.0): lower-case hex SHA-256 over the three fields, each in Base64. Takes the number as it is, right check digit or not.
 */
export const certHash = (person: { name: string; idNumber: string }): string =>
  createHash('sha256')
    .update(`cert_type=${base64('IDENTITY_CARD')}&cert_name=${base64(person.name)}&cert_no=${base64(person.idNumber)}`)
    .digest('hex')
