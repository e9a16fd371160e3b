// SPDX-License-Identifier: GPL-3.0-or-later
// An instance against compiled nodes.
#include "base/describe.h"
#include "base/json_schema_p.h"

#include <cmath>
#include <set>

namespace signalbox::json {

namespace {

using detail::Pattern;
using detail::Resource;
using detail::SchemaNode;

// The frames of an instrumented build are several times larger.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(SB_SANITIZED)
constexpr int kDeepest = 400;
#else
constexpr int kDeepest = 1000;
#endif

// Which members and elements of one instance have been looked at, for unevaluated*.
struct Evaluated
{
    std::set<std::string_view> members;
    std::set<std::size_t> elements;
    bool allMembers = false;
    bool allElements = false;

    void merge(const Evaluated &other)
    {
        members.insert(other.members.begin(), other.members.end());
        elements.insert(other.elements.begin(), other.elements.end());
        allMembers = allMembers || other.allMembers;
        allElements = allElements || other.allElements;
    }
};

int compareNumbers(const Value &a, const Value &b)
{
    if (a.is_int64() && b.is_int64()) {
        return a.get_int64() < b.get_int64() ? -1 : a.get_int64() > b.get_int64() ? 1 : 0;
    }
    if (a.is_uint64() && b.is_uint64()) {
        return a.get_uint64() < b.get_uint64() ? -1 : a.get_uint64() > b.get_uint64() ? 1 : 0;
    }
    const auto left = a.to_number<double>();
    const auto right = b.to_number<double>();
    return left < right ? -1 : left > right ? 1 : 0;
}

bool sameValue(const Value &a, const Value &b)
{
    if (a.is_number() && b.is_number()) {
        return compareNumbers(a, b) == 0;
    }
    if (a.kind() != b.kind()) {
        return false;
    }
    if (a.is_array()) {
        const auto &left = a.get_array();
        const auto &right = b.get_array();
        return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(), sameValue);
    }
    if (a.is_object()) {
        const auto &left = a.get_object();
        const auto &right = b.get_object();
        return left.size() == right.size() && std::all_of(left.begin(), left.end(), [&](const auto &member) {
                   const auto *other = right.if_contains(member.key());
                   return other && sameValue(member.value(), *other);
               });
    }
    return a == b;
}

bool isWhole(const Value &value)
{
    return !value.is_double() || (std::isfinite(value.get_double()) && std::floor(value.get_double()) == value.get_double());
}

std::uint8_t typeBits(const Value &value)
{
    switch (value.kind()) {
    case boost::json::kind::null: return detail::Null;
    case boost::json::kind::bool_: return detail::Boolean;
    case boost::json::kind::string: return detail::String;
    case boost::json::kind::array: return detail::ArrayType;
    case boost::json::kind::object: return detail::ObjectType;
    default: return static_cast<std::uint8_t>(detail::Number | (isWhole(value) ? detail::Integer : 0));
    }
}

// Of decimals as people write them: 0.0075 is a multiple of 0.0001 although its double is not.
bool isMultiple(const Value &value, const Value &of)
{
    if (value.is_int64() && of.is_int64() && of.get_int64() != 0) {
        return value.get_int64() % of.get_int64() == 0;
    }
    const auto quotient = value.to_number<double>() / of.to_number<double>();
    if (!std::isfinite(quotient)) {
        return std::fmod(value.to_number<double>(), of.to_number<double>()) == 0;
    }
    const auto nearest = std::round(quotient);
    return std::abs(quotient - nearest) <= std::abs(quotient) * 4e-16;
}

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string typeNames(std::uint8_t mask)
{
    std::string names;
    const auto add = [&](bool has, const char *name) {
        if (has) {
            names += (names.empty() ? "" : " or ") + std::string(name);
        }
    };
    add(mask & detail::Null, "null");
    add(mask & detail::Boolean, "true or false");
    add(mask & detail::Number, "a number");
    add((mask & detail::Integer) && !(mask & detail::Number), "a whole number");
    add(mask & detail::String, "a text");
    add(mask & detail::ArrayType, "an array");
    add(mask & detail::ObjectType, "an object");
    return names;
}

class Validator
{
public:
    Validator(const detail::CompiledSchema &schema, const Schema::Options &options, std::vector<SchemaViolation> *out)
        : m_schema(schema), m_options(options), m_out(out)
    {
    }

    bool run(const Value &instance) { return check(*m_schema.root, instance, nullptr); }

private:
    bool full() const { return m_out && m_out->size() >= m_options.maxViolations; }

    bool fail(const SchemaNode &node, std::string_view keyword, const std::function<std::string()> &message)
    {
        if (m_out && m_quiet == 0 && !full()) {
            m_out->push_back({m_path, node.path + "/" + std::string(keyword), std::string(keyword), message()});
        }
        return false;
    }

    // Whether to go on after a failure: only where all violations are wanted.
    bool collecting() const { return m_out && m_quiet == 0 && !full(); }

    bool check(const SchemaNode &node, const Value &instance, Evaluated *seen)
    {
        if (node.kind == SchemaNode::Kind::True || (m_options.accept && m_options.accept(instance))) {
            return true;
        }
        if (node.kind == SchemaNode::Kind::False) {
            return fail(node, "false", [] { return std::string("may not be here"); });
        }
        if (m_depth >= kDeepest) {
            return fail(node, "depth", [] { return std::string("nests too deep for its schema"); });
        }
        ++m_depth;
        const bool entered = m_scope.empty() || m_scope.back() != node.resource;
        if (entered) {
            m_scope.push_back(node.resource);
        }
        Evaluated own;
        Evaluated *track = m_schema.tracksEvaluated ? &own : nullptr;
        const bool valid = checkAll(node, instance, track);
        if (entered) {
            m_scope.pop_back();
        }
        --m_depth;
        if (valid && seen && track) {
            seen->merge(own);
        }
        return valid;
    }

    bool checkAll(const SchemaNode &node, const Value &instance, Evaluated *seen)
    {
        bool valid = true;
        const auto step = [&](bool result) {
            valid = valid && result;
            return valid || collecting();
        };
        if (!step(checkReferences(node, instance, seen)) || !step(checkScalar(node, instance)) || !step(checkGroups(node, instance, seen))) {
            return false;
        }
        if (instance.is_array() && !step(checkArray(node, instance.get_array(), seen))) {
            return false;
        }
        if (instance.is_object() && !step(checkObject(node, instance, seen))) {
            return false;
        }
        return valid;
    }

    bool checkReferences(const SchemaNode &node, const Value &instance, Evaluated *seen)
    {
        bool valid = true;
        if (node.reference) {
            valid = check(*node.reference, instance, seen);
        }
        if (node.dynamicReference && (valid || collecting())) {
            const SchemaNode *target = node.dynamicReference;
            if (!node.dynamicAnchor.empty()) {
                // The outermost resource on the way here that has the anchor decides.
                for (const auto *resource : m_scope) {
                    const auto found = resource->dynamicAnchors.find(node.dynamicAnchor);
                    if (found != resource->dynamicAnchors.end()) {
                        if (const auto compiled = m_schema.nodes.find(found->second); compiled != m_schema.nodes.end()) {
                            target = compiled->second.get();
                            break;
                        }
                    }
                }
            }
            valid = check(*target, instance, seen) && valid;
        }
        return valid;
    }

    bool checkScalar(const SchemaNode &node, const Value &instance)
    {
        bool valid = true;
        const auto bits = typeBits(instance);
        if (node.types != 0 && (node.types & bits) == 0) {
            return fail(node, "type", [&] {
                return "must be " + typeNames(node.types) + ", but is " + std::string(detail::kindName(instance));
            });
        }
        if (node.enumValues) {
            const auto &values = node.enumValues->get_array();
            if (std::none_of(values.begin(), values.end(), [&](const Value &known) { return sameValue(known, instance); })) {
                valid = fail(node, "enum", [&] {
                    std::string list;
                    for (const auto &known : values) {
                        list += (list.empty() ? "" : ", ") + write(known);
                    }
                    return "must be one of " + list;
                });
            }
        }
        if (node.constValue && !sameValue(*node.constValue, instance)) {
            valid = fail(node, "const", [&] { return "must be " + write(*node.constValue); });
        }
        if (instance.is_number()) {
            valid = checkNumber(node, instance) && valid;
        } else if (instance.is_string()) {
            valid = checkString(node, instance.get_string()) && valid;
        }
        return valid;
    }

    bool checkNumber(const SchemaNode &node, const Value &instance)
    {
        bool valid = true;
        const auto bound = [&](const Value *limit, const char *keyword, bool fits, const char *words) {
            if (limit && !fits) {
                valid = fail(node, keyword, [&] { return std::string(words) + write(*limit); });
            }
        };
        bound(node.minimum, "minimum", node.minimum && compareNumbers(instance, *node.minimum) >= 0, "must be at least ");
        bound(node.maximum, "maximum", node.maximum && compareNumbers(instance, *node.maximum) <= 0, "must be at most ");
        bound(node.exclusiveMinimum, "exclusiveMinimum", node.exclusiveMinimum && compareNumbers(instance, *node.exclusiveMinimum) > 0, "must be more than ");
        bound(node.exclusiveMaximum, "exclusiveMaximum", node.exclusiveMaximum && compareNumbers(instance, *node.exclusiveMaximum) < 0, "must be less than ");
        bound(node.multipleOf, "multipleOf", node.multipleOf && isMultiple(instance, *node.multipleOf), "must be a multiple of ");
        return valid;
    }

    bool checkString(const SchemaNode &node, std::string_view text)
    {
        bool valid = true;
        if (node.minLength && codePoints(text) < *node.minLength) {
            valid = fail(node, "minLength", [&] {
                return *node.minLength == 1 ? std::string("must not be empty") : "must have at least " + std::to_string(*node.minLength) + " characters";
            });
        }
        if (node.maxLength && codePoints(text) > *node.maxLength) {
            valid = fail(node, "maxLength", [&] { return "must have at most " + std::to_string(*node.maxLength) + " characters"; });
        }
        if (node.pattern && !matches(node, *node.pattern, text, "pattern")) {
            valid = fail(node, "pattern", [&] { return "must match the pattern " + node.pattern->text(); });
        }
        return valid;
    }

    bool matches(const SchemaNode &node, const Pattern &pattern, std::string_view text, std::string_view keyword)
    {
        const auto result = pattern.matches(text);
        if (result == Pattern::Match::LimitReached) {
            fail(node, keyword, [&] { return "takes too long to match the pattern " + pattern.text(); });
        }
        return result == Pattern::Match::Yes;
    }

    bool quietly(const SchemaNode &node, const Value &instance, Evaluated *seen)
    {
        ++m_quiet;
        const bool valid = check(node, instance, seen);
        --m_quiet;
        return valid;
    }

    bool checkGroups(const SchemaNode &node, const Value &instance, Evaluated *seen)
    {
        bool valid = true;
        for (const auto *part : node.allOf) {
            valid = check(*part, instance, seen) && valid;
        }
        if (!node.anyOf.empty()) {
            bool any = false;
            for (const auto *part : node.anyOf) {
                any = quietly(*part, instance, seen) || any; // all of them: each may add what it has looked at
            }
            if (!any) {
                valid = fail(node, "anyOf", [] { return std::string("fits none of the allowed forms"); });
            }
        }
        if (!node.oneOf.empty()) {
            int count = 0;
            for (const auto *part : node.oneOf) {
                count += quietly(*part, instance, seen) ? 1 : 0;
            }
            if (count != 1) {
                valid = fail(node, "oneOf", [&] { return std::string(count == 0 ? "fits none of the allowed forms" : "fits more than one of the allowed forms"); });
            }
        }
        if (node.notSchema && quietly(*node.notSchema, instance, nullptr)) {
            valid = fail(node, "not", [] { return std::string("has a form that is not allowed"); });
        }
        if (node.ifSchema) {
            const auto *branch = quietly(*node.ifSchema, instance, seen) ? node.thenSchema : node.elseSchema;
            if (branch) {
                valid = check(*branch, instance, seen) && valid;
            }
        }
        return valid;
    }

    template<typename F>
    bool inside(const std::string &token, const F &body)
    {
        const auto length = m_path.size();
        if (m_out && m_quiet == 0) {
            appendPointer(m_path, token);
        }
        const bool result = body();
        m_path.resize(length);
        return result;
    }

    bool checkArray(const SchemaNode &node, const Array &array, Evaluated *seen)
    {
        bool valid = true;
        if (node.minItems && array.size() < *node.minItems) {
            valid = fail(node, "minItems", [&] { return "must have at least " + std::to_string(*node.minItems) + " elements"; });
        }
        if (node.maxItems && array.size() > *node.maxItems) {
            valid = fail(node, "maxItems", [&] { return "must have at most " + std::to_string(*node.maxItems) + " elements"; });
        }
        if (node.uniqueItems && !isUnique(array)) {
            valid = fail(node, "uniqueItems", [] { return std::string("must not hold the same element twice"); });
        }
        const auto prefix = std::min(node.prefixItems.size(), array.size());
        for (std::size_t i = 0; i < prefix; ++i) {
            valid = inside(std::to_string(i), [&] { return check(*node.prefixItems[i], array[i], nullptr); }) && valid;
            if (seen) {
                seen->elements.insert(i);
            }
        }
        if (node.items) {
            for (std::size_t i = prefix; i < array.size() && (valid || collecting()); ++i) {
                valid = inside(std::to_string(i), [&] { return check(*node.items, array[i], nullptr); }) && valid;
            }
            if (seen) {
                seen->allElements = true;
            }
        }
        valid = checkContains(node, array, seen) && valid;
        if (node.unevaluatedItems && seen && !seen->allElements) {
            for (std::size_t i = 0; i < array.size(); ++i) {
                if (!seen->elements.contains(i)) {
                    valid = inside(std::to_string(i), [&] { return check(*node.unevaluatedItems, array[i], nullptr); }) && valid;
                }
            }
            seen->allElements = true;
        }
        return valid;
    }

    static bool isUnique(const Array &array)
    {
        // Hashing follows sameValue: 1 and 1.0 are the same number.
        std::unordered_multimap<std::size_t, const Value *> known;
        const std::function<std::size_t(const Value &)> hash = [&](const Value &value) -> std::size_t {
            if (value.is_number()) {
                return std::hash<double>()(value.to_number<double>());
            }
            if (value.is_string()) {
                return std::hash<std::string_view>()(value.get_string());
            }
            return static_cast<std::size_t>(value.kind()) * 31 + (value.is_array() ? value.get_array().size() : value.is_object() ? value.get_object().size() : 0);
        };
        for (const auto &element : array) {
            const auto key = hash(element);
            const auto [first, last] = known.equal_range(key);
            if (std::any_of(first, last, [&](const auto &entry) { return sameValue(*entry.second, element); })) {
                return false;
            }
            known.emplace(key, &element);
        }
        return true;
    }

    bool checkContains(const SchemaNode &node, const Array &array, Evaluated *seen)
    {
        if (!node.contains) {
            return true;
        }
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < array.size(); ++i) {
            if (quietly(*node.contains, array[i], nullptr)) {
                ++count;
                if (seen) {
                    seen->elements.insert(i);
                }
            }
        }
        if (count < node.minContains.value_or(1)) {
            return fail(node, node.minContains ? "minContains" : "contains", [] { return std::string("lacks an element that it must hold"); });
        }
        if (node.maxContains && count > *node.maxContains) {
            return fail(node, "maxContains", [&] { return "holds more than " + std::to_string(*node.maxContains) + " of such elements"; });
        }
        return true;
    }

    bool checkObject(const SchemaNode &node, const Value &instance, Evaluated *seen)
    {
        const auto &object = instance.get_object();
        bool valid = true;
        if (node.minProperties && object.size() < *node.minProperties) {
            valid = fail(node, "minProperties", [&] { return "must have at least " + std::to_string(*node.minProperties) + " members"; });
        }
        if (node.maxProperties && object.size() > *node.maxProperties) {
            valid = fail(node, "maxProperties", [&] { return "must have at most " + std::to_string(*node.maxProperties) + " members"; });
        }
        for (const auto &name : node.required) {
            if (!object.contains(name)) {
                valid = fail(node, "required", [&] { return "lacks \"" + name + "\""; });
            }
        }
        for (const auto &[name, others] : node.dependentRequired) {
            for (const auto &other : others) {
                if (object.contains(name) && !object.contains(other)) {
                    valid = fail(node, "dependentRequired", [&] { return "needs \"" + other + "\" where it has \"" + name + "\""; });
                }
            }
        }
        for (const auto &[name, schema] : node.dependentSchemas) {
            if (object.contains(name)) {
                valid = check(*schema, instance, seen) && valid;
            }
        }
        for (const auto &member : object) {
            if (valid || collecting()) {
                valid = checkMember(node, member, seen) && valid;
            }
        }
        if (node.unevaluatedProperties && seen && !seen->allMembers) {
            for (const auto &member : object) {
                if (!seen->members.contains(member.key())) {
                    valid = inside(std::string(member.key()), [&] { return check(*node.unevaluatedProperties, member.value(), nullptr); }) && valid;
                }
            }
            seen->allMembers = true;
        }
        return valid;
    }

    bool checkMember(const SchemaNode &node, const Object::value_type &member, Evaluated *seen)
    {
        const std::string_view key = member.key();
        bool valid = true;
        bool known = false;
        const auto descend = [&](const SchemaNode &schema) { return inside(std::string(key), [&] { return check(schema, member.value(), nullptr); }); };
        if (const auto *schema = node.property(key)) {
            known = true;
            valid = descend(*schema);
        }
        for (const auto &[pattern, schema] : node.patternProperties) {
            if (matches(node, *pattern, key, "patternProperties")) {
                known = true;
                valid = descend(*schema) && valid;
            }
        }
        if (!known && node.additionalProperties) {
            known = true;
            if (node.additionalProperties->kind == SchemaNode::Kind::False) {
                valid = fail(node, "additionalProperties", [&] { return "has the unknown member \"" + std::string(key) + "\""; });
            } else {
                valid = descend(*node.additionalProperties) && valid;
            }
        }
        if (known && seen) {
            seen->members.insert(key);
        }
        if (node.propertyNames) {
            const Value name(key);
            valid = inside(std::string(key), [&] { return check(*node.propertyNames, name, nullptr); }) && valid;
        }
        return valid;
    }

    const detail::CompiledSchema &m_schema;
    const Schema::Options &m_options;
    std::vector<SchemaViolation> *m_out;
    std::vector<const Resource *> m_scope;
    std::string m_path;
    int m_quiet = 0;
    int m_depth = 0;
};

} // namespace

Schema::Schema(std::unique_ptr<Private> p) : d(std::move(p)) {}
Schema::Schema(Schema &&) noexcept = default;
Schema &Schema::operator=(Schema &&) noexcept = default;
Schema::~Schema() = default;

Result<Schema> Schema::compile(const Value &schema, const Loader &loader)
{
    SB_TRY(compiled, detail::compileSchema(schema, loader));
    auto p = std::make_unique<Private>();
    p->compiled = std::move(compiled);
    return Schema(std::move(p));
}

std::vector<SchemaViolation> Schema::validate(const Value &instance, const Options &options) const
{
    std::vector<SchemaViolation> violations;
    Validator(*d->compiled, options, &violations).run(instance);
    return violations;
}

std::vector<SchemaViolation> Schema::validate(const Value &instance) const
{
    return validate(instance, Options{});
}

bool Schema::accepts(const Value &instance) const
{
    const Options options;
    return Validator(*d->compiled, options, nullptr).run(instance);
}

} // namespace signalbox::json
