// SPDX-License-Identifier: GPL-3.0-or-later
// What steps were given: runs read back from the journal, to be looked at and not to go on.
#include "engine/engine_p.h"

#include <unordered_set>

namespace signalbox::engine {

namespace {

constexpr int kPage = 5000;
constexpr std::size_t kMostPreviewed = 32; ///< expressions, each with time of its own

/// "each[3]/" of "each[3]/node".
std::string_view frameOf(std::string_view path)
{
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

} // namespace

// Rows of the frames that are named; all of them where none is.
Task<Result<LivePtr>> Engine::Private::readBack(Private *self, store::RunRow row, std::vector<std::string> frames)
{
    auto live = self->liveOf(row);
    if (!live) {
        co_return std::move(live).error();
    }
    auto &run = (*live)->run;
    const std::unordered_set<std::string_view> wanted(frames.begin(), frames.end());
    std::uint32_t last = 0;
    for (;;) {
        SB_CO_TRY(steps, co_await self->services.journal.listSteps(row.key, last, kPage));
        for (auto &step : steps) {
            last = step.seq;
            if (wanted.empty() || wanted.contains(frameOf(step.path))) {
                auto path = step.path;
                run.replay.insert_or_assign(std::move(path), std::move(step));
            }
        }
        if (steps.size() < static_cast<std::size_t>(kPage)) {
            break;
        }
    }
    run.nextSeq = last + 1;
    beginRun(run);
    co_return *live;
}

// Of a run in memory mode: its frames are still there. Nothing if it is none, or a turn has it.
std::optional<Result<StepInput>> Engine::Private::inputInMemory(const std::string &workspace, const std::string &id, const std::string &path)
{
    const auto ended = endedMemory.find(id);
    const auto going = runs.find(id);
    const LivePtr live = ended != endedMemory.end() ? ended->second : going != runs.end() ? going->second : nullptr;
    if (!live || live->turnUnderWay || live->run.workspace != workspace || live->run.mode != RunMode::Memory) {
        return std::nullopt;
    }
    for (const auto &step : live->run.memorySteps) {
        if (pathOf(*step.frame, step.node) == path) {
            const auto edited = live->run.inputs.find(path);
            const auto input = edited != live->run.inputs.end() ? edited->second : Stretch::joinedInput(*step.frame, step.node);
            return StepInput{redacted(json::write(input ? *input : json::Value(nullptr))), nullptr};
        }
    }
    return Error("step.notReached", "The step \"" + path + "\" was not reached in this run, so it was given nothing.", path);
}

Task<Result<StepInput>> Engine::stepInput(std::string workspace, std::string id, std::string path)
{
    if (const auto known = d->runs.find(id); known != d->runs.end() && known->second->run.mode == RunMode::Memory) {
        const auto live = known->second;
        while (live->turnUnderWay) {
            co_await Private::turnOf(live);
        }
    }
    if (auto input = d->inputInMemory(workspace, id, path)) {
        co_return std::move(*input);
    }
    SB_CO_TRY(row, co_await d->services.journal.getRun(workspace, id));
    auto frames = framesOf(path);
    SB_CO_TRY(live, co_await Private::readBack(d.get(), std::move(row), std::move(frames)));
    OneShot<Result<StepInput>> shot;
    auto *home = Executor::current();
    ++d->turnsUnderWay;
    d->onEvaluator(live, [self = d.get(), live, path, home, shot](eval::Evaluator &evaluator) {
        auto input = std::make_shared<Result<StepInput>>(deriveInput(live->run, path, evaluator, self->stretch));
        home->post([self, shot, input] {
            --self->turnsUnderWay;
            shot.set(std::move(*input));
        });
    });
    co_return co_await shot.wait();
}

Task<Result<std::string>> Engine::preview(std::string workspace, std::string id, std::string path, std::string text, PreviewOf kind)
{
    // A template of nothing but an expression gives its value as it is. The line feed ends a comment.
    auto compiled = CompiledValue::compile(json::Value(kind != PreviewOf::Template ? "{{ " + text + "\n}}" : text), nullptr, "preview");
    if (!compiled) {
        co_return std::move(compiled).error();
    }
    auto value = std::make_shared<const CompiledValue>(std::move(*compiled));
    std::vector<const eval::Expression *> expressions;
    value->collect(expressions);
    if (expressions.size() > kMostPreviewed) {
        co_return Error("preview.tooMuch", "A text with more than 32 expressions has no preview.", path);
    }
    const auto ended = d->endedMemory.find(id);
    const auto going = d->runs.find(id);
    const LivePtr inMemory = ended != d->endedMemory.end() ? ended->second : going != d->runs.end() && going->second->run.mode == RunMode::Memory ? going->second : nullptr;
    if (inMemory && inMemory->run.workspace != workspace) {
        co_return Error("store.notFound", "There is no run \"" + id + "\" in this workspace.", id);
    }
    if (inMemory) {
        // What it keeps has its secrets in it, and an expression could spell them so that nobody finds them.
        co_return Error("preview.inMemory", "A run that is kept in memory has no data for a preview; run the flow durably.", path);
    }
    SB_CO_TRY(row, co_await d->services.journal.getRun(workspace, id));
    auto frames = framesOf(path);
    SB_CO_TRY(live, co_await Private::readBack(d.get(), std::move(row), std::move(frames)));
    OneShot<Result<std::string>> shot;
    auto *home = Executor::current();
    ++d->turnsUnderWay;
    const auto place = kind == PreviewOf::Condition ? PreviewPlace::After : PreviewPlace::Inside;
    auto work = [self = d.get(), live, path, value, place, home, shot](eval::Evaluator &evaluator) {
        auto given = std::make_shared<Result<std::string>>(derivePreview(live->run, path, *value, place, evaluator, self->stretch));
        home->post([self, shot, given] {
            --self->turnsUnderWay;
            shot.set(std::move(*given));
        });
    };
    if (d->services.isolated) {
        d->services.isolated->post(workspace + "\npreview", std::move(work));
    } else {
        d->onEvaluator(live, std::move(work));
    }
    co_return co_await shot.wait();
}

} // namespace signalbox::engine
