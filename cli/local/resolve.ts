import { LocalCloudError } from "./errors.ts";
import { type CfnResource, type CfnTemplate, type CfnValue } from "./template.ts";

/** The account number that every local ARN carries; the emulators use it too. */
export const ACCOUNT = "000000000000";

/** One stack: a name and its template. */
export interface Stack {
  name: string;
  template: CfnTemplate;
}

/** What a resource that exists locally answers to Ref and Fn::GetAtt. */
export interface Identity {
  ref: string;
  attributes: Readonly<Record<string, string>>;
}

/** Names a resource; `undefined` when the local cloud does not make that type of resource. */
export type Identify = (stack: Stack, logicalId: string, resource: CfnResource) => Identity | undefined;

/** `undefined` is AWS::NoValue: the property is as if it had not been written. */
type Resolved = CfnValue | undefined;

/**
 * Computes the values of several templates that may import from one another.
 *
 * Physical names are known before anything is created, so values are computed on demand and in any order.
 * @throws LocalCloudError LC-INTRINSIC, LC-REFERENCE or LC-IMPORT, with the path of the faulty value.
 */
export class Resolver {
  readonly #stacks: readonly Stack[];
  readonly #region: string;
  readonly #identify: Identify;
  readonly #exports = new Map<string, { stack: Stack; value: CfnValue; place: string }>();

  constructor(stacks: readonly Stack[], region: string, identify: Identify) {
    this.#stacks = stacks;
    this.#region = region;
    this.#identify = identify;
    for (const stack of stacks) {
      for (const [key, output] of Object.entries(stack.template.Outputs ?? {})) {
        if (!output.Export) continue;
        const place = `${stack.name}/Outputs/${key}`;
        const name = this.#text(stack, output.Export.Name, `${place}/Export/Name`);
        this.#exports.set(name, { stack, value: output.Value, place });
      }
    }
  }

  /** The resources of every stack whose condition holds. */
  *resources(): Generator<{ stack: Stack; logicalId: string; resource: CfnResource; place: string }> {
    for (const stack of this.#stacks) {
      for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
        const place = `${stack.name}/Resources/${logicalId}`;
        if (resource.Condition && !this.#named(stack, resource.Condition, `${place}/Condition`)) continue;
        yield { stack, logicalId, resource, place };
      }
    }
  }

  /** The value of one property, or `undefined` when it is absent or AWS::NoValue. */
  property(stack: Stack, logicalId: string, name: string): Resolved {
    const value = stack.template.Resources[logicalId]?.Properties?.[name];
    return value === undefined
      ? undefined
      : this.#value(stack, value, `${stack.name}/Resources/${logicalId}/Properties/${name}`);
  }

  /**
   * Every output of every stack, by its key. An output that speaks of something the local cloud does not make
   * (a CloudFront domain, a role's ARN) is left out: nothing here could answer to it.
   */
  outputs(): Record<string, string> {
    const outputs: Record<string, string> = {};
    for (const stack of this.#stacks) {
      for (const [key, output] of Object.entries(stack.template.Outputs ?? {})) {
        const place = `${stack.name}/Outputs/${key}`;
        if (output.Condition && !this.#named(stack, output.Condition, place)) continue;
        try {
          outputs[key] = this.#text(stack, output.Value, place);
        } catch (error) {
          if (!(error instanceof UnmadeResource)) throw error;
        }
      }
    }
    return outputs;
  }

  #value(stack: Stack, value: CfnValue, place: string): Resolved {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) {
      return value
        .map((item, index) => this.#value(stack, item, `${place}/${index}`))
        .filter((item) => item !== undefined);
    }
    const keys = Object.keys(value);
    const [key] = keys;
    if (keys.length === 1 && key !== undefined && (key === "Ref" || key.startsWith("Fn::"))) {
      return this.#intrinsic(stack, key, value[key] as CfnValue, `${place}/${key}`);
    }
    const result: Record<string, CfnValue> = {};
    for (const [name, item] of Object.entries(value)) {
      const resolved = this.#value(stack, item, `${place}/${name}`);
      if (resolved !== undefined) result[name] = resolved;
    }
    return result;
  }

  #intrinsic(stack: Stack, name: string, argument: CfnValue, place: string): Resolved {
    switch (name) {
      case "Ref":
        return this.#ref(stack, this.#string(argument, place), place);
      case "Fn::GetAtt": {
        const path = typeof argument === "string" ? argument.split(".") : this.#texts(stack, argument, place);
        return this.#attribute(stack, path[0] ?? "", path.slice(1).join("."), place);
      }
      case "Fn::Sub":
        return this.#substitute(stack, argument, place);
      case "Fn::Join": {
        const [separator, parts] = this.#list(stack, argument, 2, place);
        return this.#texts(stack, parts as CfnValue, place).join(this.#string(separator as CfnValue, place));
      }
      case "Fn::Split": {
        const [separator, text] = this.#texts(stack, argument, place, 2);
        return (text as string).split(separator as string);
      }
      case "Fn::Select": {
        const [index, items] = this.#list(stack, argument, 2, place);
        const item = Array.isArray(items) ? items[Number(index)] : undefined;
        if (item === undefined) throw malformed(place, "an index within a list");
        return item;
      }
      case "Fn::FindInMap": {
        const [map, first, second] = this.#texts(stack, argument, place, 3) as [string, string, string];
        const found = stack.template.Mappings?.[map]?.[first]?.[second];
        if (found === undefined)
          throw new LocalCloudError("LC-REFERENCE", place, `no mapping ${map}.${first}.${second}.`);
        return found;
      }
      case "Fn::ImportValue":
        return this.#import(this.#text(stack, argument, place), place);
      case "Fn::If": {
        if (!Array.isArray(argument) || argument.length !== 3) throw malformed(place, "[condition, value, value]");
        const [condition, yes, no] = argument as [CfnValue, CfnValue, CfnValue];
        const holds = this.#named(stack, this.#string(condition, place), place);
        return this.#value(stack, holds ? yes : no, `${place}/${holds ? 1 : 2}`);
      }
      default:
        throw new LocalCloudError(
          "LC-INTRINSIC",
          place,
          `the local cloud does not know ${name}; write the value in another way.`,
        );
    }
  }

  #ref(stack: Stack, name: string, place: string): Resolved {
    switch (name) {
      case "AWS::NoValue":
        return undefined;
      case "AWS::Region":
        return this.#region;
      case "AWS::AccountId":
        return ACCOUNT;
      case "AWS::Partition":
        return "aws";
      case "AWS::URLSuffix":
        return "amazonaws.com";
      case "AWS::StackName":
        return stack.name;
      case "AWS::StackId":
        return `arn:aws:cloudformation:${this.#region}:${ACCOUNT}:stack/${stack.name}/local`;
    }
    const parameter = stack.template.Parameters?.[name];
    if (parameter) {
      if (parameter.Default !== undefined) return parameter.Default;
      throw new LocalCloudError(
        "LC-REFERENCE",
        place,
        `parameter ${name} has no default, and none can be given locally; give it one.`,
      );
    }
    const resource = stack.template.Resources[name];
    if (!resource)
      throw new LocalCloudError(
        "LC-REFERENCE",
        place,
        `${name} is neither a resource nor a parameter of this template.`,
      );
    const identity = this.#identify(stack, name, resource);
    if (!identity) throw new UnmadeResource(place, name, resource.Type);
    return identity.ref;
  }

  #attribute(stack: Stack, logicalId: string, attribute: string, place: string): string {
    const resource = stack.template.Resources[logicalId];
    if (!resource) throw new LocalCloudError("LC-REFERENCE", place, `${logicalId} is not a resource of this template.`);
    const identity = this.#identify(stack, logicalId, resource);
    if (!identity) throw new UnmadeResource(place, logicalId, resource.Type);
    const value = identity.attributes[attribute];
    if (value === undefined) {
      const known = Object.keys(identity.attributes).join(", ");
      throw new LocalCloudError(
        "LC-REFERENCE",
        place,
        `${resource.Type} has no attribute ${attribute} locally (known: ${known}).`,
      );
    }
    return value;
  }

  #substitute(stack: Stack, argument: CfnValue, place: string): string {
    const [pattern, given] = Array.isArray(argument) ? argument : [argument, {}];
    if (typeof pattern !== "string" || given === null || typeof given !== "object" || Array.isArray(given)) {
      throw malformed(place, "a text, or [text, variables]");
    }
    const variables: Record<string, CfnValue> = given;
    return pattern.replaceAll(/\$\{(!?)([^}]+)\}/g, (whole: string, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const variable = variables[name];
      if (variable !== undefined) return this.#text(stack, variable, `${place}/${name}`);
      const at = name.indexOf(".");
      if (at > 0) return this.#attribute(stack, name.slice(0, at), name.slice(at + 1), `${place}/${whole}`);
      return this.#string(this.#ref(stack, name, `${place}/${whole}`), place);
    });
  }

  #import(name: string, place: string): Resolved {
    const exported = this.#exports.get(name);
    if (exported) return this.#value(exported.stack, exported.value, exported.place);
    throw new LocalCloudError(
      "LC-IMPORT",
      place,
      `no template exports ${name}; load the stack that does, in the same assembly.`,
    );
  }

  /** A named condition of the template. */
  #named(stack: Stack, name: string, place: string): boolean {
    const condition = stack.template.Conditions?.[name];
    if (condition === undefined) throw new LocalCloudError("LC-REFERENCE", place, `no condition is called ${name}.`);
    return this.#condition(stack, condition, `${stack.name}/Conditions/${name}`);
  }

  #condition(stack: Stack, condition: CfnValue, place: string): boolean {
    if (condition !== null && typeof condition === "object" && !Array.isArray(condition)) {
      const [[name, argument] = ["", null]] = Object.entries(condition);
      const inner = (): boolean[] =>
        (Array.isArray(argument) ? argument : []).map((item, index) =>
          this.#condition(stack, item, `${place}/${name}/${index}`),
        );
      switch (name) {
        case "Condition":
          return this.#named(stack, this.#string(argument, place), place);
        case "Fn::Equals": {
          const [left, right] = this.#texts(stack, argument, place, 2);
          return left === right;
        }
        case "Fn::And":
          return inner().every(Boolean);
        case "Fn::Or":
          return inner().some(Boolean);
        case "Fn::Not":
          return inner()[0] === false;
      }
    }
    throw malformed(place, "Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition");
  }

  #list(stack: Stack, argument: CfnValue, length: number, place: string): CfnValue[] {
    const list = this.#value(stack, argument, place);
    if (!Array.isArray(list) || list.length !== length) throw malformed(place, `a list of ${length}`);
    return list;
  }

  #texts(stack: Stack, argument: CfnValue, place: string, length?: number): string[] {
    const list = this.#value(stack, argument, place);
    if (!Array.isArray(list) || (length !== undefined && list.length !== length))
      throw malformed(place, "a list of texts");
    return list.map((item) => this.#string(item, place));
  }

  #text(stack: Stack, value: CfnValue, place: string): string {
    return this.#string(this.#value(stack, value, place), place);
  }

  #string(value: Resolved, place: string): string {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw malformed(place, "a text");
  }
}

/** A value that speaks of a resource the local cloud does not make. */
class UnmadeResource extends LocalCloudError {
  constructor(place: string, logicalId: string, type: string) {
    super(
      "LC-REFERENCE",
      place,
      `${logicalId} is a ${type}, which has no local counterpart; it cannot be referred to from here.`,
    );
  }
}

function malformed(place: string, expected: string): LocalCloudError {
  return new LocalCloudError("LC-INTRINSIC", place, `malformed; expected ${expected}.`);
}
