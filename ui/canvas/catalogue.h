// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas needs to know of the types of nodes. Where the knowledge comes from (a backend, a test)
// is the giver's.
#pragma once

#include "base/json.h"

#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::canvas {

struct PortInfo
{
    std::string name;
    QString title;
    /// JSON Schema of what flows through, or null.
    json::Value schema = nullptr;
    bool operator==(const PortInfo &) const = default;
};

struct TypeInfo
{
    std::string id;   ///< "http.request"
    QString title;    ///< "HTTP request"
    QString summary;  ///< one sentence
    QString documentation; ///< Markdown
    QString family;   ///< "network"
    QString icon;     ///< "node-http"
    std::vector<PortInfo> inputs;
    std::vector<PortInfo> outputs;
    /// Whether it can fail, and so has the port `error`.
    bool canFail = true;
    /// JSON Schema of `config`.
    json::Value schema = nullptr;
    /// All output ports where they depend on the configuration.
    std::function<std::vector<PortInfo>(const json::Object &config)> dynamicOutputs;
};

/// The types that there are. Immutable once it is given to a canvas.
class Catalogue
{
public:
    Catalogue() = default;
    explicit Catalogue(std::vector<TypeInfo> types);

    /// Null for a type that is not known.
    const TypeInfo *find(std::string_view id) const;
    const std::vector<TypeInfo> &all() const { return m_types; }

private:
    std::vector<TypeInfo> m_types;
    std::map<std::string, std::size_t, std::less<>> m_byId;
};

/// `dynamicOutputs` of types whose schema has an array `cases` of objects with a `port`; else empty.
std::function<std::vector<PortInfo>(const json::Object &config)> outputsOfSchema(const json::Value &schema, const std::vector<PortInfo> &fixed);

/// Whether values of the one schema can be of the other: false only where both say types and share none.
bool mayFlow(const json::Value &from, const json::Value &to);

} // namespace signalbox::canvas
