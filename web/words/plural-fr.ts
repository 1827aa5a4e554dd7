/** French counts one for what is below two. */
export const plural = (count: number, one: string, many: string): string => (count < 2 ? one : many);
