// SPDX-License-Identifier: GPL-3.0-or-later
// JSON Schema validation, drafts 2020-12 and 7.
#pragma once

#include "base/json.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace signalbox::json {

/// One place where an instance does not fit its schema.
struct SchemaViolation
{
    /// JSON pointer into the instance.
    std::string instancePath;
    /// JSON pointer into the schema, to the keyword that failed.
    std::string schemaPath;
    std::string keyword;
    /// A sentence for a person: "must be one of "GET", "POST"".
    std::string message;
};

/// A compiled schema. Immutable and thread-safe once made.
class Schema
{
public:
    /// Gives the document of a `$ref` to another URI; an error where it is unknown. Nothing is fetched.
    using Loader = std::function<Result<Value>(std::string_view uri)>;

    /// Errors: schema.invalid (bad keyword, pattern that does not compile, unknown `$ref`).
    /// The dialect is `$schema`'s, 2020-12 where there is none.
    static Result<Schema> compile(const Value &schema, const Loader &loader = {});

    Schema(Schema &&) noexcept;
    Schema &operator=(Schema &&) noexcept;
    ~Schema();

    struct Options
    {
        /// Stop after this many violations.
        std::size_t maxViolations = 100;
        /// Says of a value in the instance "accept without looking" (a template that is resolved later).
        std::function<bool(const Value &)> accept;
    };
    /// All violations, none if it fits. Patterns run under match limits (schema.patternLimit counts
    /// as a violation), recursion of schema and instance is bounded.
    std::vector<SchemaViolation> validate(const Value &instance, const Options &options) const;
    std::vector<SchemaViolation> validate(const Value &instance) const;
    bool accepts(const Value &instance) const;

private:
    struct Private;
    explicit Schema(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace signalbox::json
