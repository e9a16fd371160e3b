// SPDX-License-Identifier: GPL-3.0-or-later
// Header fields of a message: an ordered list, names compared without case.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace signalbox::http {

/// Whether two header names (or schemes, or hosts) are the same, ASCII case apart.
bool equalsIgnoringCase(std::string_view a, std::string_view b);

/// Header fields in their order. A name may occur more than once.
class Headers
{
public:
    using Field = std::pair<std::string, std::string>;

    Headers() = default;
    Headers(std::initializer_list<Field> fields) : m_fields(fields) {}

    /// Appends, also where the name is there already.
    void add(std::string name, std::string value);
    /// Replaces every field of that name.
    void set(std::string name, std::string value);
    /// Removes every field of that name; false if there was none.
    bool remove(std::string_view name);
    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// The first value of that name, or null. Valid until the next change.
    const std::string *find(std::string_view name) const;
    /// The first value of that name, or `fallback`.
    std::string_view value(std::string_view name, std::string_view fallback = {}) const;
    std::vector<std::string> values(std::string_view name) const;

    auto begin() const { return m_fields.begin(); }
    auto end() const { return m_fields.end(); }
    std::size_t size() const { return m_fields.size(); }
    bool isEmpty() const { return m_fields.empty(); }
    void clear() { m_fields.clear(); }
    bool operator==(const Headers &) const = default;

private:
    std::vector<Field> m_fields;
};

} // namespace signalbox::http
