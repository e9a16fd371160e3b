// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/find_elsewhere.h"

#include "ui/canvas/parts_p.h"

#include <QStringList>

#include <algorithm>

namespace signalbox::canvas {

namespace {

constexpr std::size_t kDeepest = 32;

class Finder
{
public:
    Finder(const FlowEditor &editor, const QString &text, std::size_t most)
        : m_editor(editor), m_words(text.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts)), m_most(most)
    {
    }

    std::vector<GraphHit> run()
    {
        if (m_words.isEmpty()) {
            return {};
        }
        visit(m_editor.root(), {});
        const auto *flows = json::find(m_editor.root(), "flows");
        if (flows && flows->is_object()) {
            for (const auto &flow : flows->get_object()) {
                visit(flow.value(), {"flows", std::string(flow.key())});
            }
        }
        return std::move(m_hits);
    }

private:
    void visit(const json::Value &graph, const std::vector<std::string> &scope)
    {
        const bool isSeen = scope == m_editor.scope();
        for (const auto &entry : entriesOf(graph, "nodes")) {
            const auto *node = entry.if_object();
            if (!node || m_hits.size() >= m_most) {
                continue;
            }
            const std::string id(json::text(*node, "id"));
            const auto *config = node->if_contains("config");
            if (!isSeen && holdsAll(*node, config ? config->if_object() : nullptr)) {
                m_hits.push_back({scope, id});
            }
            const auto *body = config ? json::find(*config, "body") : nullptr;
            if (body && body->is_object() && scope.size() < 2 * kDeepest) {
                auto inner = scope;
                inner.insert(inner.end(), {"body", id});
                visit(*body, inner);
            }
        }
    }

    // What stands in a body counts for the nodes in it.
    bool holdsAll(const json::Object &node, const json::Object *config) const
    {
        const auto qt = [](std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); };
        const auto type = json::text(node, "type");
        const auto *info = m_editor.catalogue().find(type);
        QString all = qt(json::text(node, "name")) + QLatin1Char('\n') + qt(json::text(node, "id")) + QLatin1Char('\n') + qt(type) + QLatin1Char('\n') + (info ? info->title : QString());
        for (const auto &member : config ? *config : json::Object()) {
            if (member.key() != "body") {
                all += QLatin1Char('\n') + qt(member.key()) + QLatin1Char(' ') + QString::fromStdString(json::write(member.value()));
            }
        }
        all = all.toCaseFolded();
        return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) { return all.contains(word); });
    }

    const FlowEditor &m_editor;
    QStringList m_words;
    std::size_t m_most;
    std::vector<GraphHit> m_hits;
};

} // namespace

std::vector<GraphHit> findElsewhere(const FlowEditor &editor, const QString &text, std::size_t most)
{
    return Finder(editor, text, most).run();
}

} // namespace signalbox::canvas
