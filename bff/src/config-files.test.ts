import { freshSecrets, settingsFor } from '../../test/support/sandbox-secrets'
import { ConfigProblems, readConfig } from './config'

const others = settingsFor(freshSecrets(), 'http://127.0.0.1:3001', 'http://127.0.0.1:3000')
const store = {
  FILES_S3_URL: 'https://oss.example.gov.cn',
  FILES_S3_BUCKET: 'citizen-files',
  FILES_S3_KEY: 'AKLT3fQ9x',
  FILES_S3_SECRET: 'z8Kq2LmW7pRt'
}
const given = (files: NodeJS.ProcessEnv) => readConfig({ NODE_ENV: 'test', ...others, ...files })

/** The problems that name a setting of the file store. */
function problemsOf(files: NodeJS.ProcessEnv): string[] {
  try {
    given(files)
    return []
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems.filter((problem) => problem.startsWith('FILES_'))
    throw error
  }
}

describe('the settings of the file store', () => {
  it('are none by default: files lie in a folder', () => {
    expect(given({}).filesS3).toBeNull()
    expect(given({ FILES_S3_URL: '', FILES_S3_KEY: '' }).filesS3).toBeNull()
  })

  it('name a bucket when all are there; the region is us-east-1 unless given', () => {
    const read = { endpoint: store.FILES_S3_URL, bucket: 'citizen-files', accessKey: 'AKLT3fQ9x' }
    expect(given(store).filesS3).toEqual({ ...read, region: 'us-east-1', secretKey: store.FILES_S3_SECRET })
    expect(given({ ...store, FILES_S3_REGION: 'cn-south-1' }).filesS3?.region).toBe('cn-south-1')
  })

  it.each([...Object.keys(store), 'FILES_S3_REGION'])('with %s alone name each of the others as missing', (name) => {
    const wanted = Object.keys(store).filter((other) => other !== name)
    expect(problemsOf({ [name]: { ...store, FILES_S3_REGION: 'cn-south-1' }[name] })).toEqual(
      wanted.map((other) => `${other}: missing; the S3 file store needs it`)
    )
  })

  it('refuse an address with credentials and a bucket that cannot be', () => {
    const wrong = { FILES_S3_URL: 'https://user:word@oss.example.gov.cn', FILES_S3_BUCKET: 'Citizen/Files' }
    expect(problemsOf({ ...store, ...wrong, FILES_S3_REGION: 'a/b' })).toEqual([
      'FILES_S3_URL: must be an http(s) address without user, query or fragment',
      'FILES_S3_REGION: must be letters, digits and hyphens',
      'FILES_S3_BUCKET: must be 3 to 63 small letters, digits, . or -'
    ])
  })

  it('may be local and default in development, not in production', () => {
    const minio = { FILES_S3_URL: 'http://localhost:9000', FILES_S3_KEY: 'minioadmin', FILES_S3_SECRET: 'minioadmin' }
    expect(problemsOf({ ...store, ...minio })).toEqual([])
    expect(problemsOf({ ...store, ...minio, NODE_ENV: 'production' }).sort()).toEqual([
      'FILES_S3_KEY: is a default secret',
      'FILES_S3_SECRET: is a default secret',
      'FILES_S3_URL: is a sandbox address'
    ])
    expect(problemsOf({ ...store, NODE_ENV: 'production' })).toEqual([])
  })
})
