import type { Member } from '#schema/tenant/member.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { writeNotice } from '../queries/notice.ts'

type Addressee = Pick<Member, 'id' | 'version' | 'email' | 'name' | 'lang'>

/** Tells a member that the password is another one now: whoever did not change it themselves can still act. */
export async function passwordChangedMail({ db, tenant, now }: PublicScope, member: Addressee): Promise<Statement[]> {
  const key = await hashOf(`${tenant.id} password_changed ${member.id} ${member.version}`)
  return [
    writeNotice(db, {
      key,
      recipient: member.email,
      template: 'password_changed',
      lang: member.lang,
      data: { name: member.name, at: now.getTime() },
      subject: member.id,
      createdAt: now,
      generation: tenant.generation,
    }),
  ]
}
