import { dirname, join } from "node:path";
import { AssetHashType, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { buildSync } from "esbuild";

/**
 * The function's code: `entry` and all it imports, the SDK included, as one minified ES module `index.mjs`. The SDK that
 * comes with the runtime is neither pinned nor tree-shaken, and loads slower than these few hundred kilobytes.
 *
 * The asset is named by the hash of what came out, so the same sources give the same template on every machine.
 *
 * @param entry absolute path of the handler's source.
 * @throws esbuild's failure, with its place, when the sources do not bundle.
 */
export function bundle(entry: string): Code {
  return Code.fromAsset(dirname(entry), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Demanded by the type; never pulled, because the local bundling below always answers.
      image: DockerImage.fromRegistry("none"),
      local: {
        tryBundle(outputDirectory) {
          buildSync({
            entryPoints: [entry],
            outfile: join(outputDirectory, "index.mjs"),
            bundle: true,
            platform: "node",
            target: "node24",
            format: "esm",
            mainFields: ["module", "main"],
            minify: true,
            treeShaking: true,
            legalComments: "none",
            logLevel: "error",
            // CommonJS packages inside an ES module still ask for Node's own modules through `require`.
            banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
          });
          return true;
        },
      },
    },
  });
}
