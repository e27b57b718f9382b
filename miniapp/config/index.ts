import path from 'node:path'
import { defineConfig } from '@tarojs/cli'

/** The one method of webpack-chain used here. */
interface Chain {
  merge: (options: object) => unknown
}

const repository = path.resolve(__dirname, '../..')
const shared = path.join(repository, 'shared')
const target = process.env.TARO_ENV ?? 'h5'
const production = process.env.NODE_ENV === 'production'
const apiBase = target === 'h5' ? '' : (process.env.TARO_APP_API_BASE ?? 'https://api.zhijianban.example')

// Taro's request brings these along; every browser of .browserslistrc has fetch and AbortController, nothing uses JSONP.
const NOT_NEEDED = {
  'whatwg-fetch': false,
  'abortcontroller-polyfill/dist/abortcontroller-polyfill-only': false,
  'jsonp-retry': false
}

// Taro's H5 router would show whatever page comes last; this one shows the page asked for last (decision 017).
const NEWEST_ROUTE = { 'universal-router$': path.resolve(__dirname, '../src/platform/newest-route-h5.ts') }

/**
 * Taro's own H5 chunks copy @tarojs/components into every lazy page (2.2 MB instead of 0.6 MB of JS). webpack's hints
 * know nothing of compression: size-budget.mjs measures instead.
 */
const shapeH5 = (chain: Chain) => {
  chain.merge({
    performance: { hints: false },
    resolve: { alias: { ...NOT_NEEDED, ...NEWEST_ROUTE } },
    optimization: {
      splitChunks: {
        chunks: 'all',
        minSize: 8000,
        maxInitialRequests: 20,
        maxAsyncRequests: 20,
        cacheGroups: {
          default: false,
          defaultVendors: false,
          common: false,
          vendors: false,
          taro: false,
          react: {
            name: 'react',
            test: /[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/,
            priority: 40,
            enforce: true
          },
          framework: {
            name: 'taro',
            test: /[\\/]node_modules[\\/](@tarojs|@stencil|core-js|core-js-pure|@babel)[\\/]/,
            chunks: 'initial',
            priority: 30
          },
          asyncVendors: { test: /[\\/]node_modules[\\/]/, minChunks: 2, priority: 20, reuseExistingChunk: true },
          asyncCommon: { minChunks: 2, priority: 10, reuseExistingChunk: true }
        }
      }
    }
  })
}

// Sizes are real pixels on both targets: with rpx or rem, 18 px text of 长辈版 would shrink to 15 px on a narrow phone.
const postcss = {
  pxtransform: { enable: false, config: {} },
  cssModules: {
    enable: false,
    config: { namingPattern: 'module', generateScopedName: '[name]__[local]___[hash:base64:5]' }
  }
} as const

export default defineConfig<'webpack5'>({
  projectName: 'zhijianban',
  date: '2026-11-22',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: `dist/${target}`,
  plugins: [path.resolve(__dirname, 'plugin-aria/index.js')],
  // A process.env.X nobody defines stays verbatim in the output and ends as "process is not defined".
  defineConstants: { API_BASE: JSON.stringify(apiBase.replace(/\/+$/, '')) },
  alias: { '@': path.resolve(__dirname, '../src'), '@shared': shared },
  // Taro's H5 default quote_keys: true turns private fields (#x) into syntax errors: a blank page.
  terser: { enable: true, config: { output: { quote_keys: false } } },
  copy: {
    patterns: target === 'h5' ? [{ from: 'src/favicon.svg', to: 'dist/h5/favicon.svg' }] : [],
    options: {}
  },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: process.env.TARO_CACHE === '1' },
  mini: {
    optimizeMainPackage: { enable: production },
    compile: { include: [shared] },
    // Rules of the kit never depend on the order of files.
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    webpackChain: shapeH5,
    compile: { include: [shared] },
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css'
    },
    postcss: { ...postcss, autoprefixer: { enable: true, config: {} } },
    devServer: {
      port: Number(process.env.H5_PORT ?? 10086),
      open: false,
      proxy: [{ context: ['/api'], target: `http://127.0.0.1:${process.env.PORT ?? 3000}` }]
    }
  }
})
