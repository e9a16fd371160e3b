// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes that go out of a flow, and the edges that are then where they were.
#include "ui/canvas/flow_editor.h"

#include "flow/template.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace signalbox::canvas {

namespace {

// More operands than these read as nothing that a person would keep.
constexpr std::size_t kMostOperands = 1000;

using Ends = std::tuple<std::string, std::string, std::string, std::string>;

// Conditions by number, of which all must hold; and several of those, of which one must. An empty list among them asks
// nothing, and stands alone then.
using All = std::vector<std::uint32_t>;
using Any = std::vector<All>;

bool holds(const All &whole, const All &part)
{
    return part.size() <= whole.size() && std::all_of(part.begin(), part.end(), [&](std::uint32_t each) { return std::find(whole.begin(), whole.end(), each) != whole.end(); });
}

// Whether that changes what is asked: who asks less makes the other one idle.
bool add(Any &any, All all)
{
    if (std::any_of(any.begin(), any.end(), [&](const All &present) { return holds(all, present); })) {
        return false;
    }
    std::erase_if(any, [&](const All &present) { return holds(present, all); });
    any.push_back(std::move(all));
    return true;
}

std::size_t sizeOf(const Any &any)
{
    std::size_t size = 0;
    for (const auto &all : any) {
        size += all.size();
    }
    return size;
}

bool asksNothing(const Any &any)
{
    return any.size() == 1 && any.front().empty();
}

enum class Place
{
    Same,    ///< on an edge with the same source
    Another, ///< on one with another
};

// The nodes that a condition reads; nothing where it could mean another thing there.
std::optional<std::vector<std::string>> nodesRead(const std::string &condition, Place place)
{
    const auto info = flow::analyseExpression(condition);
    if (!info || (info->redefines && place == Place::Another)) {
        return std::nullopt;
    }
    std::vector<std::string> nodes;
    for (const auto &reference : info->references) {
        if (place == Place::Another && (reference.root == "output" || reference.root == "input" || reference.root == "ports")) {
            return std::nullopt;
        }
        if (reference.root != "nodes") {
            continue;
        }
        if (const auto *id = reference.path.empty() ? nullptr : std::get_if<std::string>(&reference.path.front())) {
            nodes.push_back(*id);
        } else if (!info->redefines) {
            return std::nullopt;
        }
    }
    return nodes;
}

// As an operand; a comment at its end must not swallow the bracket.
std::string bracketed(const std::string &condition)
{
    const auto comment = condition.rfind("//");
    const bool isOpen = comment != std::string::npos && condition.find('\n', comment) == std::string::npos;
    return "(" + condition + (isOpen ? "\n)" : ")");
}

struct Wire
{
    PortName from;
    PortName to;
    std::optional<std::string> condition;
    json::Object rest;
    std::optional<std::size_t> next; ///< the node that goes, where it leads into one
    std::uint32_t source = 0;        ///< by number
    std::optional<std::uint32_t> operand;
    std::optional<std::vector<std::uint32_t>> reads; ///< by its condition

    Ends ends() const { return {from.node, from.port, to.node, to.port}; }
};

// An edge that was there beside the nodes.
struct Present
{
    std::size_t position = 0;
    std::uint32_t source = 0;
    std::optional<std::string> condition;
};

// An edge as it is to be.
struct Joint
{
    PortName from;
    PortName to;
    json::Object rest;
    Any asked;
    std::optional<std::size_t> present; ///< where the edge stands already
    bool isChanged = false;
};

class Healing
{
public:
    explicit Healing(const std::vector<std::string> &nodes)
    {
        for (const auto &id : nodes) {
            m_gone.emplace(id, m_gone.size());
        }
        m_leaving.resize(m_gone.size());
    }

    bool concerns(const Wire &wire) const { return goneOf(wire.from.node) || goneOf(wire.to.node); }

    void take(std::size_t position, Wire wire)
    {
        const auto from = goneOf(wire.from.node);
        wire.next = goneOf(wire.to.node);
        wire.source = numberOf(wire.from.node);
        const auto target = numberOf(wire.to.node);
        if (from && wire.from.port == "error") {
            return; // what failed is not passed on
        }
        m_before[target].push_back(wire.source);
        if (!from && !wire.next) {
            m_present.emplace(wire.ends(), Present{position, wire.source, std::move(wire.condition)});
        } else if (!from) {
            m_entering.push_back(std::move(wire));
        } else {
            m_leaving[*from].push_back(std::move(wire));
        }
    }

    void run()
    {
        for (auto &wires : m_leaving) {
            for (auto &wire : wires) {
                read(wire, Place::Another);
            }
        }
        for (auto &wire : m_entering) {
            read(wire, Place::Same);
        }
        m_isGone.assign(m_before.size(), false);
        for (const auto &[id, number] : m_gone) {
            if (const auto found = m_numbers.find(std::string(id)); found != m_numbers.end()) {
                m_isGone[found->second] = true;
            }
        }
        m_seenFor.assign(m_before.size(), 0);
        sort();
        m_asked.resize(m_gone.size());
        std::vector<bool> isReached(m_gone.size(), false);
        for (const auto &first : m_entering) {
            follow(first);
            for (const auto node : m_reached) {
                isReached[node] = true;
                m_asked[node].clear();
            }
            m_reached.clear();
        }
        // What nothing leads into gives its edges to nobody.
        for (std::size_t i = 0; i < m_leaving.size(); ++i) {
            for (const auto &wire : m_leaving[i]) {
                if (!isReached[i] && wire.condition) {
                    m_lost.insert(wire.ends());
                }
            }
        }
    }

    /// The condition of an edge; none where nothing is asked.
    std::optional<std::string> textOf(const Joint &joint)
    {
        if (asksNothing(joint.asked)) {
            return std::nullopt;
        }
        const auto both = [&](const All &all) {
            std::string text;
            for (const auto each : all) {
                text += (text.empty() ? "" : " && ") + bracketed(m_operands[each].text);
            }
            return text;
        };
        if (joint.asked.size() == 1) {
            const auto &all = joint.asked.front();
            return all.size() == 1 ? m_operands[all.front()].text : checked(both(all), joint.asked);
        }
        std::string text;
        for (const auto &all : joint.asked) {
            text += (text.empty() ? "" : " || ") + (all.size() == 1 ? both(all) : "(" + both(all) + ")");
        }
        return checked(std::move(text), joint.asked);
    }

    const std::vector<Joint> &joints() const { return m_joints; }
    int lost() const { return static_cast<int>(m_lost.size()); }

private:
    struct Operand
    {
        std::string text;
        Ends ends; ///< of an edge that asks it
    };

    std::optional<std::size_t> goneOf(std::string_view id) const
    {
        const auto found = m_gone.find(id);
        return found == m_gone.end() ? std::nullopt : std::optional(found->second);
    }

    std::uint32_t numberOf(const std::string &id)
    {
        const auto [found, isNew] = m_numbers.emplace(id, static_cast<std::uint32_t>(m_before.size()));
        if (isNew) {
            m_before.emplace_back();
        }
        return found->second;
    }

    std::uint32_t operandOf(const std::string &condition, const Ends &ends)
    {
        const auto [found, isNew] = m_operandOf.emplace(condition, static_cast<std::uint32_t>(m_operands.size()));
        if (isNew) {
            m_operands.push_back({condition, ends});
        }
        return found->second;
    }

    void read(Wire &wire, Place place)
    {
        if (!wire.condition) {
            return;
        }
        if (const auto nodes = nodesRead(*wire.condition, place)) {
            wire.reads.emplace();
            for (const auto &id : *nodes) {
                wire.reads->push_back(numberOf(id));
            }
            wire.operand = operandOf(*wire.condition, wire.ends());
        }
    }

    // Whether all that is read stays and runs before the source does, or is it.
    bool isKnownTo(std::uint32_t source, const std::vector<std::uint32_t> &read)
    {
        if (read.empty()) {
            return true;
        }
        if (m_round == 0 || source != m_source) {
            m_source = source;
            m_waiting.assign(1, source);
            m_seenFor[source] = ++m_round;
        }
        return std::all_of(read.begin(), read.end(), [&](std::uint32_t id) {
            // No farther than to what is looked for; the next one goes on from there.
            while (m_seenFor[id] != m_round && !m_waiting.empty()) {
                const auto at = m_waiting.back();
                m_waiting.pop_back();
                for (const auto before : m_before[at]) {
                    if (std::exchange(m_seenFor[before], m_round) != m_round) {
                        m_waiting.push_back(before);
                    }
                }
            }
            return m_seenFor[id] == m_round && !m_isGone[id];
        });
    }

    // What is asked by an edge that leaves the source, or the edge's condition counts as lost.
    std::optional<std::uint32_t> askedBy(const Wire &wire, std::uint32_t source)
    {
        if (wire.condition && !(wire.reads && isKnownTo(source, *wire.reads))) {
            m_lost.insert(wire.ends());
            return std::nullopt;
        }
        return wire.operand;
    }

    // The nodes that go, each behind those that lead to it.
    void sort()
    {
        std::vector<std::size_t> left(m_leaving.size(), 0); // the next edge to look at, and one more
        std::vector<std::size_t> path;
        for (std::size_t root = 0; root < m_leaving.size(); ++root) {
            if (left[root] == 0) {
                path.push_back(root);
                left[root] = 1;
            }
            while (!path.empty()) {
                const auto at = path.back();
                if (left[at] > m_leaving[at].size()) {
                    m_order.push_back(at);
                    path.pop_back();
                } else if (const auto next = m_leaving[at][left[at]++ - 1].next; next && left[*next] == 0) {
                    left[*next] = 1;
                    path.push_back(*next);
                }
            }
        }
        std::reverse(m_order.begin(), m_order.end());
        m_rank.resize(m_order.size());
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            m_rank[m_order[i]] = i;
        }
    }

    // Through the nodes that go, to all that is behind them, with what is asked on the way. A node is left when all that leads
    // to it is known; what leads around, in a flow that cannot run, comes by again until nothing changes.
    void follow(const Wire &first)
    {
        const auto begun = askedBy(first, first.source);
        m_asked[*first.next].push_back(begun ? All{*begun} : All{});
        m_reached.push_back(*first.next);
        std::set<std::size_t> pending{m_rank[*first.next]};
        while (!pending.empty()) {
            const auto at = m_order[*pending.begin()];
            pending.erase(pending.begin());
            const auto asked = m_asked[at];
            for (const auto &next : m_leaving[at]) {
                const auto more = askedBy(next, first.source);
                if (next.next) {
                    auto &target = m_asked[*next.next];
                    if (target.empty()) {
                        m_reached.push_back(*next.next);
                    }
                    if (arrive(target, asked, more)) {
                        pending.insert(m_rank[*next.next]);
                    }
                } else if (auto *joint = first.from.node == next.to.node ? nullptr : jointOf(first, next)) {
                    joint->isChanged = arrive(joint->asked, asked, more) || joint->isChanged;
                }
            }
        }
    }

    bool arrive(Any &target, const Any &asked, std::optional<std::uint32_t> more)
    {
        bool isChanged = false;
        for (auto all : asked) {
            if (more && std::find(all.begin(), all.end(), *more) == all.end()) {
                all.push_back(*more);
            }
            isChanged = add(target, std::move(all)) || isChanged;
            if (sizeOf(target) > kMostOperands) {
                lose(target);
                target.assign(1, All());
                return true;
            }
        }
        return isChanged;
    }

    void lose(const Any &asked)
    {
        for (const auto &all : asked) {
            for (const auto each : all) {
                m_lost.insert(m_operands[each].ends);
            }
        }
    }

    // The edge between what is before and what is behind; none where one is there and asks nothing.
    Joint *jointOf(const Wire &first, const Wire &next)
    {
        const Ends ends(first.from.node, first.from.port, next.to.node, next.to.port);
        const auto present = m_present.find(ends);
        if (present != m_present.end() && !present->second.condition) {
            return nullptr;
        }
        const auto [place, isNew] = m_jointAt.emplace(ends, m_joints.size());
        if (!isNew) {
            return &m_joints[place->second];
        }
        auto &joint = m_joints.emplace_back(Joint{first.from, next.to, {}, {}, {}, false});
        if (present != m_present.end()) {
            joint.present = present->second.position;
            joint.asked = askedAlready(present->second, ends);
            joint.isChanged = asksNothing(joint.asked);
            return &joint;
        }
        joint.rest = first.rest;
        for (const auto &member : next.rest) {
            joint.rest.emplace(member.key(), member.value());
        }
        return &joint;
    }

    Any askedAlready(const Present &present, const Ends &ends)
    {
        const auto nodes = nodesRead(*present.condition, Place::Same);
        std::vector<std::uint32_t> numbers;
        bool isKnown = nodes.has_value();
        for (const auto &id : nodes.value_or(std::vector<std::string>())) {
            const auto found = m_numbers.find(id);
            isKnown = isKnown && found != m_numbers.end();
            if (isKnown) {
                numbers.push_back(found->second);
            }
        }
        if (!isKnown || !isKnownTo(present.source, numbers)) {
            m_lost.insert(ends);
            return {All()};
        }
        return {All{operandOf(*present.condition, ends)}};
    }

    // Conditions that are fine each may nest too deep together.
    std::optional<std::string> checked(std::string text, const Any &asked)
    {
        if (flow::analyseExpression(text)) {
            return text;
        }
        lose(asked);
        return std::nullopt;
    }

    std::unordered_map<std::string_view, std::size_t> m_gone;
    std::unordered_map<std::string, std::uint32_t> m_numbers; ///< of all nodes that are named
    std::vector<std::vector<std::uint32_t>> m_before;         ///< by number; what leads to a node when it is healed
    std::vector<bool> m_isGone;
    std::vector<Wire> m_entering;
    std::vector<std::vector<Wire>> m_leaving; ///< by the node that goes, as all below
    std::vector<std::size_t> m_order;
    std::vector<std::size_t> m_rank;
    std::vector<Any> m_asked;
    std::vector<std::size_t> m_reached;
    std::map<Ends, Present> m_present;
    std::vector<Operand> m_operands;
    std::unordered_map<std::string, std::uint32_t> m_operandOf;
    std::vector<Joint> m_joints;
    std::map<Ends, std::size_t> m_jointAt;
    std::set<Ends> m_lost; ///< edges whose conditions go
    std::uint32_t m_source = 0; ///< whose ancestors were looked for last, how far, and what is left
    std::vector<std::uint32_t> m_seenFor;
    std::uint32_t m_round = 0;
    std::vector<std::uint32_t> m_waiting;
};

} // namespace

// Joins what leads into the nodes with what leads out of them, and cuts them off. A condition on the way stays where it says
// the same on the new edge: it reads nothing that the nodes gave, and what it reads is known before the new edge's source.
int FlowEditor::heal(const std::vector<std::string> &nodes)
{
    Healing healing(nodes);
    if (const auto *edges = array("edges")) {
        for (std::size_t i = 0; i < edges->size(); ++i) {
            if (const auto *entry = (*edges)[i].if_object()) {
                Wire wire;
                wire.from = fromOf(*entry);
                wire.to = toOf(*entry);
                if (entry->contains("condition")) {
                    wire.condition = std::string(json::text(*entry, "condition"));
                }
                if (healing.concerns(wire)) {
                    wire.rest = restOf(*entry);
                }
                healing.take(i, std::move(wire));
            }
        }
    }
    healing.run();
    std::vector<flow::Splice::Entry> added;
    for (const auto &joint : healing.joints()) {
        if (joint.present && !joint.isChanged) {
            continue;
        }
        const auto condition = healing.textOf(joint);
        if (joint.present) {
            const auto path = at("edges") / *joint.present / "condition";
            if (condition) {
                m_history.set(path, json::Value(std::string_view(*condition)));
            } else {
                m_history.erase(path);
            }
            continue;
        }
        auto edge = edgeJson(joint.from, joint.to);
        if (condition) {
            edge.emplace("condition", *condition);
        }
        for (const auto &member : joint.rest) {
            edge.emplace(member.key(), member.value());
        }
        added.push_back({0, {}, std::move(edge)});
    }
    removeEdgesOf(nodes);
    if (!added.empty()) {
        ensure(at("edges"), json::Array{});
        m_history.appendMany(at("edges"), std::move(added));
    }
    return healing.lost();
}

int FlowEditor::takeOut(const std::vector<std::string> &nodes, const std::vector<Placement> &places, std::optional<std::uint32_t> onto)
{
    const auto *target = onto ? edge(*onto) : nullptr;
    const auto ends = target ? std::optional(std::pair(fromOf(*target), toOf(*target))) : std::nullopt;
    m_history.begin((ends ? tr("Insert on edge") : tr("Take out")).toStdString());
    const int lost = heal(nodes);
    // The edge may stand elsewhere in the file now.
    const auto *edges = ends ? array("edges") : nullptr;
    for (std::uint32_t i = 0; edges && i < edges->size(); ++i) {
        if (const auto *entry = edge(i); entry && fromOf(*entry) == ends->first && toOf(*entry) == ends->second) {
            splitEdge(i, nodes.front());
            break;
        }
    }
    if (!places.empty()) {
        placeNodes(places);
    }
    finish();
    return lost;
}

int FlowEditor::removeAndHeal(const std::vector<std::string> &nodes)
{
    m_history.begin(tr("Delete and heal").toStdString());
    const int lost = heal(nodes);
    const std::set<std::string, std::less<>> gone(nodes.begin(), nodes.end());
    std::vector<std::size_t> positions;
    if (const auto *entries = array("nodes")) {
        for (std::size_t i = 0; i < entries->size(); ++i) {
            if ((*entries)[i].is_object() && gone.contains(json::text((*entries)[i].get_object(), "id"))) {
                positions.push_back(i);
            }
        }
    }
    m_history.eraseMany(at("nodes"), positions);
    unplace("nodes", nodes);
    finish();
    return lost;
}

} // namespace signalbox::canvas
