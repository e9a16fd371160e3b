// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/problems.h"

#include "ui/flow/workbench.h"

#include <QCoreApplication>

#include <charconv>
#include <span>

namespace signalbox::ui {

namespace {

std::vector<std::string> tokensOf(std::string_view pointer)
{
    std::vector<std::string> tokens;
    while (!pointer.empty() && pointer.front() == '/') {
        pointer.remove_prefix(1);
        const auto end = std::min(pointer.find('/'), pointer.size());
        std::string token;
        for (std::size_t i = 0; i < end; ++i) {
            if (pointer[i] == '~' && i + 1 < end) {
                token.push_back(pointer[++i] == '1' ? '/' : '~');
            } else {
                token.push_back(pointer[i]);
            }
        }
        tokens.push_back(std::move(token));
        pointer.remove_prefix(end);
    }
    return tokens;
}

std::optional<std::size_t> positionOf(const std::string &token)
{
    std::size_t position = 0;
    const auto [end, failed] = std::from_chars(token.data(), token.data() + token.size(), position);
    return failed == std::errc() && end == token.data() + token.size() ? std::optional(position) : std::nullopt;
}

} // namespace

std::optional<flow::Path> pathOf(const json::Value &root, std::string_view pointer)
{
    flow::Path path;
    const auto *value = &root;
    for (const auto &token : tokensOf(pointer)) {
        if (value && value->is_array()) {
            const auto position = positionOf(token);
            if (!position) {
                return std::nullopt;
            }
            path.emplace_back(*position);
            value = *position < value->get_array().size() ? &value->get_array()[*position] : nullptr;
        } else if (value && value->is_object()) {
            path.emplace_back(token);
            value = value->get_object().if_contains(token);
        } else {
            return std::nullopt;
        }
    }
    return path;
}

std::string edgeKeyOf(const json::Value &graph, std::uint32_t number)
{
    const auto *edges = json::find(graph, "edges");
    const auto *list = edges ? edges->if_array() : nullptr;
    const auto *edge = list && number < list->size() ? (*list)[number].if_object() : nullptr;
    if (!edge) {
        return {};
    }
    const auto from = json::text(*edge, "from");
    const auto to = json::text(*edge, "to");
    std::string fromPort(json::text(*edge, "fromPort"));
    if (fromPort.empty()) {
        fromPort = "out";
        const auto *nodes = json::find(graph, "nodes");
        for (const auto &node : nodes && nodes->is_array() ? std::span(nodes->get_array().data(), nodes->get_array().size()) : std::span<const json::Value>()) {
            if (const auto *object = node.if_object(); object && json::text(*object, "id") == from && json::text(*object, "type") == "condition") {
                fromPort = "true";
                break;
            }
        }
    }
    auto toPort = json::text(*edge, "toPort");
    toPort = toPort.empty() ? "in" : toPort;
    return std::string(from) + ':' + fromPort + '>' + std::string(to) + ':' + std::string(toPort);
}

FlowPlace placeOf(const json::Value &root, std::string_view pointer)
{
    FlowPlace place;
    const auto tokens = tokensOf(pointer);
    const auto *graph = &root;
    std::size_t at = 0;
    while (graph && at + 1 < tokens.size()) {
        if (tokens[at] == "flows") {
            place.scope.insert(place.scope.end(), {"flows", tokens[at + 1]});
            const auto *flows = json::find(*graph, "flows");
            graph = flows ? json::find(*flows, tokens[at + 1]) : nullptr;
            at += 2;
            continue;
        }
        const auto position = positionOf(tokens[at + 1]);
        if (tokens[at] == "edges" && position) {
            place.edge = static_cast<std::uint32_t>(*position);
            place.edgeKey = edgeKeyOf(*graph, *place.edge);
            return place;
        }
        const auto *nodes = tokens[at] == "nodes" ? json::find(*graph, "nodes") : nullptr;
        if (!nodes || !nodes->is_array() || !position || *position >= nodes->get_array().size()) {
            return place;
        }
        const auto &node = nodes->get_array()[*position];
        const auto id = node.is_object() ? std::string(json::text(node.get_object(), "id")) : std::string();
        if (at + 3 < tokens.size() && tokens[at + 2] == "config" && tokens[at + 3] == "body" && at + 4 < tokens.size()) {
            place.scope.insert(place.scope.end(), {"body", id});
            const auto *config = json::find(node, "config");
            graph = config ? json::find(*config, "body") : nullptr;
            at += 4;
            continue;
        }
        place.node = id;
        for (std::size_t i = at + 2; i < tokens.size(); ++i) {
            json::appendPointer(place.below, tokens[i]);
        }
        return place;
    }
    return place;
}

std::string pointerOf(const json::Value &root, const std::vector<std::string> &scope)
{
    std::string pointer;
    const auto *graph = &root;
    for (std::size_t i = 0; graph && i + 1 < scope.size(); i += 2) {
        if (scope[i] == "flows") {
            pointer += "/flows";
            json::appendPointer(pointer, scope[i + 1]);
            const auto *flows = json::find(*graph, "flows");
            graph = flows ? json::find(*flows, scope[i + 1]) : nullptr;
            continue;
        }
        const auto *nodes = json::find(*graph, "nodes");
        graph = nullptr;
        for (std::size_t n = 0; nodes && nodes->is_array() && n < nodes->get_array().size(); ++n) {
            const auto &node = nodes->get_array()[n];
            if (node.is_object() && json::text(node.get_object(), "id") == scope[i + 1]) {
                pointer += "/nodes/" + std::to_string(n) + "/config/body";
                const auto *config = json::find(node, "config");
                graph = config ? json::find(*config, "body") : nullptr;
                break;
            }
        }
    }
    return pointer;
}

std::optional<QuickFix> fixOf(const json::Value &root, const api::FlowFinding &finding)
{
    const auto path = pathOf(root, finding.path);
    if (!path || path->empty()) {
        return std::nullopt;
    }
    const auto *value = flow::valueAt(root, *path);
    const auto suggestion = finding.args.find("suggestion");
    if (suggestion != finding.args.end() && !suggestion->second.empty() && value && value->is_string()) {
        return QuickFix{QCoreApplication::translate("QuickFix", "Change to “%1”").arg(qt(suggestion->second)),
                        [path = *path, text = suggestion->second](flow::EditHistory &history) { history.set(path, json::Value(text)); }};
    }
    if (finding.code == "expression.braces" && value && value->is_string()) {
        QString text = qt(std::string_view(value->get_string())).trimmed();
        if (text.startsWith(QStringLiteral("{{")) && text.endsWith(QStringLiteral("}}"))) {
            text = text.mid(2, text.size() - 4).trimmed();
            return QuickFix{QCoreApplication::translate("QuickFix", "Take the braces away"),
                            [path = *path, text = text.toStdString()](flow::EditHistory &history) { history.set(path, json::Value(text)); }};
        }
    }
    if (finding.code.rfind("edge.", 0) == 0) {
        // The edge itself, whatever member of it the finding names.
        flow::Path edge;
        for (std::size_t i = 0; i < path->size(); ++i) {
            edge.push_back((*path)[i]);
            const auto *name = std::get_if<std::string>(&(*path)[i]);
            if (name && *name == "edges" && i + 1 < path->size()) {
                edge.push_back((*path)[i + 1]);
                if (flow::valueAt(root, edge)) {
                    return QuickFix{QCoreApplication::translate("QuickFix", "Remove the edge"), [edge](flow::EditHistory &history) { history.erase(edge); }};
                }
            }
        }
    }
    return std::nullopt;
}

} // namespace signalbox::ui
