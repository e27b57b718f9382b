// npm run prove -- NAME: runs test/chaos/NAME.prove.ts; the last line is one JSON object, exit 1 when anything is not as promised.
import { runMeasurement } from './lib/measurement.mjs'

const also = { taps: ['h5'] }
await runMeasurement({ word: 'prove', folder: 'test/chaos', suffix: '.prove.ts', output: 'dist/chaos', also })
