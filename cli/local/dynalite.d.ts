declare module "dynalite" {
  import { type Server } from "node:http";

  /** An HTTP server that speaks DynamoDB, in memory; times are in milliseconds. */
  export default function dynalite(options: {
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): Server;
}
