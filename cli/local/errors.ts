/**
 * An error of the local cloud: what is wrong, where, what was expected and what to do about it.
 *
 * Codes are stable and listed in docs/local-cloud.md.
 */
export class LocalCloudError extends Error {
  override readonly name = "LocalCloudError";
  readonly code: LocalCloudErrorCode;
  /** Where: a template path such as `vingt-heures-data/Resources/Queue/Properties/RedrivePolicy`, a file, a package. */
  readonly place: string;

  constructor(code: LocalCloudErrorCode, place: string, message: string, options?: ErrorOptions) {
    super(`${code} ${place}: ${message}`, options);
    this.code = code;
    this.place = place;
  }
}

export type LocalCloudErrorCode =
  /** The cloud assembly is missing or is not one. */
  | "LC-ASSEMBLY"
  /** The CDK application failed. */
  | "LC-SYNTHESIS"
  /** A function's bundle is missing. */
  | "LC-BUNDLE"
  /** An intrinsic function is unknown or malformed. */
  | "LC-INTRINSIC"
  /** A Ref, Fn::GetAtt or condition names something that has no local value. */
  | "LC-REFERENCE"
  /** Fn::ImportValue names an export that no template has. */
  | "LC-IMPORT"
  /** A property has a value that AWS would refuse. */
  | "LC-PROPERTY"
  /** An emulator did not start, or refused a request. */
  | "LC-EMULATOR";
