import Taro from '@tarojs/taro'

/** Whether this program can read a QR code itself; a browser cannot, the phone's camera opens the link instead. */
export const CAN_SCAN = process.env.TARO_ENV !== 'h5'

/** What a QR code says; null = the person turned back, or nothing could be read. */
export async function scanCode(): Promise<string | null> {
  try {
    return (await Taro.scanCode({ scanType: ['qrCode'] })).result
  } catch {
    return null
  }
}
