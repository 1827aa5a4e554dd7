/** What the SDK throws, as far as the adapters judge it. */
interface Failure {
  readonly name?: string;
  /** Network errors: `ECONNRESET`… */
  readonly code?: string;
  readonly $fault?: "client" | "server";
  readonly $retryable?: object;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const NETWORK_CODES = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);

const TRANSIENT_NAMES = new Set([
  "TimeoutError",
  "RequestTimeout",
  "RequestLimitExceeded",
  "RequestThrottled",
  "Throttling",
  "ThrottlingException",
  "Throttled",
  "ThrottledException",
  "TooManyRequestsException",
  "ProvisionedThroughputExceededException",
  "SlowDown",
]);

/**
 * Whether the same call may succeed later, the SDK's own attempts being spent: throttling, a server's fault, the
 * network. All else (access denied, no such table, a malformed request, a defect of ours) will fail again and must be seen.
 */
export function isTransient(error: unknown): boolean {
  const { name, code, $fault, $retryable, $metadata }: Failure =
    typeof error === "object" && error !== null ? error : {};
  return (
    $fault === "server" ||
    $retryable !== undefined ||
    $metadata?.httpStatusCode === 429 ||
    ($metadata?.httpStatusCode ?? 0) >= 500 ||
    NETWORK_CODES.has(code ?? "") ||
    TRANSIENT_NAMES.has(name ?? "")
  );
}

/** Runs a conditional write. @returns whether its condition held. @throws every other failure. */
export async function conditionally(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
    throw error;
  }
}
