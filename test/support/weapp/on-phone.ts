import { templateCompilerAvailable } from './compile-templates'

const available = templateCompilerAvailable().ok || process.env.CI === 'true'

/**
 * A suite that runs a mini-program: left out where WeChat's template compiler does not exist. Under CI=true nothing is
 * left out: there it fails, saying why.
 */
export const onPhone = available ? describe : describe.skip
