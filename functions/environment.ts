/**
 * Reads a variable that the stack injects. Read once, when the function starts: a missing one fails the first
 * invocation with its name instead of a call to `undefined` later.
 *
 * @throws when it is not set.
 */
export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set: the stack must inject it (cdk/)`);
  return value;
}

/** {@link variable} as a whole number of milliseconds. */
export function milliseconds(name: string): number {
  const value = Number(variable(name));
  if (!Number.isSafeInteger(value) || value <= 0)
    throw new Error(`the environment variable ${name} is not a positive whole number`);
  return value;
}
