// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/catalogue.h"

#include <set>

namespace signalbox::canvas {

namespace {

std::set<std::string, std::less<>> typesOf(const json::Value &schema)
{
    std::set<std::string, std::less<>> types;
    const auto *type = json::find(schema, "type");
    const auto add = [&](const json::Value &name) {
        if (name.is_string()) {
            types.emplace(name.get_string());
            if (name.get_string() == "integer") {
                types.emplace("number");
            }
        }
    };
    if (type && type->is_array()) {
        for (const auto &name : type->get_array()) {
            add(name);
        }
    } else if (type) {
        add(*type);
    }
    return types;
}

} // namespace

Catalogue::Catalogue(std::vector<TypeInfo> types) : m_types(std::move(types))
{
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        m_byId.emplace(m_types[i].id, i);
    }
}

const TypeInfo *Catalogue::find(std::string_view id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &m_types[found->second];
}

std::function<std::vector<PortInfo>(const json::Object &config)> outputsOfSchema(const json::Value &schema, const std::vector<PortInfo> &fixed)
{
    const auto *properties = json::find(schema, "properties");
    const auto *cases = properties ? json::find(*properties, "cases") : nullptr;
    const auto *items = cases ? json::find(*cases, "items") : nullptr;
    const auto *members = items ? json::find(*items, "properties") : nullptr;
    if (!members || !json::find(*members, "port")) {
        return {};
    }
    return [fixed](const json::Object &config) {
        std::vector<PortInfo> ports;
        const auto *list = json::find(config, "cases");
        if (list && list->is_array()) {
            for (const auto &entry : list->get_array()) {
                const auto *port = json::find(entry, "port");
                if (port && port->is_string() && !port->get_string().empty()) {
                    const std::string name(port->get_string());
                    ports.push_back({name, QString::fromStdString(name), nullptr});
                }
            }
        }
        ports.insert(ports.end(), fixed.begin(), fixed.end());
        return ports;
    };
}

bool mayFlow(const json::Value &from, const json::Value &to)
{
    const auto given = typesOf(from);
    const auto wanted = typesOf(to);
    if (given.empty() || wanted.empty()) {
        return true;
    }
    return std::any_of(given.begin(), given.end(), [&](const auto &type) { return wanted.contains(type); });
}

} // namespace signalbox::canvas
