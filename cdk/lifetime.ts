/**
 * What becomes of the data when its stack is deleted. `kept`: tables and bucket outlive the stack, which itself refuses
 * to be deleted. `ephemeral`: everything goes, for rehearsals.
 */
export type Lifetime = "kept" | "ephemeral";
