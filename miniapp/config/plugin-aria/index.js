// weapp: Taro's WXML templates drop aria-* attributes, so screen readers would hear nothing; this puts them back.
const path = require('node:path')
const components = require('./components')

module.exports = (context) => {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return
      platform.template.mergeComponents(context, components)
      platform.runtimePath = [].concat(platform.runtimePath, path.join(__dirname, 'runtime.js').replace(/\\/g, '/'))
    }
  })
}
