import { phone } from './taro'

// The build defines it; a test of the weapp branch sets it to 'weapp' itself.
process.env.TARO_ENV = 'h5'

afterEach(() => phone.reset())
