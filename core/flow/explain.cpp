// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/explain.h"

#include "flow/graph.h"

namespace signalbox::flow {

namespace {

constexpr std::size_t kMostSteps = 200;
constexpr std::size_t kMostText = 80;

// Text of a person inside of Markdown: on one line, short, and never markup.
std::string plain(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        if (line.size() >= kMostText && (static_cast<unsigned char>(c) & 0xc0) != 0x80) {
            return line + "…";
        }
        if (c == '\n' || c == '\r' || c == '\t') {
            line += ' ';
        } else if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) {
            line += '\\';
            line += c;
        } else {
            line += c;
        }
    }
    return line;
}

std::string code(std::string_view text)
{
    std::string line;
    for (const char c : text.substr(0, kMostText)) {
        line += c == '`' ? '\'' : c == '\n' ? ' ' : c;
    }
    while (!line.empty() && text.size() > kMostText && (static_cast<unsigned char>(line.back()) & 0x80) != 0) {
        line.pop_back();
    }
    return "`" + line + (text.size() > kMostText ? "…" : "") + "`";
}

std::string nameOf(const Node &node)
{
    return node.name.empty() ? "**" + plain(node.id) + "**" : "**" + plain(node.name) + "** (" + code(node.id) + ")";
}

std::string lowered(std::string text)
{
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z' && (text.size() < 2 || text[1] < 'A' || text[1] > 'Z')) {
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    }
    while (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

class Explanation
{
public:
    Explanation(const Flow &flow, const NodeCatalogue &catalogue) : m_flow(flow), m_catalogue(catalogue), m_graph(flow) {}

    std::string write()
    {
        heading();
        steps();
        effects();
        failures();
        return std::move(m_text);
    }

private:
    const NodeType *typeOf(std::uint32_t node) const { return m_catalogue.find(m_flow.nodes[node].type); }

    void heading()
    {
        m_text += "### " + plain(m_flow.name.empty() ? (m_flow.id.empty() ? "A flow without a name" : m_flow.id) : m_flow.name) + "\n\n";
        if (!m_flow.description.empty()) {
            m_text += plain(m_flow.description) + "\n\n";
        }
        m_text += std::to_string(m_flow.nodes.size()) + (m_flow.nodes.size() == 1 ? " node, " : " nodes, ") + std::to_string(m_flow.edges.size()) + (m_flow.edges.size() == 1 ? " edge" : " edges");
        if (!m_flow.vars.empty()) {
            m_text += ", variables";
            const char *separator = " ";
            for (const auto &entry : m_flow.vars) {
                m_text += separator + code(entry.key());
                separator = ", ";
            }
        }
        m_text += ".\n\n";
    }

    void steps()
    {
        const auto &order = m_graph.order();
        std::size_t number = 0;
        for (const auto node : order) {
            if (++number > kMostSteps) {
                m_text += "\n… and " + std::to_string(order.size() - kMostSteps) + " more.\n";
                break;
            }
            m_text += std::to_string(number) + ". " + step(node) + "\n";
        }
        if (order.size() < m_flow.nodes.size()) {
            m_text += "\nThe rest never runs: these nodes wait for one another in a circle: ";
            const char *separator = "";
            for (const auto node : m_graph.findCycle()) {
                m_text += separator + nameOf(m_flow.nodes[node]);
                separator = " → ";
            }
            m_text += ".\n";
        }
        m_text += "\n";
    }

    std::string step(std::uint32_t index) const
    {
        const auto &node = m_flow.nodes[index];
        const auto *type = typeOf(index);
        auto text = nameOf(node) + ": " + (type ? lowered(type->summary) : "a node of the unknown type " + code(node.type));
        if (const auto what = detail(node); !what.empty()) {
            text += " — " + what;
        }
        text += when(index, type) + ".";
        return text;
    }

    // The one member of a configuration that says most.
    static std::string detail(const Node &node)
    {
        for (const char *member : {"expression", "url", "path", "duration", "while", "until", "flow", "items"}) {
            const auto *value = node.config.if_contains(member);
            if (value && value->is_string() && !value->get_string().empty()) {
                const auto *method = node.config.if_contains("method");
                const auto *over = std::string_view(member) == "flow" ? node.config.if_contains("items") : nullptr;
                return (method && method->is_string() ? plain(method->get_string()) + " " : "") + code(value->get_string()) + (over && over->is_string() ? " for each of " + code(over->get_string()) : "");
            }
        }
        if (const auto *set = node.config.if_contains("set"); set && set->is_object()) {
            std::string fields;
            for (const auto &entry : set->get_object()) {
                fields += (fields.empty() ? "sets " : ", ") + code(entry.key());
            }
            return fields;
        }
        return {};
    }

    std::string when(std::uint32_t index, const NodeType *type) const
    {
        const auto edges = m_graph.inEdges(index);
        if (edges.empty()) {
            return type && type->kind == NodeKind::Trigger ? "; it starts the flow" : "; it starts with the run's input";
        }
        std::string text = edges.size() > 1 ? "; when decided: " : "; after ";
        const char *separator = "";
        for (const auto edge : edges) {
            const auto &source = m_flow.nodes[m_graph.source(edge)];
            text += separator + code(source.id);
            const auto port = effectiveFromPort(m_flow.edges[edge], source.type);
            if (port != "out") {
                text += port == "error" ? " failed" : " says " + code(port);
            }
            if (m_flow.edges[edge].condition) {
                text += ", if " + code(*m_flow.edges[edge].condition);
            }
            separator = ", ";
        }
        return text;
    }

    void effects()
    {
        std::string list;
        for (std::uint32_t i = 0; i < m_flow.nodes.size(); ++i) {
            const auto *type = typeOf(i);
            if (type && type->kind == NodeKind::Effect) {
                const auto &node = m_flow.nodes[i];
                const auto policy = node.onInterrupted ? *node.onInterrupted : type->onInterrupted ? type->onInterrupted(node.config) : OnInterrupted::Hold;
                list += "- " + nameOf(node) + (policy == OnInterrupted::Retry ? ": repeated if it is interrupted" : ": held for a person if it is interrupted");
                if (node.retry && node.retry->attempts > 1) {
                    list += "; tried up to " + std::to_string(node.retry->attempts) + " times";
                }
                if (node.timeout) {
                    list += "; at most " + formatDuration(*node.timeout);
                }
                list += "\n";
            }
        }
        m_text += list.empty() ? "Nothing of it reaches outside of Signalbox.\n" : "**What reaches outside**\n\n" + list;
    }

    void failures()
    {
        std::string list;
        for (std::uint32_t i = 0; i < m_flow.nodes.size(); ++i) {
            const auto &node = m_flow.nodes[i];
            const auto out = m_graph.outEdges(i);
            const bool isCaught = std::any_of(out.begin(), out.end(), [&](auto edge) { return m_flow.edges[edge].fromPort == "error"; });
            if (isCaught) {
                list += "- If " + nameOf(node) + " fails, its `error` port goes on.\n";
            } else if (node.onError == OnError::Finish) {
                list += "- If " + nameOf(node) + " fails, the others finish.\n";
            } else if (node.onError == OnError::Default) {
                list += "- If " + nameOf(node) + " fails, a default takes the place of its output.\n";
            } else if (node.onError == OnError::Hold) {
                list += "- If " + nameOf(node) + " fails, the run waits until a person has decided.\n";
            }
        }
        m_text += list.empty() ? "\nThe first failure ends the run.\n" : "\n**When something fails**\n\n" + list + "- Any other failure ends the run.\n";
    }

    const Flow &m_flow;
    const NodeCatalogue &m_catalogue;
    const Graph m_graph;
    std::string m_text;
};

} // namespace

std::string explain(const Flow &flow, const NodeCatalogue &catalogue)
{
    return Explanation(flow, catalogue).write();
}

} // namespace signalbox::flow
