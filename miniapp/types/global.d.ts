/** Origin of the API, without a trailing slash; empty on H5, which is served by the API itself. Set at build time. */
declare const API_BASE: string

declare module '*.scss'

declare module 'universal-router/module.js' {
  export { default } from 'universal-router'
}
