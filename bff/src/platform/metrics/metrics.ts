import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics of one process; `GET /metrics` prints them. Labels are names from tables, never values of people. */
export function makeMetrics(options: { processMetrics: boolean }) {
  const registry = new Registry()
  if (options.processMetrics) collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'zjb_http_request_seconds',
      help: 'Time from request to reply',
      labelNames: ['route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry]
    }),
    departmentCalls: new Histogram({
      name: 'zjb_department_call_seconds',
      help: 'Calls to department systems by outcome',
      labelNames: ['department', 'operation', 'outcome'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry]
    }),
    breakerOpen: new Gauge({
      name: 'zjb_department_breaker_open',
      help: '1 while calls to a department are cut off after repeated failures',
      labelNames: ['department'],
      registers: [registry]
    }),
    outboxDone: new Counter({
      name: 'zjb_outbox_done_total',
      help: 'Outbox rows by topic and outcome',
      labelNames: ['topic', 'outcome'],
      registers: [registry]
    }),
    outboxWaiting: new Gauge({
      name: 'zjb_outbox_waiting',
      help: 'Outbox rows not delivered yet',
      registers: [registry]
    })
  }
}
export type Metrics = ReturnType<typeof makeMetrics>
