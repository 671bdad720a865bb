import { writtenZip } from '#rules/spreadsheet-written-zip.ts'
import { deflation } from '#worker/platform/deflation.ts'

/** A workbook as Excel writes it: shared texts, marks inside a text, dates by number format, formulas with their last value. */
export type Parts = Record<string, string>

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const excelParts = (rows: string, more: Parts = {}): Parts => ({
  '_rels/.rels': `${head}<Relationships><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${relation}"><workbookPr defaultThemeVersion="124226"/><sheets><sheet name="台账" sheetId="1" r:id="rId1"/><sheet name="隐藏" sheetId="2" state="hidden" r:id="rId9"/><sheet name="第二张" sheetId="3" r:id="rId4"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${relation}/styles" Target="/xl/styles.xml"/><Relationship Id="rId4" Type="${relation}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
  'xl/sharedStrings.xml': `${head}<sst ${main} count="4" uniqueCount="4"><si><t>客户名称</t></si><si><r><rPr><b/></rPr><t>杭州</t></r><r><t xml:space="preserve"> 示例 &amp; 公司</t></r><rPh sb="0" eb="2"><t>hangzhou</t></rPh></si><si><t/></si><si><t>a_x000D_
b</t></si></sst>`,
  'xl/styles.xml': `${head}<styleSheet ${main}><numFmts count="3"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="00000"/><numFmt numFmtId="178" formatCode="[Red]#,##0.00&quot;day&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `${head}<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`,
  'xl/worksheets/sheet2.xml': `${head}<worksheet ${main}><sheetData><row><c t="str"><v>二</v></c></row></sheetData></worksheet>`,
  ...more,
})

export const workbookOf = (parts: Parts) =>
  writtenZip(
    Object.entries(parts).map(([name, text]) => ({ name, content: new TextEncoder().encode(text) })),
    deflation,
  )
