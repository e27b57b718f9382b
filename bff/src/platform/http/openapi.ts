import { COMMON_ERRORS, ERRORS, type ErrorCode } from '@shared/contract/errors'
import type { Route, RouteTable, Schema } from '@shared/contract/route'
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject
} from 'zod-openapi'

/**
 * The contract as OpenAPI 3.1, for `GET /api/openapi.json` and the browsable page. What is in `named`, and each refusal,
 * is written once, as a component, and referred to wherever a route uses it.
 */
export function makeOpenApi(tables: Record<string, RouteTable>, named: Record<string, Schema>) {
  const paths: ZodOpenApiPathsObject = {}
  const refusals = new Map<string, ZodOpenApiResponseObject>()
  for (const [domain, table] of Object.entries(tables))
    for (const [name, route] of Object.entries(table)) {
      const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}')
      const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
      paths[path] = { ...paths[path], [method]: operationOf(domain, name, route, refusals) }
    }
  const document = {
    openapi: '3.1.0',
    info: {
      title: '指尖办',
      version: '1',
      description: 'One entrance to the public services of 渝中区. /api/v1 only grows.'
    },
    paths,
    components: {
      schemas: { Error: ERROR_SCHEMA, ...named },
      responses: Object.fromEntries([...refusals].sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'zjb_session' }
      }
    }
  } as const satisfies ZodOpenApiObject
  // replies grow: a client that refuses a field it does not know would break on the next one
  return createDocument(document, {
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    }
  })
}

const ERROR_SCHEMA = {
  type: 'object' as const,
  required: ['error', 'message', 'requestId'],
  properties: {
    error: { type: 'string' as const, enum: Object.keys(ERRORS) },
    message: { type: 'string' as const },
    requestId: { type: 'string' as const },
    fields: { type: 'object' as const, additionalProperties: { type: 'string' as const } }
  }
}

const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[]

/** What a route may refuse, by status; the codes of one status are one component, named by them in the order of the table. */
function refusalsOf(route: Route, refusals: Map<string, ZodOpenApiResponseObject>) {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of ERROR_CODES.filter((one) => [...route.errors, ...COMMON_ERRORS].includes(one)))
    byStatus.set(ERRORS[code].status, [...(byStatus.get(ERRORS[code].status) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const name = codes.join('.')
      refusals.set(name, {
        description: codes.map((code) => `${code}: ${ERRORS[code].when}`).join('\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
      })
      return [`${status}`, { $ref: `#/components/responses/${name}` }]
    })
  )
}

function operationOf(
  domain: string,
  name: string,
  route: Route,
  refusals: Map<string, ZodOpenApiResponseObject>
): ZodOpenApiOperationObject {
  return {
    operationId: `${domain}.${name}`,
    tags: [domain],
    summary: route.summary,
    description: `Level: ${route.auth}. Limit: ${route.rate}.${route.audit ? ' Audited.' : ''}`,
    ...(route.auth === 'public' ? {} : { security: [{ bearer: [] }, { cookie: [] }] }),
    requestParams: {
      ...(route.params ? { path: route.params as never } : {}),
      ...(route.query ? { query: route.query as never } : {})
    },
    ...(route.idempotent
      ? {
          parameters: [
            { name: 'Idempotency-Key', in: 'header' as const, required: true, schema: { type: 'string' as const } }
          ]
        }
      : {}),
    ...(route.body ? { requestBody: { content: { 'application/json': { schema: route.body } } } } : {}),
    ...(route.upload ? { requestBody: { content: { 'multipart/form-data': { schema: UPLOAD_SCHEMA } } } } : {}),
    responses: {
      '200': {
        description: 'Done',
        content:
          route.response === 'file'
            ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
            : route.response === 'text'
              ? { 'text/plain': { schema: { type: 'string' } } }
              : { 'application/json': { schema: route.response } }
      },
      ...refusalsOf(route, refusals)
    } as ZodOpenApiOperationObject['responses']
  }
}

const UPLOAD_SCHEMA = {
  type: 'object' as const,
  required: ['file'],
  properties: { file: { type: 'string' as const, format: 'binary' } }
}
