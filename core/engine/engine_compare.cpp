// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs side by side, node by node of one frame. Rows are compared as texts: large values by the hash that
// stands for them.
#include "engine/engine_p.h"

namespace signalbox::engine {

namespace {

using Rows = std::unordered_map<std::string, store::StepRow>;

std::vector<std::string> framesUnder(const std::string &under)
{
    return {under};
}

// The plan of the frame "each[3]/"; null where the flow has none.
const Plan *planUnder(const Plan *plan, std::string_view under)
{
    while (plan && !under.empty()) {
        const auto slash = std::min(under.find('/'), under.size());
        const auto name = under.substr(0, std::min(under.substr(0, slash).find('['), slash));
        const auto known = plan->index.find(name);
        plan = known == plan->index.end() ? nullptr : plan->nodes[known->second].body.get();
        under.remove_prefix(std::min(slash + 1, under.size()));
    }
    return plan;
}

const store::StepRow *rowAt(const Rows &rows, const std::string &path)
{
    const auto found = rows.find(path);
    return found == rows.end() ? nullptr : &found->second;
}

std::string editedText(const Run &run, const store::StepRow *row, const std::string &path)
{
    if (const auto given = run.inputs.find(path); given != run.inputs.end()) {
        return json::write(*given->second);
    }
    const auto detail = row && row->detail.starts_with('{') ? json::parse(row->detail).value_or(json::Value()) : json::Value();
    const auto *edited = json::find(detail, "input");
    return edited ? json::write(*edited) : std::string();
}

// What stands for a node's input: the same text, the same input. Nothing where rows do not tell.
std::optional<std::string> inputMark(const Run &run, const Plan &plan, const std::string &under, std::uint32_t index)
{
    const auto path = under + plan.nodes[index].node->id;
    const auto *row = rowAt(run.replay, path);
    if (auto edited = editedText(run, row, path); !edited.empty()) {
        return edited;
    }
    const auto &node = plan.nodes[index];
    if (node.in.empty()) {
        return under.empty() ? std::optional(json::write(*run.input)) : std::nullopt;
    }
    std::string mark;
    for (const auto e : node.in) {
        const auto &edge = plan.edges[e];
        const auto *source = rowAt(run.replay, under + plan.nodes[edge.from].node->id);
        if (!source || source->state == store::StepState::Skipped) {
            continue;
        }
        const auto &out = plan.nodes[edge.from].out;
        const auto place = static_cast<std::size_t>(std::find(out.begin(), out.end(), e) - out.begin());
        if (source->edges.empty() || (place < source->edges.size() && source->edges[place] == '1')) {
            mark += edge.joinKey + '\n' + edge.inputPort + '\n' + source->output + '\n';
        }
    }
    return mark;
}

ComparedSide sideOf(const store::StepRow &row)
{
    ComparedSide side;
    side.seq = row.seq;
    side.state = row.state;
    side.attempt = row.attempt;
    side.startedAt = row.startedAt;
    side.durationUs = row.durationUs;
    return side;
}

} // namespace

Task<Result<Comparison>> Engine::compare(std::string workspace, std::string first, std::string second, std::string under)
{
    Comparison comparison;
    SB_CO_TRY(a, co_await get(workspace, first));
    SB_CO_TRY(b, co_await get(workspace, second));
    SB_CO_TRY(rowA, co_await d->services.journal.getRun(workspace, first));
    SB_CO_TRY(rowB, co_await d->services.journal.getRun(workspace, second));
    comparison.sameInput = rowA.input == rowB.input;
    comparison.sameResult = rowA.result == rowB.result && rowA.state == rowB.state;
    comparison.sameFlow = rowA.closure == rowB.closure;
    comparison.first = std::move(a);
    comparison.second = std::move(b);
    SB_CO_TRY(liveA, co_await Private::readBack(d.get(), std::move(rowA), framesUnder(under)));
    SB_CO_TRY(liveB, co_await Private::readBack(d.get(), std::move(rowB), framesUnder(under)));
    const auto &runA = liveA->run;
    const auto &runB = liveB->run;
    const auto *planA = planUnder(runA.plan.get(), under);
    const auto *planB = planUnder(runB.plan.get(), under);
    if (!planA && !planB) {
        co_return Error("step.unknown", "Neither run's flow has steps under \"" + under + "\".", under);
    }
    const auto add = [&](const std::string &node) {
        const auto path = under + node;
        const auto *stepA = rowAt(runA.replay, path);
        const auto *stepB = rowAt(runB.replay, path);
        if (!stepA && !stepB) {
            return; // skipped or not reached in both
        }
        ComparedStep step;
        step.path = path;
        if (stepA) {
            step.first = sideOf(*stepA);
        }
        if (stepB) {
            step.second = sideOf(*stepB);
        }
        const auto inA = planA ? planA->index.find(node) : decltype(planA->index.find(node))();
        const auto inB = planB ? planB->index.find(node) : decltype(planB->index.find(node))();
        if (stepA && stepB && planA && planB && inA != planA->index.end() && inB != planB->index.end()) {
            const auto markA = inputMark(runA, *planA, under, inA->second);
            const auto markB = inputMark(runB, *planB, under, inB->second);
            if (markA && markB) {
                step.sameInput = *markA == *markB;
            }
            step.sameOutput = stepA->output == stepB->output && stepA->edges == stepB->edges;
            step.sameError = stepA->error == stepB->error;
        }
        comparison.steps.push_back(std::move(step));
    };
    std::set<std::string> seen;
    for (const auto *plan : {planA, planB}) {
        for (std::size_t i = 0; plan && i < plan->nodes.size(); ++i) {
            if (seen.insert(plan->nodes[i].node->id).second) {
                add(plan->nodes[i].node->id);
            }
        }
    }
    co_return comparison;
}

} // namespace signalbox::engine
