/** A ZIP archive of one stored entry, as its directory tells it. */
export function archiveOf(name: string, content: string): Buffer {
  const [entryName, bytes] = [Buffer.from(name), Buffer.from(content)]
  const local = Buffer.alloc(30)
  local.write('PK\u0003\u0004', 'latin1')
  local.writeUInt32LE(bytes.length, 18)
  local.writeUInt32LE(bytes.length, 22)
  local.writeUInt16LE(entryName.length, 26)
  const entry = Buffer.alloc(46)
  entry.write('PK\u0001\u0002', 'latin1')
  entry.writeUInt32LE(bytes.length, 20)
  entry.writeUInt32LE(bytes.length, 24)
  entry.writeUInt16LE(entryName.length, 28)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length + entryName.length, 12)
  end.writeUInt32LE(local.length + entryName.length + bytes.length, 16)
  return Buffer.concat([local, entryName, bytes, entry, entryName, end])
}

/** The smallest thing that is an OFD document by its main entry. */
export const ofd = (): Buffer => archiveOf('OFD.xml', '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>')
