import { describe, expect, test } from 'vitest'
import { signUps } from '#schema/control-plane/tenant.ts'
import { photos } from '#schema/tenant/photo.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { jpeg } from '../cases/photo.ts'
import { openForm, openOffice, send, textOf, typed } from '../report-form.ts'
import { startTown } from './town.ts'

describe('another language keeps what is typed, without a script', () => {
  test('on the sign-up form, all but the password; nothing is set up by it', async () => {
    const town = await startTown()
    const fields = await town.filled()
    const answer = await town.send({ ...fields, language: 'zh-CN' })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([
      200,
      expect.stringMatching(/^__Host-lang=zh-CN;/),
    ])
    const page = await answer.text()
    expect(page).toContain('lang="zh-CN"')
    for (const kept of [fields.companyName, fields.slug, fields.ownerName, fields.email, fields.idempotencyKey])
      expect(page).toContain(`value="${kept}"`)
    expect(page).not.toContain(fields.password)
    expect(textOf(page)).toContain('密码不会写进页面，请重新输入')
    expect(page).not.toContain('error-summary')
    expect(await town.controlPlane().select().from(signUps)).toEqual([])

    const back = await town.send({ ...fields, password: '', language: 'en' })
    expect(textOf(await back.text())).not.toContain('please type it again')
  })

  test('on the report form, photos too; nothing is reported by it, and sending it afterwards is', async () => {
    const { product, acme } = await openOffice()
    const fields = { ...typed, description: '只填了一半', name: '', ...(await openForm(product, acme)) }
    const answer = await send(product, acme, { ...fields, language: 'en' }, { files: [{ bytes: jpeg() }] })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, expect.stringMatching(/^__Host-lang=en;/)])
    const page = await answer.text()
    expect(textOf(page)).toContain('Report a problem')
    expect(page).toContain('只填了一半')
    expect(page).toContain(`value="${fields.idempotencyKey}"`)
    expect(page).toContain('alt="Photo 1"')
    expect(page).not.toContain('error-summary')
    expect(await acme.db.select().from(serviceRequests)).toEqual([])

    expect((await send(product, acme, { ...fields, name: '王芳' })).status).toBe(303)
    expect(await acme.db.select().from(serviceRequests)).toMatchObject([{ description: '只填了一半' }])
    expect(await acme.db.select().from(photos)).toMatchObject([{ requestId: expect.any(String) }])
  })

  test('an unknown language changes nothing: the form is sent', async () => {
    const { product, acme } = await openOffice()
    const fields = { ...typed, ...(await openForm(product, acme)), language: 'xx' }
    expect((await send(product, acme, fields)).status).toBe(303)
  })
})
