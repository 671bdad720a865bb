import { may, type Role } from '#rules/role.ts'
import { consolePaths } from '../paths.ts'
import { ButtonLink } from '../ui/button.tsx'
import { importListWords } from '../words/import-list.ts'
import type { Lang } from '../words/lang.ts'

/** From a list of the register to where it can be taken out, and others brought in. */
export const ImportLink = ({ lang, role }: { lang: Lang; role: Role }) =>
  may(role, 'register.import') ? (
    <ButtonLink href={consolePaths.imports()}>{importListWords[lang].title}</ButtonLink>
  ) : null
