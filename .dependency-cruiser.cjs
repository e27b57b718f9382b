/** Who may import whom (docs/architecture.md). $1 refers back to the group of `from`, so a new domain needs no new rule. */
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

module.exports = {
  forbidden: [
    rule('no-cycles', 'a cycle cannot be understood or tested in parts', {}, { circular: true }),
    rule(
      'values-import-nothing',
      'values run on the phone and the server alike and must stay free of both',
      { path: '^shared/values/', pathNot: '\\.test\\.ts$' },
      { pathNot: '^shared/values/' }
    ),
    rule(
      'rules-import-nothing',
      'the same judgement runs on the phone and the server, and later over a whole register: free of both',
      { path: '^shared/rules/', pathNot: '\\.test\\.ts$' },
      { pathNot: '^shared/rules/' }
    ),
    rule(
      'contract-is-pure',
      'the phone bundles the contract: no Node, no Koa, no Taro, only zod',
      { path: '^shared/contract/', pathNot: '\\.test\\.ts$' },
      { pathNot: ['^shared/(contract|values|rules)/', '^node_modules/zod/'] }
    ),
    rule(
      'platform-knows-no-domain',
      'the platform serves every domain; if it knew one, all would depend on it',
      { path: '^bff/src/platform/' },
      { path: '^bff/src/(domains|departments|wiring|app|main|config)' }
    ),
    rule(
      'domains-meet-at-ports',
      "another domain's tables and rules are its own business; what it offers is in its port.ts",
      { path: '^bff/src/domains/([^/]+)/', pathNot: '\\.test\\.ts$' },
      { path: '^bff/src/domains/', pathNot: ['^bff/src/domains/$1/', '^bff/src/domains/[^/]+/port\\.ts$'] }
    ),
    rule(
      'domains-know-no-department',
      'a domain asks its port; which system answers is chosen in wiring.ts',
      { path: '^bff/src/domains/', pathNot: '\\.test\\.ts$' },
      { path: '^bff/src/(departments|wiring|app|main)' }
    ),
    rule(
      'departments-see-ports-only',
      'a connector translates between a port and a wire; rules and tables are not its business',
      { path: '^bff/src/departments/([^/]+)/', pathNot: '\\.test\\.ts$' },
      {
        path: '^bff/src/',
        pathNot: ['^bff/src/departments/$1/', '^bff/src/platform/', '^bff/src/domains/[^/]+/port\\.ts$']
      }
    ),
    rule(
      'server-knows-no-page',
      'the server must run without the mini-program',
      { path: '^bff/' },
      { path: '^miniapp/' }
    ),
    rule(
      'kit-and-platform-are-below',
      'the design system and the phone layer serve all packages and know none',
      { path: '^miniapp/src/(kit|platform)/' },
      { path: '^miniapp/src/(packages|pages|session|drafts|help)/' }
    ),
    rule(
      'session-drafts-and-help-are-between',
      'who is signed in, what is begun and the ways to help concern the main package and every subpackage: they know none of the pages',
      { path: '^miniapp/src/(session|drafts|help)/' },
      { path: '^miniapp/src/(packages|pages)/' }
    ),
    rule(
      'packages-are-apart',
      'a subpackage is loaded alone; an import of another one would pull both into the main package',
      { path: '^miniapp/src/packages/([^/]+)/' },
      {
        path: ['^miniapp/src/packages/', '^miniapp/src/pages/', '^shared/contract/all\\.ts$'],
        pathNot: '^miniapp/src/packages/$1/'
      }
    ),
    rule(
      'phone-layer-alone-calls-taro',
      'one place to stub, one place to check what a phone can do',
      { path: '^miniapp/src/(packages|pages|session|drafts|help)/' },
      { path: '^node_modules/@tarojs/taro/' }
    ),
    rule(
      'miniapp-knows-no-server',
      'server code in the phone bundle would be huge and leak',
      { path: '^miniapp/' },
      { path: '^(bff|test)/' }
    ),
    rule(
      'nothing-imports-tests',
      'tests are leaves',
      { path: '^(bff|shared|miniapp)/', pathNot: '\\.test\\.tsx?$' },
      { path: '^test/' }
    ),
    rule(
      'sandbox-is-independent',
      'the sandbox proves the wire formats only if it does not share our code for them',
      { path: '^test/sandbox/', pathNot: '\\.test\\.ts$' },
      { path: '^(bff|miniapp)/' }
    )
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'types']
    }
  }
}
