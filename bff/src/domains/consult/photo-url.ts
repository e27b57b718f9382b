import { photoCheckRoutes } from '@shared/contract/consult-requests'

/** Where WeChat fetches a photo by its pass: from the internet, unless there is only this machine (development). */
export const photoUrlAt = (config: {
  PUBLIC_URL?: string | undefined
  CALLBACK_URL?: string | undefined
  PORT: number
}) => {
  const base = config.PUBLIC_URL ?? config.CALLBACK_URL ?? `http://127.0.0.1:${config.PORT}`
  return (pass: string): string =>
    `${base.replace(/\/+$/, '')}${photoCheckRoutes.showPhotoToWechat.path.replace(':pass', pass)}`
}
