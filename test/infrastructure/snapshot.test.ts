import { expect, it } from "vitest";
import { stubbedApp, synthesise } from "./synthesis.ts";

/**
 * The whole template, so that a change to it, or by a new version of the CDK, is seen and approved in review. The code
 * of the functions and the package's version are left out: they change with every commit.
 */
it.each(Object.entries(synthesise(stubbedApp())))("the %s stack is what was approved", async (name, template) => {
  const text = JSON.stringify(template, null, 2)
    .replaceAll(/\b[0-9a-f]{64}\.zip\b/g, "<code>.zip")
    .replaceAll(/("Version": \{\s+"Value": )"[^"]+"/g, '$1"<version>"');
  await expect(`${text}\n`).toMatchFileSnapshot(`templates/${name}.json.snap`);
});
