// SPDX-License-Identifier: GPL-3.0-or-later
// What a card says below its title.
#include "flow/drawing.h"

#include <array>

#include <QStringList>

namespace signalbox::flow {

namespace {

constexpr qsizetype kLongest = 90;

QString shown(const json::Value &value)
{
    std::string text;
    if (value.is_string()) {
        text = std::string(value.get_string());
    } else if (value.is_number() || value.is_bool()) {
        text = json::write(value);
    } else if (const auto *object = value.if_object()) {
        for (const auto &entry : *object) {
            text += (text.empty() ? "" : ", ") + std::string(entry.key());
            if (text.size() > static_cast<std::size_t>(kLongest)) {
                break;
            }
        }
    }
    QString line = QString::fromStdString(text.substr(0, 400)).simplified();
    // The braces of a template say nothing to a reader of a card.
    line.remove(QLatin1String("{{ ")).remove(QLatin1String(" }}")).remove(QLatin1String("{{")).remove(QLatin1String("}}"));
    return line.left(kLongest);
}

QString summaryOf(const json::Object &config)
{
    if (const auto *url = json::find(config, "url")) {
        const auto method = json::text(config, "method", "GET");
        return QString::fromUtf8(method.data(), static_cast<qsizetype>(method.size())) + QLatin1Char(' ') + shown(*url);
    }
    if (const auto *cases = json::find(config, "cases"); cases && cases->is_array()) {
        QStringList ports;
        for (const auto &entry : cases->get_array()) {
            if (const auto *port = json::find(entry, "port")) {
                ports << shown(*port);
            }
        }
        return ports.join(QStringLiteral(" · "));
    }
    static constexpr std::array<std::string_view, 17> telling = {
        "path", "items", "expression", "set", "flow", "while", "until", "duration", "prompt", "model", "agent", "tool", "query", "to", "schedule", "text", "mode"};
    for (const auto key : telling) {
        if (const auto *value = json::find(config, key); value && !value->is_null()) {
            if (auto line = shown(*value); !line.isEmpty()) {
                return line;
            }
        }
    }
    for (const auto &entry : config) {
        if (auto line = shown(entry.value()); !line.isEmpty() && !entry.value().is_object()) {
            return QString::fromUtf8(entry.key().data(), static_cast<qsizetype>(entry.key().size())) + QLatin1String(": ") + line;
        }
    }
    return {};
}

} // namespace

std::string configSummary(const json::Object &config)
{
    return summaryOf(config).toStdString();
}

} // namespace signalbox::flow
