/** What a function's thread and its owner say to each other. */
import { type Endpoints } from "./emulators.ts";
import { type RequestCounts } from "./requests.ts";

/** Given to the thread when it starts. */
export interface LambdaThreadData {
  /** Path of the module that holds the handler. */
  module: string;
  /** Name of the exported handler. */
  export: string;
  functionName: string;
  functionArn: string;
  memory: number;
  endpoints: Endpoints;
}

/** One invocation asked of the thread. */
export interface InvocationRequest {
  requestId: string;
  event: unknown;
  /** When the function times out, in milliseconds since the epoch. */
  deadline: number;
}

/** The first thing that a thread says: its module is loaded. */
export const READY = "ready";

/** How an invocation ended, in the thread's words. */
export interface InvocationAnswer {
  /** What the handler returned, as JSON; absent when it returned nothing. */
  payload?: string | undefined;
  /** Why it failed. */
  error?: string;
  /** The requests it made to the local cloud. */
  requests: RequestCounts;
}
