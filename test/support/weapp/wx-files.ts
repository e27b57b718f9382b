import fs from 'node:fs'
import path from 'node:path'
import type { Phone } from './phone'
import { type AnyFunction, bytesOf, type Dict, textOf } from './unknown-values'
import { type ApiHandler, runCall } from './wx-calls'

/** A file a test lays on the phone, e.g. a photo to be chosen. */
export type PhoneFile = { name: string; bytes: Uint8Array }

export type PhoneFiles = {
  /** Puts a file into the temporary folder and returns its `wxfile://` path. */
  add: (file: PhoneFile) => string
  /** Bytes of a path of this phone, or of a path of this computer; throws as WeChat does when there is none. */
  read: (filePath: unknown) => Buffer
  write: (filePath: string, bytes: Buffer) => void
  /** The files the citizen will choose at the next chooseMedia, chooseImage or chooseMessageFile; none means cancel. */
  willChoose: (...files: PhoneFile[]) => void
  handlers: Record<string, ApiHandler>
  fileSystem: Dict
}

export const USER_DATA_PATH = 'wxfile://usr'

type FileOperation = (filePath: unknown, second?: unknown, third?: unknown) => unknown

const fileOperations = (held: Map<string, Buffer>, read: PhoneFiles['read']): Record<string, FileOperation> => {
  const decode = (bytes: Buffer, encoding: unknown) =>
    Buffer.isEncoding(textOf(encoding)) ? bytes.toString(encoding === 'base64' ? 'base64' : 'utf8') : bytes
  const encode = (data: unknown, encoding: unknown) =>
    encoding === 'base64' ? Buffer.from(textOf(data), 'base64') : (bytesOf(data) ?? Buffer.alloc(0))
  return {
    readFile: (filePath, encoding) => ({ data: decode(read(filePath), encoding) }),
    writeFile: (filePath, data, encoding) => void held.set(textOf(filePath), encode(data, encoding)),
    copyFile: (from, to) => void held.set(textOf(to), read(from)),
    access: (filePath) => void read(filePath),
    stat: (filePath) => ({ stats: { size: read(filePath).length } }),
    getFileInfo: (filePath) => ({ size: read(filePath).length }),
    unlink: (filePath) => {
      read(filePath)
      held.delete(textOf(filePath))
    }
  }
}

const firstArgument = (args: Dict) => args.filePath ?? args.path ?? args.srcPath
const secondArgument = (args: Dict) => args.data ?? args.destPath ?? args.encoding

/** wx.getFileSystemManager(): each operation with callbacks and, in its Sync form, with its result. */
const makeFileSystem = (phone: Phone, operations: Record<string, FileOperation>): Dict => {
  const manager: Record<string, AnyFunction> = {}
  for (const [name, operate] of Object.entries(operations)) {
    manager[name] = (options) =>
      runCall(phone, name, (args) => operate(firstArgument(args), secondArgument(args), args.encoding), Object(options))
    manager[`${name}Sync`] = (...args) => {
      try {
        const result = Object(operate(args[0], args[1], args[2]))
        return phone.realm.toApp(result.data ?? result.stats ?? result)
      } catch (thrown) {
        throw phone.realm.error(`${name}Sync:fail ${thrown instanceof Error ? thrown.message : ''}`)
      }
    }
  }
  return manager
}

/** The files of one phone and the functions with which a citizen chooses, looks at and keeps them. */
export const makeFiles = (phone: Phone): PhoneFiles => {
  const held = new Map<string, Buffer>()
  let chosen: PhoneFile[] = []
  let lastNumber = 0
  const add = ({ name, bytes }: PhoneFile) => {
    const filePath = `wxfile://tmp_${++lastNumber}_${name}`
    held.set(filePath, Buffer.from(bytes))
    return filePath
  }
  const read = (filePath: unknown) => {
    const asked = textOf(filePath)
    const bytes =
      held.get(asked) ?? (path.isAbsolute(asked) && fs.existsSync(asked) ? fs.readFileSync(asked) : undefined)
    if (!bytes) throw new Error(`no such file or directory, open '${asked}'`)
    return bytes
  }
  const take = (limit: unknown) => {
    const files = chosen.splice(0, Number(limit) || 9)
    if (files.length === 0) throw new Error('cancel')
    return files.map((file) => ({ ...file, size: file.bytes.length, tempFilePath: add(file) }))
  }
  const media = ({ count }: Dict) => {
    const fileType = 'image'
    return {
      type: fileType,
      tempFiles: take(count).map(({ tempFilePath, size }) => ({ tempFilePath, size, fileType }))
    }
  }
  const images = ({ count }: Dict) => {
    const tempFiles = take(count).map(({ tempFilePath, size }) => ({ path: tempFilePath, size }))
    return { tempFilePaths: tempFiles.map((file) => file.path), tempFiles }
  }
  const documents = ({ count }: Dict) => {
    const time = Math.floor(Date.now() / 1000)
    const describe = (file: ReturnType<typeof take>[number]) => ({
      name: file.name,
      path: file.tempFilePath,
      size: file.size
    })
    return { tempFiles: take(count).map((file) => ({ ...describe(file), type: 'file', time })) }
  }
  const operations = fileOperations(held, read)
  return {
    add,
    read,
    write: (filePath, bytes) => void held.set(filePath, bytes),
    willChoose: (...files) => {
      chosen = files
    },
    handlers: {
      chooseMedia: media,
      chooseImage: images,
      chooseMessageFile: documents,
      compressImage: ({ src }) => ({ tempFilePath: add({ name: 'compressed.jpg', bytes: read(src) }) }),
      getImageInfo: ({ src }) => ({
        path: src,
        width: 100,
        height: 100,
        type: 'jpeg',
        orientation: 'up',
        size: read(src).length
      }),
      openDocument: ({ filePath }) => void read(filePath),
      saveImageToPhotosAlbum: ({ filePath }) => void read(filePath),
      saveFile: ({ tempFilePath }) => {
        const savedFilePath = `${USER_DATA_PATH}/${path.posix.basename(textOf(tempFilePath))}`
        held.set(savedFilePath, read(tempFilePath))
        return { savedFilePath }
      }
    },
    fileSystem: makeFileSystem(phone, operations)
  }
}
