import Taro from '@tarojs/taro'
import { toast } from './feedback'
import { isPrivacyRefusal } from './privacy'
import { shrinkPhoto } from './shrink-photo-h5'

/** A file the person chose, not yet uploaded. */
export interface PickedFile {
  name: string
  bytes: number
  /** a local address an Image can show; empty for PDF */
  preview: string
  /** weapp: temporary path; H5: absent */
  path?: string
  /** H5 */
  file?: File
}

const PDF = 'application/pdf'

const fileName = (path: string): string => path.split('/').pop() ?? '照片.jpg'

const sizeOf = (filePath: string): Promise<number> =>
  new Promise((resolve, reject) =>
    Taro.getFileSystemManager().getFileInfo({ filePath, success: ({ size }) => resolve(size), fail: reject })
  )

/** The photo as it will be sent, with the size of that; the photo as it is where WeChat cannot make it smaller. */
async function compressed(photo: { path: string; bytes: number }): Promise<{ path: string; bytes: number }> {
  try {
    const { tempFilePath: path } = await Taro.compressImage({ src: photo.path, quality: 80 })
    return { path, bytes: await sizeOf(path) }
  } catch {
    return photo
  }
}

async function pickPhotos(count: number): Promise<PickedFile[]> {
  const { tempFiles } = await Taro.chooseMedia({
    count,
    mediaType: ['image'],
    sizeType: ['compressed'],
    sourceType: ['album', 'camera']
  })
  return Promise.all(
    tempFiles.map(async ({ tempFilePath, size }) => {
      const taken = { path: tempFilePath, bytes: size }
      const { path, bytes } = size > 2_000_000 ? await compressed(taken) : taken
      return { name: fileName(path), bytes, preview: path, path }
    })
  )
}

async function pickFromChat(count: number): Promise<PickedFile[]> {
  const { tempFiles } = await Taro.chooseMessageFile({ count, type: 'file', extension: ['pdf', 'jpg', 'jpeg', 'png'] })
  return tempFiles.map(({ path, name, size }) => ({
    name,
    bytes: size,
    path,
    preview: /\.pdf$/i.test(name) ? '' : path
  }))
}

async function pickOnPhone(count: number): Promise<PickedFile[]> {
  const { tapIndex } = await Taro.showActionSheet({ itemList: ['拍照或从相册选择', '从微信聊天选择文件'] })
  return tapIndex === 0 ? pickPhotos(count) : pickFromChat(count)
}

/** The browser's own chooser, which offers camera, album and files. Resolves to nothing when it is cancelled. */
function pickInBrowser(count: number, also: string): Promise<PickedFile[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = `image/jpeg,image/png,${PDF}${also}`
  input.multiple = count > 1
  input.hidden = true
  document.body.append(input)
  return new Promise((resolve) => {
    const end = async () => {
      input.remove()
      const chosen = await Promise.all([...(input.files ?? [])].slice(0, count).map(shrinkPhoto))
      resolve(
        chosen.map((file) => ({
          name: file.name,
          bytes: file.size,
          preview: file.type.startsWith('image/') ? URL.createObjectURL(file) : '',
          file
        }))
      )
    }
    input.addEventListener('change', end)
    input.addEventListener('cancel', end)
    input.click()
  })
}

async function pickInWechat(count: number): Promise<PickedFile[]> {
  try {
    return await pickOnPhone(count)
  } catch (caught) {
    if (isPrivacyRefusal(caught)) toast('您没有同意隐私保护指引，暂时不能选照片；再点一次可以重新决定')
    return []
  }
}

/**
 * Lets the person choose up to `count` photos or PDFs; photos come back compressed. Empty when cancelled.
 * WeChat asks for its own permission and reports a refusal like a cancel; who did not agree to 用户隐私保护指引 is told
 * so, and is asked again at the next press.
 */
export const pickFiles = (count: number): Promise<PickedFile[]> =>
  process.env.TARO_ENV === 'h5' ? pickInBrowser(count, '') : pickInWechat(count)

/** The same for what a department hands out, at the desk's browser: OFD as well. */
export const pickResultFiles = (count: number): Promise<PickedFile[]> => pickInBrowser(count, ',.ofd')
