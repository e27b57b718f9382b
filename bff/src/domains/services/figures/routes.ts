import { deskFiguresRoutes } from '@shared/contract/desk-figures'
import type { Guide } from '@shared/contract/guide'
import type { Db } from '../../../platform/db/db'
import { bind } from '../../../platform/http/mount'
import type { Satisfaction } from '../port'
import { figuresOf } from './figures'
import { countOnTime } from './store'

interface Deps {
  db: Db
  guides(): Guide[]
  satisfaction: Satisfaction
}

export const bindDeskFigures = ({ db, guides, satisfaction }: Deps) =>
  bind('deskFigures', deskFiguresRoutes, {
    showDeskFigures: async () => ({
      figures: figuresOf({ guides: guides(), onTime: await countOnTime(db), ratings: await satisfaction() })
    })
  })
