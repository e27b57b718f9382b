import type * as z from 'zod/mini'
import * as core from 'zod/v4/core'

/**
 * The same schema with zod's compiled objects: zod/mini, which the phone bundles, reads objects key by key and takes five
 * times as long. Same checks, same errors, unknown keys dropped alike.
 */
export function compiledReply<S extends z.ZodMiniType>(schema: S): S {
  return compiled(schema) as S
}

function compiled(schema: core.$ZodType): core.$ZodType {
  const { def } = schema._zod
  if (isObject(def)) {
    // strict, loose and checked objects are left as they are
    if (def.catchall || def.checks?.length) return schema
    const shape = Object.fromEntries(Object.entries(def.shape).map(([key, one]) => [key, compiled(one)]))
    return new core.$ZodObjectJIT({ ...def, shape })
  }
  if (isArray(def) && !def.checks?.length) return new core.$ZodArray({ ...def, element: compiled(def.element) })
  if (isNullable(def)) return new core.$ZodNullable({ ...def, innerType: compiled(def.innerType) })
  return schema
}

const isObject = (def: core.$ZodTypeDef): def is core.$ZodObjectDef => def.type === 'object'
const isArray = (def: core.$ZodTypeDef): def is core.$ZodArrayDef => def.type === 'array'
const isNullable = (def: core.$ZodTypeDef): def is core.$ZodNullableDef => def.type === 'nullable'
