// Applied to miniapp/src and, as the project-wide config of this build, to ../shared.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', useBuiltIns: false }]]
}
