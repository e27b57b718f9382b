import { startProbe } from '../../test/support/probe-app'

it('metrics are for this machine only, also behind a proxy on the same machine', async () => {
  const probe = await startProbe({ trustProxy: true })
  const ask = (headers: Record<string, string>) => probe.call('GET', '/metrics', { headers })
  expect((await ask({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(404)
  expect((await ask({ 'x-forwarded-for': '127.0.0.1, 203.0.113.7' })).status).toBe(404)
  const own = await ask({})
  expect(own.status).toBe(200)
  expect(own.text).toContain('zjb_http_request_seconds')
  await probe.close()
})

it('with a token set, metrics are for whoever knows it', async () => {
  const probe = await startProbe({ metricsToken: 'a-token-of-prometheus' })
  const ask = (authorization: string) => probe.call('GET', '/metrics', { headers: { authorization } })
  expect((await ask('')).status).toBe(404)
  expect((await ask('Bearer a-token-of-somebody')).status).toBe(404)
  expect((await ask('Bearer a-token-of-prometheus')).status).toBe(200)
  await probe.close()
})

it('metrics name routes of the contract, never an address as it was typed', async () => {
  const probe = await startProbe()
  await probe.call('GET', '/api/v1/probe/abcdefgh?x=secret')
  await probe.call('GET', '/somewhere/secret')
  const { text } = await probe.call('GET', '/metrics')
  expect(text).toContain('route="probe.show",status="200"')
  expect(text).toContain('route="other",status="404"')
  expect(text).not.toMatch(/secret|abcdefgh/)
  await probe.close()
})

it('the contract is there to read as OpenAPI', async () => {
  const probe = await startProbe()
  const { json, headers } = await probe.call('GET', '/api/openapi.json')
  expect(json.openapi).toBe('3.1.0')
  expect(Object.keys(json.paths)).toContain('/api/v1/drafts/{draftId}/submit')
  const form = json.paths['/api/v1/services/{serviceId}/form'].get.responses['200'].content['application/json'].schema
  expect(form).toEqual({ $ref: '#/components/schemas/Form' })
  expect(Object.keys(json.components.schemas.Form.properties)).toContain('steps')
  expect(headers.get('content-type')).toContain('application/json')
  await probe.close()
})
