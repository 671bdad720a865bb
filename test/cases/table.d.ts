declare module '*.csv' {
  /** Its bytes in base64. */
  const table: string
  export default table
}
