/* Runs in the page: everything a script of this origin can read of what the browser keeps, as one text. */
;(async () => {
  const asked = (request) =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(request.error)
    })
  const shown = (value) => {
    if (value instanceof CryptoKey) return `CryptoKey extractable=${value.extractable}`
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
      return [...new Uint8Array(value.buffer ?? value)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    if (typeof value !== 'object' || value === null) return String(value)
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${shown(inner)}`)
      .join('\n')
  }
  const lines = [`cookie ${document.cookie}`, `window.name ${window.name}`]
  for (const [kind, store] of Object.entries({ localStorage, sessionStorage }))
    for (const [name, value] of Object.entries(store)) lines.push(`${kind} ${name} ${value}`)
  for (const { name } of await indexedDB.databases()) {
    const db = await asked(indexedDB.open(name))
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store)
      const keys = await asked(all.getAllKeys())
      const values = await asked(db.transaction(store).objectStore(store).getAll())
      for (const [place, key] of keys.entries()) lines.push(`indexedDB ${store} ${key} ${shown(values[place])}`)
    }
    db.close()
  }
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) {
      const reply = await (await caches.open(name)).match(request)
      lines.push(`cache ${request.url} ${await reply.text()}`)
    }
  return lines.join('\n')
})()
