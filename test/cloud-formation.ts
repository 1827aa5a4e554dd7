import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** CloudFormation, as far as DescribeStacks goes: stacks by name, each with its outputs; any other is unknown. */
export async function cloudFormation(
  stacks: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<{ readonly endpoint: string; readonly asked: readonly string[] } & Disposable> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const name = new URLSearchParams(body).get("StackName") ?? "";
      asked.push(name);
      const outputs = stacks[name];
      response.writeHead(outputs === undefined ? 400 : 200, { "content-type": "text/xml" });
      response.end(outputs === undefined ? unknown(name) : described(name, outputs));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const NAMESPACE = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';

function described(name: string, outputs: Readonly<Record<string, string>>): string {
  const members = Object.entries(outputs)
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
    .join("");
  return (
    `<DescribeStacksResponse ${NAMESPACE}><DescribeStacksResult><Stacks><member><StackName>${name}</StackName>` +
    `<StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-22T00:00:00Z</CreationTime>` +
    `<Outputs>${members}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`
  );
}

const unknown = (name: string): string =>
  `<ErrorResponse ${NAMESPACE}><Error><Type>Sender</Type><Code>ValidationError</Code>` +
  `<Message>Stack with id ${name} does not exist</Message></Error></ErrorResponse>`;
