// SPDX-License-Identifier: GPL-3.0-or-later
// From a schema's JSON to nodes with their references resolved.
// Source: JSON Schema 2020-12 (core, validation) and draft-07.
#include "base/json_schema_p.h"

#include <charconv>

#include <QUrl>

namespace signalbox::json::detail {

namespace {

constexpr std::string_view kDraft7 = "http://json-schema.org/draft-07/schema";
constexpr std::string_view kValidation = "https://json-schema.org/draft/2020-12/vocab/validation";

std::string resolved(const std::string &base, std::string_view reference)
{
    if (reference.empty()) {
        return base;
    }
    const QUrl url(QString::fromUtf8(reference.data(), static_cast<qsizetype>(reference.size())));
    if (base.empty() || !url.isRelative()) {
        return url.toString(QUrl::FullyEncoded).toStdString();
    }
    if (reference[0] == '#') {
        return base.substr(0, base.find('#')) + std::string(reference);
    }
    return QUrl(QString::fromStdString(base)).resolved(url).toString(QUrl::FullyEncoded).toStdString();
}

std::pair<std::string, std::string> splitFragment(const std::string &uri)
{
    const auto hash = uri.find('#');
    return hash == std::string::npos ? std::pair(uri, std::string()) : std::pair(uri.substr(0, hash), uri.substr(hash + 1));
}

std::string decoded(std::string_view fragment)
{
    return QUrl::fromPercentEncoding(QByteArray(fragment.data(), static_cast<qsizetype>(fragment.size()))).toStdString();
}

Error invalid(const std::string &path, const std::string &why)
{
    return Error("schema.invalid", "The schema cannot be used: " + (path.empty() ? "" : path + ": ") + why).withArg("path", path);
}

class Compiler
{
public:
    Compiler(const Schema::Loader &loader, CompiledSchema &out) : m_loader(loader), m_out(out) {}

    Result<void> run(const Value &schema)
    {
        auto *document = keep(schema);
        const std::string base = "signalbox:schema";
        SB_CHECK(addDocument(*document, base));
        m_out.root = compile(*document, m_base.at(document), "");
        while (!m_queue.empty()) {
            auto [node, value] = m_queue.back();
            m_queue.pop_back();
            SB_CHECK(fill(*node, *value));
            if (m_queue.empty()) {
                compileDynamicAnchors();
            }
        }
        return {};
    }

private:
    // A $dynamicRef may end at any of them, which is known only when an instance is validated.
    void compileDynamicAnchors()
    {
        for (const auto &[uri, resource] : m_out.resources) {
            for (const auto &[name, schema] : resource->dynamicAnchors) {
                if (!m_out.nodes.contains(schema)) {
                    compile(*schema, resource.get(), "/$dynamicRef");
                }
            }
        }
    }

    const Value *keep(const Value &value)
    {
        m_out.documents.push_back(std::make_unique<Value>(value));
        return m_out.documents.back().get();
    }

    Result<void> addDocument(const Value &document, const std::string &uri)
    {
        auto resource = std::make_unique<Resource>();
        resource->uri = uri;
        resource->root = &document;
        SB_CHECK(setDialect(document, *resource, m_main));
        m_main = m_main ? m_main : resource.get();
        auto *raw = resource.get();
        m_out.resources.insert_or_assign(uri, std::move(resource));
        m_base[&document] = raw;
        return scan(document, raw, 0);
    }

    Result<void> setDialect(const Value &schema, Resource &resource, const Resource *outer)
    {
        const auto *dialect = find(schema, "$schema");
        if (!dialect || !dialect->is_string()) {
            if (outer) {
                resource.draft7 = outer->draft7;
                resource.assertions = outer->assertions;
            }
            return {};
        }
        const auto uri = splitFragment(std::string(dialect->get_string())).first;
        resource.draft7 = uri == kDraft7;
        if (uri == kDraft7 || knownMetaschema(uri) || !m_loader) {
            return {};
        }
        if (const auto metaschema = m_loader(uri)) {
            if (const auto *vocabulary = find(*metaschema, "$vocabulary"); vocabulary && vocabulary->is_object()) {
                resource.assertions = vocabulary->get_object().contains(kValidation);
            }
        }
        return {};
    }

    // Walks the places where schemas stand, noting ids, anchors and which resource each belongs to.
    Result<void> scan(const Value &schema, Resource *resource, int depth)
    {
        if (!schema.is_object() || depth > 256) {
            m_base.emplace(&schema, resource);
            return {};
        }
        const auto &object = schema.get_object();
        const auto *reference = object.if_contains("$ref");
        const bool shadowed = resource->draft7 && reference && reference->is_string();
        if (const auto *id = object.if_contains("$id"); id && id->is_string() && !shadowed) {
            SB_TRY(next, enterId(schema, std::string(id->get_string()), resource));
            resource = next;
        }
        m_base.insert_or_assign(&schema, resource);
        noteAnchor(object, "$anchor", schema, resource->anchors);
        noteAnchor(object, "$dynamicAnchor", schema, resource->anchors);
        noteAnchor(object, "$dynamicAnchor", schema, resource->dynamicAnchors);
        for (const char *key : {"$defs", "definitions", "properties", "patternProperties", "dependentSchemas", "dependencies"}) {
            if (const auto *members = object.if_contains(key); members && members->is_object()) {
                for (const auto &member : members->get_object()) {
                    SB_CHECK(scan(member.value(), resource, depth + 1));
                }
            }
        }
        for (const char *key : {"allOf", "anyOf", "oneOf", "prefixItems", "items"}) {
            if (const auto *members = object.if_contains(key); members && members->is_array()) {
                for (const auto &member : members->get_array()) {
                    SB_CHECK(scan(member, resource, depth + 1));
                }
            }
        }
        for (const char *key : {"items", "additionalItems", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else",
                                "unevaluatedItems", "unevaluatedProperties", "contentSchema"}) {
            if (const auto *member = object.if_contains(key); member && member->is_object()) {
                SB_CHECK(scan(*member, resource, depth + 1));
            }
        }
        return {};
    }

    void noteAnchor(const Object &object, std::string_view key, const Value &schema, std::map<std::string, const Value *, std::less<>> &into)
    {
        if (const auto *anchor = object.if_contains(key); anchor && anchor->is_string()) {
            into.insert_or_assign(std::string(anchor->get_string()), &schema);
        }
    }

    Result<Resource *> enterId(const Value &schema, const std::string &id, Resource *outer)
    {
        const auto [uri, fragment] = splitFragment(resolved(outer->uri, id));
        if (!fragment.empty()) {
            if (outer->draft7) {
                outer->anchors.insert_or_assign(fragment, &schema);
                return outer;
            }
            return invalid("$id", "\"" + id + "\" has a fragment; use $anchor.");
        }
        auto resource = std::make_unique<Resource>();
        resource->uri = uri;
        resource->root = &schema;
        SB_CHECK(setDialect(schema, *resource, outer));
        auto *raw = resource.get();
        if (outer->root == &schema) {
            // The root's own id: both names lead to it.
            const auto alias = outer->uri;
            if (alias != uri) {
                m_alias[alias] = uri;
            }
        }
        m_out.resources.insert_or_assign(uri, std::move(resource));
        return raw;
    }

    SchemaNode *compile(const Value &schema, const Resource *resource, const std::string &path)
    {
        auto &slot = m_out.nodes[&schema];
        if (!slot) {
            slot = std::make_unique<SchemaNode>();
            slot->path = path;
            const auto known = m_base.find(&schema);
            slot->resource = known != m_base.end() ? known->second : resource;
            m_queue.emplace_back(slot.get(), &schema);
        }
        return slot.get();
    }

    Result<SchemaNode *> resolveReference(const SchemaNode &from, std::string_view reference, std::string *dynamicAnchor)
    {
        const auto [uri, fragment] = splitFragment(resolved(from.resource->uri, reference));
        auto *resource = findResource(uri);
        if (!resource) {
            SB_CHECK(load(uri));
            resource = findResource(uri);
        }
        if (!resource) {
            return invalid(from.path, "\"" + std::string(reference) + "\" leads to a schema that is not known.");
        }
        const auto name = decoded(fragment);
        if (name.empty()) {
            return compile(*resource->root, resource, from.path + "/$ref");
        }
        if (name[0] != '/') {
            const auto found = resource->anchors.find(name);
            if (found == resource->anchors.end()) {
                return invalid(from.path, "\"" + std::string(reference) + "\" names an anchor that does not exist.");
            }
            if (dynamicAnchor && resource->dynamicAnchors.contains(name)) {
                *dynamicAnchor = name;
            }
            return compile(*found->second, resource, from.path + "/$ref");
        }
        return resolvePointer(from, *resource, name, reference);
    }

    Result<SchemaNode *> resolvePointer(const SchemaNode &from, Resource &resource, const std::string &pointer, std::string_view reference)
    {
        const Value *at = resource.root;
        Resource *owner = &resource;
        std::size_t begin = 1;
        while (begin <= pointer.size()) {
            const auto end = std::min(pointer.find('/', begin), pointer.size());
            std::string token = pointer.substr(begin, end - begin);
            for (std::size_t tilde = token.find('~'); tilde != std::string::npos; tilde = token.find('~', tilde + 1)) {
                token.replace(tilde, 2, token.substr(tilde, 2) == "~1" ? "/" : "~");
            }
            const Value *next = nullptr;
            if (at->is_object()) {
                next = at->get_object().if_contains(token);
            } else if (at->is_array()) {
                std::size_t index = 0;
                const auto parsed = std::from_chars(token.data(), token.data() + token.size(), index);
                if (parsed.ec == std::errc() && index < at->get_array().size()) {
                    next = &at->get_array()[index];
                }
            }
            if (!next) {
                return invalid(from.path, "\"" + std::string(reference) + "\" leads nowhere.");
            }
            at = next;
            if (const auto known = m_base.find(at); known != m_base.end()) {
                owner = known->second;
            }
            begin = end + 1;
        }
        if (!m_base.contains(at)) {
            SB_CHECK(scan(*at, owner, 0)); // a place that no keyword makes a schema, until it is referred to
        }
        return compile(*at, owner, from.path + "/$ref");
    }

    Resource *findResource(const std::string &uri)
    {
        if (const auto alias = m_alias.find(uri); alias != m_alias.end()) {
            return findResource(alias->second);
        }
        const auto found = m_out.resources.find(uri);
        return found == m_out.resources.end() ? nullptr : found->second.get();
    }

    Result<void> load(const std::string &uri)
    {
        if (const auto *known = knownMetaschema(uri)) {
            return addDocument(*known, uri);
        }
        if (!m_loader) {
            return invalid("$ref", "\"" + uri + "\" is not part of it, and nothing is fetched.");
        }
        SB_TRY(document, m_loader(uri));
        return addDocument(*keep(document), uri);
    }

    // Reads one schema object into its node.
    Result<void> fill(SchemaNode &node, const Value &schema)
    {
        if (schema.is_bool()) {
            node.kind = schema.get_bool() ? SchemaNode::Kind::True : SchemaNode::Kind::False;
            return {};
        }
        if (!schema.is_object()) {
            return invalid(node.path, "a schema is an object, true or false.");
        }
        const auto &object = schema.get_object();
        if (const auto *reference = object.if_contains("$ref"); reference && reference->is_string()) {
            SB_TRY(target, resolveReference(node, std::string_view(reference->get_string()), nullptr));
            node.reference = target;
            if (node.resource->draft7) {
                return {}; // draft-07: everything beside it is ignored
            }
        }
        if (const auto *reference = object.if_contains("$dynamicRef"); reference && reference->is_string() && !node.resource->draft7) {
            SB_TRY(target, resolveReference(node, std::string_view(reference->get_string()), &node.dynamicAnchor));
            node.dynamicReference = target;
        }
        if (node.resource->assertions) {
            SB_CHECK(fillAssertions(node, object));
        }
        SB_CHECK(fillApplicators(node, object));
        SB_CHECK(fillArrays(node, object));
        return fillObjects(node, object);
    }

    SchemaNode *child(SchemaNode &node, const Object &object, const char *key)
    {
        const auto *value = object.if_contains(key);
        return value ? compile(*value, node.resource, node.path + "/" + key) : nullptr;
    }
    void children(SchemaNode &node, const Object &object, const char *key, std::vector<SchemaNode *> &out)
    {
        if (const auto *value = object.if_contains(key); value && value->is_array()) {
            std::size_t index = 0;
            for (const auto &element : value->get_array()) {
                out.push_back(compile(element, node.resource, node.path + "/" + key + "/" + std::to_string(index++)));
            }
        }
    }
    static void count(const Object &object, const char *key, std::optional<std::uint64_t> &out)
    {
        if (const auto *value = object.if_contains(key); value && value->is_number() && value->to_number<double>() >= 0) {
            out = static_cast<std::uint64_t>(value->to_number<double>());
        }
    }
    static const Value *numeric(const Object &object, const char *key)
    {
        const auto *value = object.if_contains(key);
        return value && value->is_number() ? value : nullptr;
    }

    Result<void> fillAssertions(SchemaNode &node, const Object &object)
    {
        if (const auto *type = object.if_contains("type")) {
            SB_TRY(mask, typeMask(*type, node.path));
            node.types = mask;
        }
        node.enumValues = object.if_contains("enum");
        if (node.enumValues && !node.enumValues->is_array()) {
            return invalid(node.path + "/enum", "\"enum\" is an array.");
        }
        node.constValue = object.if_contains("const");
        node.minimum = numeric(object, "minimum");
        node.maximum = numeric(object, "maximum");
        node.exclusiveMinimum = numeric(object, "exclusiveMinimum");
        node.exclusiveMaximum = numeric(object, "exclusiveMaximum");
        node.multipleOf = numeric(object, "multipleOf");
        count(object, "minLength", node.minLength);
        count(object, "maxLength", node.maxLength);
        count(object, "minItems", node.minItems);
        count(object, "maxItems", node.maxItems);
        count(object, "minProperties", node.minProperties);
        count(object, "maxProperties", node.maxProperties);
        if (!node.resource->draft7) {
            count(object, "minContains", node.minContains);
            count(object, "maxContains", node.maxContains);
        }
        const auto *unique = object.if_contains("uniqueItems");
        node.uniqueItems = unique && unique->is_bool() && unique->get_bool();
        if (const auto *pattern = object.if_contains("pattern"); pattern && pattern->is_string()) {
            SB_TRY(compiled, Pattern::compile(std::string_view(pattern->get_string())));
            node.pattern = std::move(compiled);
        }
        if (const auto *required = object.if_contains("required"); required && required->is_array()) {
            names(*required, node.required);
        }
        if (const auto *dependent = object.if_contains("dependentRequired"); dependent && dependent->is_object() && !node.resource->draft7) {
            for (const auto &member : dependent->get_object()) {
                names(member.value(), node.dependentRequired.emplace_back(std::string(member.key()), std::vector<std::string>()).second);
            }
        }
        return {};
    }

    static void names(const Value &array, std::vector<std::string> &out)
    {
        if (array.is_array()) {
            for (const auto &name : array.get_array()) {
                if (name.is_string()) {
                    out.emplace_back(name.get_string());
                }
            }
        }
    }

    static Result<std::uint8_t> typeMask(const Value &type, const std::string &path)
    {
        static const std::map<std::string_view, std::uint8_t> known = {{"null", Null}, {"boolean", Boolean}, {"integer", Integer},
                                                                       {"number", Number | Integer}, {"string", String}, {"array", ArrayType}, {"object", ObjectType}};
        std::uint8_t mask = 0;
        const auto add = [&](const Value &name) {
            const auto found = name.is_string() ? known.find(std::string_view(name.get_string())) : known.end();
            if (found == known.end()) {
                return false;
            }
            mask |= found->second;
            return true;
        };
        const bool fine = type.is_array() ? std::all_of(type.get_array().begin(), type.get_array().end(), add) : add(type);
        if (!fine || mask == 0) {
            return invalid(path + "/type", "\"type\" is one of null, boolean, integer, number, string, array, object, or an array of these.");
        }
        return mask;
    }

    Result<void> fillApplicators(SchemaNode &node, const Object &object)
    {
        children(node, object, "allOf", node.allOf);
        children(node, object, "anyOf", node.anyOf);
        children(node, object, "oneOf", node.oneOf);
        node.notSchema = child(node, object, "not");
        node.ifSchema = child(node, object, "if");
        if (node.ifSchema) {
            node.thenSchema = child(node, object, "then");
            node.elseSchema = child(node, object, "else");
        }
        return {};
    }

    Result<void> fillArrays(SchemaNode &node, const Object &object)
    {
        node.itemsKeyword = "items";
        const auto *items = object.if_contains("items");
        if (node.resource->draft7 && items && items->is_array()) {
            children(node, object, "items", node.prefixItems);
            node.items = child(node, object, "additionalItems");
            node.itemsKeyword = "additionalItems";
        } else {
            if (!node.resource->draft7) {
                children(node, object, "prefixItems", node.prefixItems);
            }
            if (items && !items->is_array()) {
                node.items = child(node, object, "items");
            }
        }
        node.contains = child(node, object, "contains");
        if (!node.resource->draft7) {
            node.unevaluatedItems = child(node, object, "unevaluatedItems");
        }
        m_out.tracksEvaluated = m_out.tracksEvaluated || node.unevaluatedItems;
        return {};
    }

    Result<void> fillObjects(SchemaNode &node, const Object &object)
    {
        if (const auto *members = object.if_contains("properties"); members && members->is_object()) {
            for (const auto &member : members->get_object()) {
                std::string path = node.path + "/properties";
                appendPointer(path, member.key());
                node.properties.emplace_back(std::string(member.key()), compile(member.value(), node.resource, path));
            }
        }
        if (const auto *members = object.if_contains("patternProperties"); members && members->is_object()) {
            for (const auto &member : members->get_object()) {
                std::string path = node.path + "/patternProperties";
                appendPointer(path, member.key());
                SB_TRY(pattern, Pattern::compile(std::string_view(member.key())));
                node.patternProperties.emplace_back(std::move(pattern), compile(member.value(), node.resource, path));
            }
        }
        node.additionalProperties = child(node, object, "additionalProperties");
        node.propertyNames = child(node, object, "propertyNames");
        if (!node.resource->draft7) {
            node.unevaluatedProperties = child(node, object, "unevaluatedProperties");
            m_out.tracksEvaluated = m_out.tracksEvaluated || node.unevaluatedProperties;
            dependents(node, object, "dependentSchemas");
        } else {
            dependents(node, object, "dependencies");
        }
        return {};
    }

    void dependents(SchemaNode &node, const Object &object, const char *key)
    {
        const auto *members = object.if_contains(key);
        if (!members || !members->is_object()) {
            return;
        }
        for (const auto &member : members->get_object()) {
            if (member.value().is_array()) {
                names(member.value(), node.dependentRequired.emplace_back(std::string(member.key()), std::vector<std::string>()).second);
            } else {
                std::string path = node.path + "/" + key;
                appendPointer(path, member.key());
                node.dependentSchemas.emplace_back(std::string(member.key()), compile(member.value(), node.resource, path));
            }
        }
    }

    const Schema::Loader &m_loader;
    CompiledSchema &m_out;
    const Resource *m_main = nullptr; ///< its dialect is that of documents that name none
    std::unordered_map<const Value *, Resource *> m_base;
    std::map<std::string, std::string, std::less<>> m_alias;
    std::vector<std::pair<SchemaNode *, const Value *>> m_queue;
};

} // namespace

Result<std::unique_ptr<CompiledSchema>> compileSchema(const Value &schema, const Schema::Loader &loader)
{
    auto compiled = std::make_unique<CompiledSchema>();
    SB_CHECK(Compiler(loader, *compiled).run(schema));
    return compiled;
}

} // namespace signalbox::json::detail
