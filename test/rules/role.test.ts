import { describe, expect, test } from 'vitest'
import { decideDisabling, decideEnabling, decideInvitation, decideRoleChange } from '#rules/member.ts'
import { may, mayManage, type Permission, permissions, type Role, roles } from '#rules/role.ts'
import { deviceOf, newSessionTimes, sessionLeftMs, touchedSession } from '#rules/session.ts'

/** Who may do what, written out: a right added by accident makes this red. */
const matrix: Record<Permission, Role[]> = {
  'requests.read': ['owner', 'admin', 'supervisor', 'agent', 'engineer', 'sales'],
  'requests.create': ['owner', 'admin', 'supervisor', 'agent', 'sales'],
  'requests.answer': ['owner', 'admin', 'supervisor', 'agent', 'engineer'],
  'requests.triage': ['owner', 'admin', 'supervisor', 'agent'],
  'requests.assign': ['owner', 'admin', 'supervisor', 'agent'],
  'requests.pause': ['owner', 'admin', 'supervisor', 'agent', 'engineer'],
  'requests.arrive': ['owner', 'admin', 'supervisor', 'engineer'],
  'requests.resolve': ['owner', 'admin', 'supervisor', 'agent', 'engineer'],
  'requests.reopen': ['owner', 'admin', 'supervisor', 'agent'],
  'requests.cancel': ['owner', 'admin', 'supervisor', 'agent'],
  'requests.release': ['owner', 'admin', 'supervisor', 'agent'],
  'coverage.cause': ['owner', 'admin', 'supervisor', 'agent', 'engineer'],
  'coverage.override': ['owner', 'admin', 'supervisor'],
  'register.read': ['owner', 'admin', 'supervisor', 'agent', 'engineer', 'sales'],
  'register.edit': ['owner', 'admin', 'supervisor', 'agent', 'sales'],
  'register.merge': ['owner', 'admin', 'supervisor'],
  'register.import': ['owner', 'admin', 'supervisor'],
  'register.export': ['owner', 'admin', 'supervisor'],
  'contracts.edit': ['owner', 'admin', 'supervisor', 'sales'],
  'renewals.work': ['owner', 'admin', 'supervisor', 'agent', 'sales'],
  'consents.edit': ['owner', 'admin', 'supervisor', 'agent', 'sales'],
  'notices.read': ['owner', 'admin', 'supervisor', 'agent', 'sales'],
  'notices.release': ['owner', 'admin', 'supervisor'],
  'channels.manage': ['owner', 'admin'],
  'policy.read': ['owner', 'admin', 'supervisor', 'agent', 'engineer', 'sales'],
  'policy.edit': ['owner', 'admin'],
  'policy.publish': ['owner', 'admin'],
  'calendar.edit': ['owner', 'admin', 'supervisor'],
  'members.read': ['owner', 'admin', 'supervisor'],
  'members.manage': ['owner', 'admin'],
  'settings.edit': ['owner', 'admin'],
  'audit.read': ['owner', 'admin', 'supervisor'],
  'account.own': ['owner', 'admin', 'supervisor', 'agent', 'engineer', 'sales'],
}

test('each role may do what the matrix says, and nothing else', () => {
  for (const permission of permissions)
    expect([permission, roles.filter((role) => may(role, permission))]).toEqual([permission, matrix[permission]])
})

test('only an owner manages an owner; nobody below an administrator manages anybody', () => {
  for (const actor of roles)
    for (const subject of roles) {
      const allowed = actor === 'owner' || (actor === 'admin' && subject !== 'owner')
      expect([actor, subject, mayManage(actor, subject)]).toEqual([actor, subject, allowed])
    }
})

describe('a change of a member', () => {
  const person = (role: Role, id = role as string) => ({ id, role, joinedAt: new Date(0), disabledAt: null })
  const at = new Date(0)

  test('makes nobody more than the one who makes it', () => {
    expect(decideRoleChange(person('admin'), person('sales'), 'owner', 1)).toMatchObject({
      reason: 'not_yours_to_change',
    })
    expect(decideRoleChange(person('admin'), person('owner'), 'sales', 1)).toMatchObject({
      reason: 'not_yours_to_change',
    })
    expect(decideRoleChange(person('owner'), person('sales'), 'owner', 1)).toMatchObject({ allowed: true })
    expect(decideRoleChange(person('supervisor'), person('sales'), 'agent', 1)).toMatchObject({ allowed: false })
  })

  test('leaves an owner', () => {
    const owner = person('owner')
    expect(decideRoleChange(owner, owner, 'admin', 0)).toMatchObject({ reason: 'last_owner' })
    expect(decideRoleChange(owner, owner, 'owner', 0)).toMatchObject({ allowed: true })
    expect(decideRoleChange(owner, owner, 'admin', 1)).toMatchObject({ allowed: true })
    expect(decideDisabling(person('owner', 'x'), owner, 0)).toMatchObject({ reason: 'last_owner' })
    expect(decideDisabling(person('owner', 'x'), owner, 1)).toMatchObject({ allowed: true })
  })

  test('disables neither oneself nor somebody who never joined, and enables only whom one may manage', () => {
    expect(decideDisabling(person('admin'), person('admin'), 1)).toMatchObject({ reason: 'yourself' })
    expect(decideDisabling(person('admin'), { ...person('sales'), joinedAt: null }, 1)).toMatchObject({
      reason: 'not_joined',
    })
    expect(decideEnabling(person('admin'), { ...person('owner'), disabledAt: at })).toMatchObject({ allowed: false })
    expect(decideEnabling(person('owner'), { ...person('owner'), disabledAt: at })).toMatchObject({ allowed: true })
  })

  test('an invitation wants a proved inviter, a role that is theirs to give, and somebody new', () => {
    const admin = { role: 'admin', emailVerifiedAt: at } as const
    expect(decideInvitation({ ...admin, emailVerifiedAt: null }, 'sales', undefined)).toMatchObject({
      reason: 'unverified',
    })
    expect(decideInvitation(admin, 'owner', undefined)).toMatchObject({ reason: 'role_not_yours' })
    expect(decideInvitation(admin, 'sales', { role: 'owner', joinedAt: null })).toMatchObject({
      reason: 'role_not_yours',
    })
    expect(decideInvitation(admin, 'sales', { role: 'sales', joinedAt: at })).toMatchObject({ reason: 'member_exists' })
    expect(decideInvitation(admin, 'sales', { role: 'agent', joinedAt: null })).toMatchObject({ allowed: true })
  })
})

describe('a session', () => {
  const hour = 3_600_000
  const start = new Date('2026-05-01T00:00:00Z')
  const later = (ms: number) => new Date(start.getTime() + ms)

  test('moves on with use and never past its end', () => {
    const session = newSessionTimes('agent', start)
    expect(touchedSession(session, 'agent', later(1.2 * hour - 1))).toBeUndefined()
    expect(touchedSession(session, 'agent', later(1.2 * hour))).toEqual({
      lastSeenAt: later(1.2 * hour),
      expiresAt: later(13.2 * hour),
    })
    expect(touchedSession(session, 'agent', later(719 * hour))!.expiresAt).toEqual(session.endsAt)
  })

  test('of somebody made an administrator meanwhile has an administrator’s limits', () => {
    const session = newSessionTimes('agent', start)
    expect(sessionLeftMs(session, 'agent', later(8 * hour))).toBe(4 * hour)
    expect(sessionLeftMs(session, 'admin', later(8 * hour))).toBe(0)
    const used = { ...session, lastSeenAt: later(7 * 24 * hour - 1), expiresAt: session.endsAt }
    expect(sessionLeftMs(used, 'admin', later(7 * 24 * hour - 1))).toBe(1)
  })

  test('tells its browser and system by their names', () => {
    const chrome =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'
    expect(deviceOf(chrome)).toBe('Chrome, Windows')
    expect(deviceOf(`${chrome} Edg/140.0`)).toBe('Edge, Windows')
    expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Mobile Safari/604.1')).toBe('Safari, iPhone')
    expect(deviceOf('Mozilla/5.0 (Linux; Android 16) Chrome/140 MicroMessenger/8.0')).toBe('WeChat, Android')
    expect(deviceOf('curl/8.0')).toBe('')
  })
})
