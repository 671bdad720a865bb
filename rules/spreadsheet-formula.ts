/**
 * Spreadsheets run a CSV cell that begins like a formula. An apostrophe before it makes it text in Excel, WPS and LibreOffice;
 * one that was there already gets a second, so that reading takes away exactly what writing added.
 */
export const neutralised = (text: string) => (startsFormula.test(text) ? `'${text}` : text)

export const asItWas = (cell: string) => (cell.startsWith("'") && startsFormula.test(cell) ? cell.slice(1) : cell)

/** Full-width signs count too: Japanese and Chinese editions take them for the narrow ones. */
const startsFormula = /^'*[=+\-@\t\r\n＝＋－＠]/
