/**
 * Projects: unit (beside the code), api (the product on a real port with a real sandbox; embedded store, or real
 * PostgreSQL and Redis by TEST_DATABASE_URL and TEST_REDIS_URL), e2e (H5 in Chromium, the running weapp output, whole
 * processes), miniapp (components in jsdom).
 */
const transform = {
  '\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        target: 'es2022',
        transform: { react: { runtime: 'automatic' } }
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline'
    }
  ]
}
const common = {
  rootDir: __dirname,
  transform,
  // the phone's own code, where a proof puts phone and server together
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/$1', '^@/(.*)$': '<rootDir>/miniapp/src/$1' },
  modulePathIgnorePatterns: ['<rootDir>/miniapp/dist', '<rootDir>/dist', '<rootDir>/.data']
}
const special = ['\\.api\\.test\\.ts$', '\\.e2e\\.test\\.ts$']

module.exports = {
  // two cores; a process that has grown is replaced (each embedded store leaves its WebAssembly memory behind for a while)
  maxWorkers: 2,
  // for a machine several times slower than this one: a test that is done is not held up, one that hangs costs minutes
  testTimeout: 300_000,
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{bff,shared,test}/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...special]
    },
    { ...common, displayName: 'api', testEnvironment: 'node', testMatch: ['<rootDir>/{bff,test}/**/*.api.test.ts'] },
    { ...common, displayName: 'e2e', testEnvironment: 'node', testMatch: ['<rootDir>/test/**/*.e2e.test.ts'] },
    {
      ...common,
      displayName: 'miniapp',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/miniapp/src/**/*.test.{ts,tsx}'],
      setupFilesAfterEnv: ['<rootDir>/miniapp/test-mocks/setup.ts'],
      globals: { API_BASE: '' },
      moduleNameMapper: {
        ...common.moduleNameMapper,
        '\\.(s?css)$': 'identity-obj-proxy',
        '^@tarojs/components$': '<rootDir>/miniapp/test-mocks/taro-components.tsx',
        '^@tarojs/taro$': '<rootDir>/miniapp/test-mocks/taro.ts'
      }
    }
  ]
}
