import { intakesRoutes } from '@shared/contract/intakes'
import { maskName } from '@shared/values/person-name'
import { instantText } from '../../../platform/clock/instant-text'
import { bind } from '../../../platform/http/mount'
import { DONE, isRefused } from '../../../platform/http/refused'
import type { Intakes } from './intakes'

type Begun = NonNullable<Awaited<ReturnType<Intakes['resume']>>>['begun']

function present({ row, item, person, situations, sharings }: Begun) {
  const { nameField, certNoField, mobileField } = item.acceptance
  return {
    id: row.id,
    serviceId: item.guide.id,
    serviceName: item.guide.name,
    applicant: maskName(person.name),
    form: item.form,
    fields: { name: nameField, idNumber: certNoField, phone: mobileField },
    situations,
    sharings,
    expiresAt: instantText(row.expires_at)
  }
}

export const bindIntakes = (intakes: Intakes) =>
  bind('intakes', intakesRoutes, {
    listIntakeItems: async (_input, { caller }) => ({ items: intakes.items(caller) }),
    openIntake: async ({ body }, { caller }) => {
      const begun = await intakes.begin(caller, body)
      return isRefused(begun) ? begun : present(begun)
    },
    showOpenIntake: async (_input, { caller }) => {
      const found = await intakes.resume(caller)
      return { open: found && { intake: present(found.begun), work: found.work, revision: found.revision } }
    },
    keepIntakeWork: ({ params, body }, { caller }) => intakes.keep(caller, params.intakeId, body),
    endIntake: async ({ params }, { caller }) => {
      const ended = await intakes.end(caller, params.intakeId)
      return isRefused(ended) ? ended : DONE
    },
    uploadIntakeFile: ({ params, body }, { caller }) => intakes.upload(caller, params.intakeId, body),
    sendIntakeCode: ({ params, body }, { caller, from }) =>
      intakes.sendCode(caller, params.intakeId, body.phone, from.ip),
    handInIntake: async ({ params, body }, { caller, from, once }) => {
      const right = await intakes.takeCode(caller, params.intakeId, body, from.ip)
      return isRefused(right) ? right : once((tx) => intakes.handIn(tx, caller, params.intakeId, body))
    }
  })
