import { expect, test } from 'vitest'
import { langs } from '#rules/lang.ts'
import { packVersion } from '#rules/pack.ts'
import { editableFields } from '#rules/policy-form.ts'
import { ParameterField } from '#web/pages/policy-parameter.tsx'

const { service, staff } = packVersion('TP-HAS', { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' })

test('above the inputs of a parameter its name stands once, and every input has an id of its own', () => {
  for (const lang of langs)
    for (const field of [...service, ...staff].flatMap((clause) => editableFields(clause, lang))) {
      const html = String(<ParameterField {...{ field, lang, posted: null, errors: {} }} />)
      const names = [...html.matchAll(/class="label"[^>]*>([^<]*)</g)].map(([, name]) => name)
      const ids = [...html.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id)
      expect([field.key, names.filter((name) => name === escaped(field.name)).length]).toEqual([field.key, 1])
      expect([field.key, ids.length]).toEqual([field.key, new Set(ids).size])
    }
})

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;')
