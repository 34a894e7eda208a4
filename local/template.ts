/** Reads a CloudFormation template: resource types, and the values that its intrinsic functions stand for. */

export type Properties = Readonly<Record<string, unknown>>;
export type Resource = { readonly Type: string; readonly Properties?: Properties; readonly Metadata?: Properties };
export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
};

export const region = 'us-east-1';
export const account = '000000000000';

/** The name of a resource of `service` in the form that AWS gives it. */
export const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;

/** What `Ref` and `Fn::GetAtt` of a resource give. */
export type Names = { readonly ref: string; readonly attributes: Readonly<Record<string, string>> };

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'local',
  'AWS::StackId': arn('cloudformation', 'stack/local/local'),
};

/**
 * Returns the function that replaces intrinsic functions by values, deeply.
 *
 * @param names the resources that run here; others answer with their logical id, since nothing reads them
 * @throws on an intrinsic function that it does not know, naming it
 */
export const resolver = (template: Template, names: ReadonlyMap<string, Names>): ((value: unknown) => unknown) => {
  const reference = (name: string): string => {
    const known = names.get(name)?.ref ?? pseudo[name] ?? template.Parameters?.[name]?.Default;
    if (known !== undefined) return String(known);
    if (name in template.Resources) return name;
    throw new Error(`The template refers to ${name}, which is not in it. 模板引用了不存在的 ${name}。`);
  };
  const attribute = (name: string, key: string): string => {
    const resource = names.get(name);
    if (!resource) return `${reference(name)}.${key}`;
    const value = resource.attributes[key];
    if (value === undefined)
      throw new Error(
        `Local mode does not know the attribute ${key} of ${name} (${template.Resources[name]?.Type}). 本地模式不支持该属性。`,
      );
    return value;
  };
  const substitute = (text: string, own: Properties): string =>
    text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in own) return String(own[name]);
      const [resource = '', ...key] = name.split('.');
      return key.length > 0 ? attribute(resource, key.join('.')) : reference(name);
    });

  const intrinsic = (name: string, given: unknown): unknown => {
    if (name === 'Ref') return given === 'AWS::NoValue' ? undefined : reference(String(given));
    if (name === 'Fn::GetAtt') {
      const [resource = '', ...key] = Array.isArray(given) ? given.map(String) : String(given).split('.');
      return attribute(resource, key.join('.'));
    }
    const value = resolve(given);
    if (name === 'Fn::Sub') {
      const [text, own] = Array.isArray(value) ? value : [value, {}];
      return substitute(String(text), isObject(own) ? own : {});
    }
    if (Array.isArray(value)) {
      const [first, second]: unknown[] = value;
      if (name === 'Fn::Join' && Array.isArray(second)) return second.join(String(first));
      if (name === 'Fn::Split') return String(second).split(String(first));
      if (name === 'Fn::Select' && Array.isArray(second)) return second[Number(first)];
    }
    throw new Error(
      `Local mode does not know the intrinsic function ${name}: ${JSON.stringify(given)}. 本地模式不支持该内部函数。`,
    );
  };

  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve).filter((one) => one !== undefined);
    if (!isObject(value)) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (only && entries.length === 1 && (only[0] === 'Ref' || only[0].startsWith('Fn::')))
      return intrinsic(only[0], only[1]);
    return Object.fromEntries(
      entries.flatMap(([key, inner]) => {
        const resolved = resolve(inner);
        return resolved === undefined ? [] : [[key, resolved]];
      }),
    );
  };
  return resolve;
};
