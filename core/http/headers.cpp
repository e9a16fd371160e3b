// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/headers.h"

#include <algorithm>

namespace signalbox::http {

namespace {

// Not std::tolower: header names do not depend on the locale.
constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

void Headers::add(std::string name, std::string value)
{
    m_fields.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string name, std::string value)
{
    remove(name);
    add(std::move(name), std::move(value));
}

bool Headers::remove(std::string_view name)
{
    return std::erase_if(m_fields, [name](const Field &field) { return equalsIgnoringCase(field.first, name); }) > 0;
}

const std::string *Headers::find(std::string_view name) const
{
    for (const auto &field : m_fields) {
        if (equalsIgnoringCase(field.first, name)) {
            return &field.second;
        }
    }
    return nullptr;
}

std::string_view Headers::value(std::string_view name, std::string_view fallback) const
{
    const auto *found = find(name);
    return found ? std::string_view(*found) : fallback;
}

std::vector<std::string> Headers::values(std::string_view name) const
{
    std::vector<std::string> all;
    for (const auto &field : m_fields) {
        if (equalsIgnoringCase(field.first, name)) {
            all.push_back(field.second);
        }
    }
    return all;
}

} // namespace signalbox::http
