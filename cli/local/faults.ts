/** A seam to break functions on purpose: tests use it to crash before and after a handler, a lab to shake a night. */

/** One invocation about to run, or that has just run. */
export interface Invocation {
  functionName: string;
  requestId: string;
  event: unknown;
}

/**
 * What happens to an invocation. `before` runs ahead of the handler, `after` once the handler has done its work and
 * before its answer is known: a fault there is a crash whose effects remain.
 *
 * - return nothing: the invocation goes on (an awaited pause in the hook delays it);
 * - throw: the invocation fails, as if the handler had thrown;
 * - return `"kill"`: the function's thread is ended.
 */
export interface Interceptor {
  before?(invocation: Invocation): InterceptorAnswer;
  after?(invocation: Invocation): InterceptorAnswer;
  /** How many times besides the same batch is delivered at once: what these answer is lost. Default: never. */
  again?(invocation: Pick<Invocation, "functionName" | "event">): number;
}

export type InterceptorAnswer = "kill" | void | Promise<"kill" | void>;

/** The interceptors in force. */
export class Faults {
  readonly #interceptors = new Set<Interceptor>();

  /** Adds an interceptor; returns what removes it. */
  intercept(interceptor: Interceptor): () => void {
    this.#interceptors.add(interceptor);
    return () => void this.#interceptors.delete(interceptor);
  }

  /** Runs the interceptors of one moment, in the order they were added. @internal */
  async run(moment: "before" | "after", invocation: Invocation): Promise<"kill" | undefined> {
    for (const interceptor of this.#interceptors) {
      if ((await interceptor[moment]?.(invocation)) === "kill") return "kill";
    }
    return undefined;
  }

  /** How many more times a batch is delivered. @internal */
  again(invocation: Pick<Invocation, "functionName" | "event">): number {
    return [...this.#interceptors].reduce((sum, interceptor) => sum + (interceptor.again?.(invocation) ?? 0), 0);
  }

  get empty(): boolean {
    return this.#interceptors.size === 0;
  }
}
