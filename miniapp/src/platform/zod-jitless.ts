import * as z from 'zod/mini'

// WeChat stubs the Function constructor without throwing, which zod's own test for it does not notice.
// Imported before any schema is built.
z.config({ jitless: true })
