// SPDX-License-Identifier: GPL-3.0-or-later
// Going on from a run that has ended: which of its steps a new run takes over.
#include "base/describe.h"
#include "base/uuid.h"
#include "engine/engine_p.h"
#include "engine/paged_values.h"
#include "flow/graph.h"

#include <charconv>

namespace signalbox::engine {

namespace {

/// One part of a path: "each[3]" is a node and a number.
struct Part
{
    const Plan *plan = nullptr;
    std::uint32_t node = 0;
    std::int64_t number = -1;
    std::string prefix; ///< of the frame, "each[3]/"
};

// Empty where the flow has no such step.
std::vector<Part> partsOf(const Plan &root, std::string_view path)
{
    std::vector<Part> parts;
    const Plan *plan = &root;
    std::size_t begin = 0;
    while (plan && begin < path.size()) {
        const auto slash = std::min(path.find('/', begin), path.size());
        auto name = path.substr(begin, slash - begin);
        Part part;
        part.plan = plan;
        part.prefix = path.substr(0, begin);
        if (const auto open = name.rfind('['); open != std::string_view::npos && name.ends_with(']')) {
            std::from_chars(name.data() + open + 1, name.data() + name.size() - 1, part.number);
            name = name.substr(0, open);
        }
        const auto known = plan->index.find(name);
        if (known == plan->index.end()) {
            return {};
        }
        part.node = known->second;
        plan = plan->nodes[part.node].body.get();
        parts.push_back(std::move(part));
        begin = slash + 1;
    }
    return begin < path.size() ? std::vector<Part>() : parts;
}

/// What is done again: nodes by the frame that they are in.
class Again
{
public:
    void add(const std::vector<Part> &target)
    {
        for (std::size_t i = 0; i < target.size(); ++i) {
            const auto &part = target[i];
            auto &frame = m_frames[part.prefix];
            const bool isLast = i + 1 == target.size();
            if (isLast) {
                frame.whole.insert(part.node);
            } else {
                frame.rows.insert(part.node);
                if (part.plan->nodes[part.node].type->kind == flow::NodeKind::Loop) {
                    auto &least = frame.turns.try_emplace(part.node, part.number).first->second;
                    least = std::min(least, part.number);
                }
            }
            follow(*part.plan, part.node, frame.whole);
        }
    }

    bool has(const std::vector<Part> &row) const
    {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto frame = m_frames.find(row[i].prefix);
            if (frame == m_frames.end()) {
                continue;
            }
            const auto &[whole, rows, turns] = frame->second;
            if (whole.contains(row[i].node) || (i + 1 == row.size() && rows.contains(row[i].node))) {
                return true;
            }
            if (const auto least = turns.find(row[i].node); least != turns.end() && row[i].number > least->second) {
                return true; // later turns of a loop come of the one that is done again
            }
        }
        return false;
    }

private:
    struct FrameNodes
    {
        std::set<std::uint32_t> whole; ///< with all that is inside
        std::set<std::uint32_t> rows;  ///< the node's own row only
        std::map<std::uint32_t, std::int64_t> turns;
    };

    // Everything behind a node.
    static void follow(const Plan &plan, std::uint32_t node, std::set<std::uint32_t> &into)
    {
        std::vector<std::uint32_t> open = {node};
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            for (const auto e : plan.nodes[at].out) {
                if (into.insert(plan.edges[e].to).second) {
                    open.push_back(plan.edges[e].to);
                }
            }
        }
    }

    std::map<std::string, FrameNodes, std::less<>> m_frames;
};

} // namespace

Result<std::vector<store::StepRow>> takenSteps(const Plan &plan, std::vector<store::StepRow> steps, const std::vector<std::string> &paths)
{
    Again again;
    for (const auto &path : paths) {
        const auto parts = partsOf(plan, path);
        if (parts.empty()) {
            return Error("step.unknown", "The flow has no step \"" + path + "\".", path);
        }
        again.add(parts);
    }
    std::vector<store::StepRow> taken;
    for (auto &row : steps) {
        const auto parts = partsOf(plan, row.path);
        if (parts.empty() || again.has(parts)) {
            continue;
        }
        if (row.state == store::StepState::Cancelled) {
            // Whether it happened before it was stopped is not known: as after a restart.
            if (parts.back().plan->nodes[parts.back().node].type->kind != flow::NodeKind::Effect) {
                continue;
            }
            row.state = store::StepState::Started;
        }
        row.seq = static_cast<std::uint32_t>(taken.size() + 1);
        taken.push_back(std::move(row));
    }
    return taken;
}

// Letters go with the failure that they tell of.
void Engine::Private::post(const LivePtr &live, store::RunBatch &batch, std::vector<store::DeadLetterRow> letters) const
{
    for (auto &letter : letters) {
        letter.id = newUuid(services.clock);
        json::Object data{{"letter", letter.id}, {"run", letter.run}, {"flow", letter.flow}, {"path", letter.path}, {"held", letter.held}};
        batch.events.push_back({"deadLetter.added", live->run.id, json::write(json::Value(std::move(data)))});
        batch.deadLetters.push_back(std::move(letter));
    }
}

Task<Result<std::string>> Engine::rerun(RerunRequest asked)
{
    SB_CO_TRY(row, co_await d->services.journal.getRun(asked.workspace, asked.run));
    if (!asked.id.empty()) {
        auto known = co_await d->services.journal.getRun(asked.workspace, asked.id);
        if (known) {
            co_return asked.id;
        }
    }
    if (!store::isFinal(row.state)) {
        co_return Error("run.notEnded", "The run \"" + asked.run + "\" has not ended; wait for it, or cancel it first.", asked.run);
    }
    auto request = requestOf(row, d->services.payloads);
    if (!request) {
        co_return std::move(request).error();
    }
    std::vector<store::StepRow> steps;
    for (;;) {
        const auto last = steps.empty() ? 0 : steps.back().seq;
        SB_CO_TRY(page, co_await d->services.journal.listSteps(row.key, last, 5000));
        if (page.empty()) {
            break;
        }
        steps.insert(steps.end(), std::make_move_iterator(page.begin()), std::make_move_iterator(page.end()));
    }
    auto plans = d->plansOf(*request);
    if (!plans) {
        co_return std::move(plans).error();
    }
    auto plan = (*plans)->plans->planOf(request->flowId);
    if (!plan) {
        co_return std::move(plan).error();
    }
    if (asked.paths.empty()) {
        steps.clear();
        request->inputs.clear();
        request->input = asked.input ? std::move(*asked.input) : std::move(request->input);
    }
    // What follows from a pinned output is done again.
    for (const auto &pin : asked.pins) {
        for (const auto &step : steps) {
            if (step.path == pin.path || plainPath(step.path) == pin.path) {
                asked.paths.push_back(step.path);
            }
        }
    }
    auto taken = takenSteps(**plan, std::move(steps), asked.paths);
    if (!taken) {
        co_return std::move(taken).error();
    }
    // What they name stays on the disk, also if the old run is deleted before the new one is accepted.
    for (const auto &step : *taken) {
        Result<void> touched;
        for (const auto *text : {&step.output, &step.detail}) {
            store::PayloadStore::namesIn(*text, [&](std::string_view name) {
                if (touched) {
                    touched = d->services.payloads.touch(name);
                    // It was missing before, or is a text that only looks like a name.
                    if (!touched && touched.error().is("payload.missing")) {
                        touched = Result<void>();
                    }
                }
            });
        }
        SB_CO_CHECK(std::move(touched));
    }
    // A run's row goes before its steps: while it stands, all of them were read.
    auto still = co_await d->services.journal.getRun(asked.workspace, asked.run);
    if (!still) {
        co_return std::move(still).error();
    }
    // The new run may read the pages that the old one wrote.
    const auto id = asked.id.empty() ? newUuid(d->services.clock) : asked.id;
    const PagedValues before(d->services.payloads, asked.run, d->services.redact);
    const PagedValues after(d->services.payloads, id, d->services.redact);
    for (auto &step : *taken) {
        if (step.output.find("\"$pages\"") == std::string::npos) {
            continue;
        }
        if (auto value = json::parse(step.output)) {
            step.output = json::write(after.adopted(std::move(*value), before));
        }
    }
    request->taken = std::move(*taken);
    request->id = id;
    request->from = asked.run;
    request->pins = std::move(asked.pins);
    request->breakpoints = std::move(asked.breakpoints);
    request->paused = asked.paused;
    if (asked.models) {
        request->models = std::move(*asked.models);
    } else if (request->models.mode == ModelUse::Mode::Record) {
        request->models = {};
    }
    for (auto &letter : asked.letters) {
        request->letters.push_back({{}, {store::DeadLetterState::Replayed, asked.by, id, asked.note}, std::move(letter)});
    }
    for (auto &[path, value] : asked.inputs) {
        request->inputs.insert_or_assign(path, std::move(value));
    }
    co_return co_await start(std::move(*request));
}

} // namespace signalbox::engine
