import { type Material, materialsRoutes } from '@shared/contract/materials'
import { civilDateAt } from '@shared/values/civil-date'
import { maskName } from '@shared/values/person-name'
import { bind } from '../../../platform/http/mount'
import { DONE, isRefused } from '../../../platform/http/refused'
import type { Catalogue } from '../catalogue'
import type { MyMaterials, OpenedMaterial } from './my-materials'

export const bindMaterials = (materials: MyMaterials, catalogue: Catalogue) => {
  const nameOf = (serviceId: string) => catalogue.definition(serviceId)?.guide.name ?? '已下线的事项'
  const present = ({ row, kind, holder, fileName, expired, uses }: OpenedMaterial): Material => ({
    id: row.id,
    fileId: row.file_id,
    document: row.document,
    name: kind?.name ?? '其他材料',
    holder: holder && maskName(holder.name),
    fileName,
    type: row.type,
    bytes: row.bytes,
    expires: kind?.expires ?? false,
    validUntil: row.valid_until,
    expired,
    from: { serviceName: nameOf(row.service_id), on: civilDateAt(row.handed_in_at) },
    uses: uses.map(({ service_id, used_at }) => ({ serviceName: nameOf(service_id), on: civilDateAt(used_at) }))
  })
  return bind('materials', materialsRoutes, {
    listMaterials: async ({ query }, { caller }) => {
      const items = await materials.list(caller, query.document ?? null)
      return isRefused(items) ? items : { items: items.map(present) }
    },
    useMaterial: async ({ params, body }, { caller }) => materials.use(caller, params.materialId, body),
    dateMaterial: async ({ params, body }, { caller }) => {
      const dated = await materials.date(caller, params.materialId, body.validUntil)
      return isRefused(dated) ? dated : present(dated)
    },
    forgetMaterial: async ({ params }, { caller }) => {
      const forgotten = await materials.forget(caller, params.materialId)
      return isRefused(forgotten) ? forgotten : DONE
    },
    dateFile: async ({ params, body }, { caller }) => materials.dateFile(caller, params.fileId, body.validUntil)
  })
}
