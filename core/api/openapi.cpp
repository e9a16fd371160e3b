// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/openapi.h"

#include "api/call.h"
#include "api/errors.h"
#include "api/rest.h"

namespace signalbox::api {

namespace {

json::Object jsonContent(json::Object schema)
{
    return json::Object{{"application/json", json::Object{{"schema", std::move(schema)}}}};
}

json::Object reference(std::string_view name)
{
    return json::Object{{"$ref", "#/components/schemas/" + std::string(name)}};
}

std::string schemaName(const CallInfo &call, std::string_view what)
{
    std::string name;
    bool upper = true;
    for (const char c : call.name) {
        if (c == '.') {
            upper = true;
            continue;
        }
        name += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        upper = false;
    }
    return name + std::string(what);
}

std::vector<std::string> pathVariables(std::string_view path)
{
    std::vector<std::string> names;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
        names.emplace_back(path.substr(open + 1, path.find('}', open) - open - 1));
    }
    return names;
}

json::Object responsesOf(const CallInfo &call)
{
    json::Object responses;
    responses.emplace("200", json::Object{{"description", "It was done."},
                                          {"content", jsonContent(json::Object{{"type", "object"},
                                                                               {"properties", json::Object{{"success", json::Object{{"const", true}}}, {"data", reference(schemaName(call, "Result"))}, {"meta", reference("Meta")}}},
                                                                               {"required", json::Array{"success", "data", "meta"}}})}});
    std::map<std::string, std::string> codes;
    for (const auto code : call.errors) {
        auto &list = codes[std::to_string(httpStatus(code))];
        list += (list.empty() ? "" : ", ") + std::string(code);
    }
    for (const auto *always : {"rpc.params", "auth.token", "auth.denied"}) {
        auto &list = codes[std::to_string(httpStatus(always))];
        if (list.find(always) == std::string::npos) {
            list += (list.empty() ? "" : ", ") + std::string(always);
        }
    }
    for (const auto &[status, list] : codes) {
        responses.emplace(status, json::Object{{"description", list}, {"content", jsonContent(reference("Failure"))}});
    }
    return responses;
}

json::Object operationOf(const CallInfo &call)
{
    const auto schema = call.paramsSchema();
    const auto &properties = schema.at("properties").get_object();
    const auto variables = pathVariables(call.route.path);
    json::Array parameters;
    for (const auto &name : variables) {
        parameters.push_back(json::Object{{"name", name}, {"in", "path"}, {"required", true}, {"schema", properties.at(name)}});
    }
    json::Object operation{{"operationId", call.name}, {"summary", call.summary}, {"tags", json::Array{call.name.substr(0, call.name.find('.'))}}};
    if (call.route.verb == Verb::Get || call.route.verb == Verb::Delete) {
        for (const auto &entry : properties) {
            if (std::find(variables.begin(), variables.end(), entry.key()) != variables.end()) {
                continue;
            }
            bool required = false;
            if (const auto *list = schema.if_contains("required")) {
                const auto &names = list->get_array();
                required = std::any_of(names.begin(), names.end(), [&](const json::Value &name) { return name.get_string() == entry.key(); });
            }
            parameters.push_back(json::Object{{"name", entry.key()}, {"in", "query"}, {"required", required}, {"schema", entry.value()}});
        }
    } else {
        operation.emplace("requestBody", json::Object{{"content", jsonContent(reference(schemaName(call, "Params")))}});
    }
    if (call.effect != Effect::Read) {
        parameters.push_back(json::Object{{"name", "Idempotency-Key"}, {"in", "header"}, {"required", false}, {"schema", json::Object{{"type", "string"}, {"maxLength", 128}}}});
    }
    operation.emplace("parameters", std::move(parameters));
    operation.emplace("responses", responsesOf(call));
    if (!call.permission.empty()) {
        operation.emplace("x-permission", call.permission);
    }
    operation.emplace("x-effect", json::enumName(call.effect));
    return operation;
}

// What is in the address is not required of the body.
json::Object bodySchema(const CallInfo &call)
{
    auto schema = call.paramsSchema();
    auto *required = schema.if_contains("required");
    if (required && call.route.verb != Verb::None) {
        const auto variables = pathVariables(call.route.path);
        json::Array kept;
        for (const auto &name : required->get_array()) {
            if (std::find(variables.begin(), variables.end(), std::string(name.get_string())) == variables.end()) {
                kept.push_back(name);
            }
        }
        if (kept.empty()) {
            schema.erase("required");
        } else {
            *required = std::move(kept);
        }
    }
    return schema;
}

json::Object healthPath(std::string_view summary)
{
    return json::Object{{"get", json::Object{{"summary", summary}, {"security", json::Array{}}, {"responses", json::Object{{"200", json::Object{{"description", "Yes."}}}, {"503", json::Object{{"description", "Not now."}}}}}}}};
}

} // namespace

json::Object openApiDocument(std::string_view version)
{
    json::Object paths;
    json::Object calls;
    json::Object schemas{
        {"Meta", json::Object{{"type", "object"}, {"properties", json::Object{{"requestId", json::Object{{"type", "string"}}}}}}},
        {"Failure", json::Object{{"type", "object"},
                                 {"properties", json::Object{{"success", json::Object{{"const", false}}},
                                                             {"error", json::Object{{"type", "string"}}},
                                                             {"errors", json::Object{{"type", "array"}, {"items", json::Object{{"type", "object"}}}}},
                                                             {"details", json::Object{{"type", "object"}}}}},
                                 {"required", json::Array{"success", "error", "errors", "details"}}}}};
    for (const auto *call : allCalls()) {
        schemas.emplace(schemaName(*call, "Params"), bodySchema(*call));
        schemas.emplace(schemaName(*call, "Result"), call->resultSchema());
        calls.emplace(call->name, json::Object{{"summary", call->summary}, {"permission", call->permission}, {"effect", json::enumName(call->effect)},
                                               {"params", reference(schemaName(*call, "Params"))}, {"result", reference(schemaName(*call, "Result"))}});
        if (call->route.verb == Verb::None) {
            continue;
        }
        auto &path = paths[std::string(kRestRoot) + std::string(call->route.path)];
        if (path.is_null()) {
            path.emplace_object();
        }
        std::string verb(verbName(call->route.verb));
        for (auto &c : verb) {
            c = static_cast<char>(c | 0x20);
        }
        path.get_object().emplace(verb, operationOf(*call));
    }
    paths.emplace("/health/live", healthPath("Whether the process answers."));
    paths.emplace("/health/ready", healthPath("Whether the backend takes work."));
    return json::Object{
        {"openapi", "3.1.0"},
        {"info", json::Object{{"title", "Signalbox"}, {"version", version}, {"license", json::Object{{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}}}}},
        {"paths", std::move(paths)},
        {"components", json::Object{{"schemas", std::move(schemas)}, {"securitySchemes", json::Object{{"token", json::Object{{"type", "http"}, {"scheme", "bearer"}}}}}}},
        {"security", json::Array{json::Object{{"token", json::Array{}}}}},
        {"x-calls", std::move(calls)}};
}

} // namespace signalbox::api
