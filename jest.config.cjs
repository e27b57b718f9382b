/** Two projects: node (API, unit, contract, weapp, browser end-to-end) and miniapp (components in jsdom). */
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
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/$1' },
  modulePathIgnorePatterns: ['<rootDir>/miniapp/dist', '<rootDir>/dist', '<rootDir>/.data']
}
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{bff,shared,test}/**/*.test.ts']
    }
  ]
}
