// The blocks that are Terraform's own rather than the provider's, in the form of schema.mjs.
// https://developer.hashicorp.com/terraform/language
const args = (...names) => Object.fromEntries(names.map((name) => [name.replace("!", ""), { required: name.endsWith("!") }]));
const shape = (names, blocks = {}) => ({ arguments: args(...names), blocks });
const block = (schema, repeated = true) => ({ required: false, repeated, schema });
const rule = block(shape(["condition!", "error_message!"]));

// What every resource has besides what the provider says.
const lifecycle = block(
  shape(["create_before_destroy", "prevent_destroy", "ignore_changes", "replace_triggered_by"], { precondition: rule, postcondition: rule }),
  false,
);
export const ofEveryResource = shape(["for_each", "count", "provider", "depends_on"], { lifecycle });

export const provisioners = { "local-exec": shape(["command!", "working_dir", "interpreter", "environment", "when", "quiet"]) };

export const builtIn = { terraform_data: { ...shape(["input", "triggers_replace"]), told: { id: true, input: true, output: true } } };

export const declarations = {
  variable: shape(["type!", "description!", "default", "sensitive", "nullable", "ephemeral"], { validation: rule }),
  output: shape(["value!", "description!", "sensitive", "depends_on", "ephemeral"], { precondition: rule }),
  // Which providers there are is looked at where they are used.
  terraform: shape(["required_version!"], { required_providers: block(shape(["google!"]), false) }),
};
