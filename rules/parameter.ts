import type { Parameter } from '#rules/policy-parameter.ts'
import { serviceParameters } from '#rules/policy-parameter-service.ts'
import { staffParameters } from '#rules/policy-parameter-staff.ts'
import { termsParameters } from '#rules/policy-parameter-terms.ts'

/** Everything a policy can set: the 94 parameters of the packs and those a clause of the sources needs beside them. */
export const parameters = { ...serviceParameters, ...termsParameters, ...staffParameters }

export type ParameterKey = keyof typeof parameters
export type ParameterValue<K extends ParameterKey> = (typeof parameters)[K] extends Parameter<infer T> ? T : never
export type ParameterValues = { [K in ParameterKey]: ParameterValue<K> }

export const parameterKeys = Object.keys(parameters) as ParameterKey[]

export const isParameterKey = (key: string): key is ParameterKey => Object.hasOwn(parameters, key)

/** The same parameter for code that goes over all of them and hands each one its own value. */
export const parameterOf = (key: ParameterKey) => parameters[key] as unknown as Parameter<unknown>
