import Taro from '@tarojs/taro'

/** cancelled = given up, or the face was not recognised; unsupported = H5, or a WeChat older than base library 3.8.12. */
export type FaceOutcome = 'passed' | 'cancelled' | 'unsupported'

interface FacialVerify {
  requestFacialVerify?: (option: { verifyId: string; success: () => void; fail: () => void }) => unknown
}

/**
 * Opens WeChat's face check (人脸核身 2.0, wx.requestFacialVerify) with an id from the server. `passed` is only the
 * phone's word: the server asks WeChat itself. Never rejects.
 */
export function checkFace(verifyId: string): Promise<FaceOutcome> {
  if (process.env.TARO_ENV === 'h5') return Promise.resolve('unsupported')
  // declared by WeChat, not by Taro, which hands such functions on as they are
  const { requestFacialVerify } = Taro as FacialVerify
  if (typeof requestFacialVerify !== 'function') return Promise.resolve('unsupported')
  return new Promise((resolve) => {
    requestFacialVerify({ verifyId, success: () => resolve('passed'), fail: () => resolve('cancelled') })
  })
}
