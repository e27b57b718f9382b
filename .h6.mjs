import { PGlite } from '@electric-sql/pglite'
import { readFileSync, readdirSync } from 'node:fs'
const dir='node_modules/.cache/zhijianban/'; const f=readdirSync(dir).filter(x=>x.startsWith('migrated-')); console.log(f)
const cpu=()=>process.cpuUsage().user/1e3
let t=cpu(); const w=performance.now()
const blob=new Blob([readFileSync(dir+f.at(-1))]); console.log('blob',blob.size)
const a=await PGlite.create({loadDataDir: blob}); console.log('first', cpu()-t, performance.now()-w); t=cpu()
const b=await PGlite.create({loadDataDir: blob}); console.log('second', cpu()-t); t=cpu()
await a.query('select 1'); console.log(cpu()-t)
