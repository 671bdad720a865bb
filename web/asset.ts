import assets from '#build/assets.json' with { type: 'json' }

export type AssetName = keyof typeof assets

type Island<Name> = Name extends `${infer Island}.js` ? Island : never

/** The name of a file in web/islands, without its ending. */
export type IslandName = Island<AssetName>

/** The hashed URL of a compiled style, island or icon. */
export const asset = (name: AssetName): string => assets[name].url
