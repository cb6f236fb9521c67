// Derives 8.9.json beside this file, of the operations below. In an empty folder that has a copy of this script:
//   npm install @camunda8/orchestration-cluster-api@9.1.5 zod@4 && node derive.mjs > 8.9.json
import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

const home = new URL("./node_modules/@camunda8/orchestration-cluster-api/", import.meta.url);
const { name, version, license } = JSON.parse(readFileSync(new URL("package.json", home)));
const generated = readdirSync(new URL("dist/", home)).find((file) => /^zod\.gen-.*\.js$/.test(file));
const all = await import(new URL(`dist/${generated}`, home));

const OPERATIONS = {
  "GET /topology": ["GetTopology"],
  "POST /process-instances/search": ["SearchProcessInstances"],
  "GET /process-instances/{processInstanceKey}": ["GetProcessInstance"],
  "GET /process-instances/{processInstanceKey}/sequence-flows": ["GetProcessInstanceSequenceFlows"],
  "POST /process-instances/{processInstanceKey}/incidents/search": ["SearchProcessInstanceIncidents"],
  "POST /incidents/search": ["SearchIncidents"],
  "POST /element-instances/search": ["SearchElementInstances"],
  "POST /variables/search": ["SearchVariables"],
  "POST /user-tasks/search": ["SearchUserTasks"],
  "PATCH /user-tasks/{userTaskKey}": ["UpdateUserTask", "204"],
  "POST /process-definitions/search": ["SearchProcessDefinitions"],
  "GET /process-definitions/{processDefinitionKey}/xml": ["GetProcessDefinitionXml"],
  "POST /decision-instances/search": ["SearchDecisionInstances"],
  "POST /groups/{groupId}/users/search": ["SearchUsersForGroup"],
};

// In an answer what has a default is there; a request may leave it out.
function derive(schema, io) {
  const made = z.toJSONSchema(schema, {
    io,
    reused: "ref",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      for (const word of ["description", "examples", "default", "title"]) delete jsonSchema[word];
      // Said by zod and not by the API: closed objects, times without an offset, the range of a double.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  delete made.$schema;
  return made;
}

const operations = {};
for (const [operation, [id, status = "200"]] of Object.entries(OPERATIONS)) {
  const body = all[`z${id}Data`].shape.body;
  const answer = all[`z${id}Response`];
  operations[operation] = {
    ...(body && body.def.innerType?.def.type !== "never" ? { request: derive(body, "input") } : {}),
    status,
    answer: status === "204" ? null : derive(answer, "output"),
  };
}
const header = {
  source: `${name} ${version}`,
  license,
  describes: "Camunda 8.9; as the package's README says, its version 9.y.z has the types of a server 8.9",
  derived: "by derive.mjs beside this file, from the package's zod schemas with z.toJSONSchema of zod 4, without texts",
  problem: derive(all.zProblemDetail, "output"),
};
const lines = (object) => Object.entries(object).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
process.stdout.write(
  `{\n${lines(header).join(",\n")},\n"operations": {\n${lines(operations).join(",\n")}\n}\n}\n`,
);
