import { DeskPage } from '../../components/desk-page'
import { PlatformCases } from '../../components/platform-cases'
import { PlatformItems } from '../../components/platform-items'

/** 渝快办对接: where the platform and we say different things, about cases and about items. */
export default function PlatformPage() {
  return (
    <DeskPage title='渝快办对接' roles={['clerk', 'reviewer', 'head', 'editor', 'publisher']}>
      {({ roles }) => (
        <>
          {roles.some((role) => role === 'clerk' || role === 'reviewer' || role === 'head') ? <PlatformCases /> : null}
          {roles.some((role) => role === 'editor' || role === 'publisher') ? (
            <PlatformItems mayPropose={roles.includes('editor')} />
          ) : null}
        </>
      )}
    </DeskPage>
  )
}
