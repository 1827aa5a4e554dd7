import { join } from "node:path";
import { Stage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { buildSync } from "esbuild";

/**
 * The function's code: `entry` and all it imports, the SDK included, as one minified ES module `index.mjs` under the
 * cloud assembly. The SDK that comes with the runtime is neither pinned nor tree-shaken, and loads slower.
 *
 * The asset is named by the hash of what came out, so the same sources give the same template on every machine.
 *
 * @param scope the function, whose path in its stack names the folder.
 * @param entry absolute path of the handler's source.
 * @throws esbuild's failure, with its place, when the sources do not bundle.
 */
export function bundle(scope: Construct, entry: string): Code {
  const folder = join(Stage.of(scope)!.outdir, "bundles", scope.node.id);
  buildSync({
    entryPoints: [entry],
    outfile: join(folder, "index.mjs"),
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // The SDK's ES modules can be tree-shaken, its CommonJS cannot.
    mainFields: ["module", "main"],
    minify: true,
    legalComments: "none",
    logLevel: "error",
  });
  return Code.fromAsset(folder);
}
