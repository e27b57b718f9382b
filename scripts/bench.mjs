// npm run bench -- NAME: runs test/load/NAME.bench.ts as bundled code; the last line is one JSON object, exit 1 below the bar.
import { runMeasurement } from './lib/measurement.mjs'

await runMeasurement({ word: 'bench', folder: 'test/load', suffix: '.bench.ts', output: 'dist/load' })
