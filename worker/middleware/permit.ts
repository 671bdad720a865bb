import { createMiddleware } from 'hono/factory'
import { may, type Permission } from '#rules/role.ts'
import { Forbidden } from '#tenants/errors.ts'
import type { ConsoleApp } from './context.ts'

export const permit = (permission: Permission) =>
  createMiddleware<ConsoleApp>(async (c, next) => {
    if (!may(c.var.actor.role, permission)) throw new Forbidden(permission)
    await next()
  })
