const LOCAL_ENTRY = Buffer.from('PK\u0003\u0004', 'latin1')
const DIRECTORY_ENTRY = Buffer.from('PK\u0001\u0002', 'latin1')
/** Bytes of a directory entry before its name, and where the length of the name stands. */
const ENTRY_BYTES = 46
const NAME_LENGTH_AT = 28

/** OFD (GB/T 33190-2016, 7.1): a ZIP archive whose root holds the main entry `OFD.xml`. Looks at names only. */
export function isOfd(bytes: Buffer): boolean {
  if (!bytes.subarray(0, 4).equals(LOCAL_ENTRY)) return false
  let at = bytes.indexOf(DIRECTORY_ENTRY)
  while (at !== -1 && at + ENTRY_BYTES <= bytes.length) {
    const name = bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + bytes.readUInt16LE(at + NAME_LENGTH_AT))
    if (name.toString('latin1') === 'OFD.xml') return true
    at = bytes.indexOf(DIRECTORY_ENTRY, at + 4)
  }
  return false
}
