// SPDX-License-Identifier: GPL-3.0-or-later
// The drawer: what a run gave, or the step that is selected. It is shown anew only where it is another value, so that what
// is opened and scrolled to in it stays.
#include "ui/flow/flow_document.h"

#include "flow/diff.h"
#include "ui/flow/replay_bar.h"
#include "ui/flow/result_view.h"
#include "ui/link/payload.h"
#include "ui/words/words.h"

namespace signalbox::ui {

namespace {

constexpr std::int64_t kMostShownBytes = 64 << 20;
// While a run goes on or is played again, what is shown for less than this is not read.
constexpr int kGoneMs = 100;
constexpr qsizetype kMostNames = 5;

std::string keyOf(const std::string &run, const api::StepView &step)
{
    return run + '\n' + step.path + '\n' + std::to_string(step.seq) + '\n' + std::to_string(step.attempt) + '\n' + std::to_string(static_cast<int>(step.state));
}

} // namespace

void FlowDocument::showResult()
{
    const auto say = [this](const QString &text) {
        m_resultReading.request_stop();
        m_resultTimer.stop();
        m_resultOf.clear();
        m_resultFailed = false;
        m_result->setMessage(text, Role::TextMuted);
    };
    const auto selected = m_editor ? m_canvas->selectedIds() : std::vector<std::string>();
    if (selected.size() == 1 && m_run.hasRun()) {
        const api::StepView *step = nullptr;
        std::optional<canvas::NodeRun> stands;
        for (const auto &prefix : runPrefixes()) {
            step = step ? step : shownOverlay().stepAt(prefix + selected.front());
            stands = stands ? stands : shownOverlay().at(prefix + selected.front());
        }
        const QString name = m_canvas->scene().title(m_canvas->scene().find(selected.front()));
        const QString cost = stands ? stands->cost : QString();
        if (!step || !runs::isFinal(step->state)) {
            m_result->setHead(name, stands ? stands->state : State::Idle, cost);
            if (step && step->error.is_object()) {
                showValueOf(keyOf(m_run.id(), *step), step->output, step->error, step->seq);
            } else {
                const bool isOpen = m_run.isUnderWay() || m_run.isLost() || isReplaying() || m_run.overlay().known() == RunOverlay::Known::Growing;
                const bool isUnread = m_run.overlay().known() == RunOverlay::Known::Part;
                say(isOpen ? tr("This node has given nothing yet.") : step ? tr("This node did not end.") : isUnread ? tr("Nothing was read of this node.") : tr("This node did not run."));
            }
            return;
        }
        const QString time = canvas::shortDuration(step->durationMs);
        m_result->setHead(name, stateOf(step->state), cost.isEmpty() ? time : tr("%1, %2", "time, cost").arg(time, cost));
        showValueOf(keyOf(m_run.id(), *step), step->output, step->error, step->seq);
        return;
    }
    if (!m_run.hasRun()) {
        m_result->setHead({}, State::Idle, {});
        say(tr("Run the flow to see what it gives."));
        return;
    }
    const auto &view = m_run.view();
    m_result->setHead(tr("Result"), m_run.isStarting() ? State::Queued : stateOf(m_run.state()),
                      m_run.isUnderWay() ? QString() : tr("%1, %n steps", nullptr, static_cast<int>(view.steps)).arg(canvas::shortDuration(m_run.elapsedMs())));
    if (m_run.isUnderWay() || m_run.isLost()) {
        say(m_run.isPaused() ? tr("The run is paused.") : tr("The run is under way."));
    } else {
        showValueOf(m_run.id() + '\n', view.result, view.error, 0);
    }
}

// `seq`: of the step, as payloads have it.
void FlowDocument::showValueOf(const std::string &key, const json::Value &value, const json::Value &error, std::int64_t seq)
{
    if (m_resultOf == key) {
        return;
    }
    m_resultReading.request_stop();
    m_resultTimer.stop();
    m_resultOf = key;
    m_resultFailed = false;
    if (error.is_object()) {
        m_result->setMessage(words::sentence(json::text(error.get_object(), "message")), Role::Danger);
    } else if (runs::payloadBytes(value) > 0) {
        m_result->setMessage(tr("Reading…"), Role::TextMuted);
        m_resultSeq = seq;
        if (m_run.isUnderWay() || (m_replay && m_replay->isPlaying())) {
            m_resultTimer.start(kGoneMs);
        } else {
            readShown();
        }
    } else {
        m_result->setValue(std::make_shared<const json::Value>(value));
    }
}

void FlowDocument::readShown()
{
    m_resultReading = {};
    m_scope.start([this, stop = m_resultReading.get_token()](std::stop_token) { return readPayload(m_resultSeq, m_resultOf, stop); });
}

Task<void> FlowDocument::readPayload(std::int64_t seq, std::string wanted, std::stop_token stop)
{
    auto value = co_await m_run.payload(seq, kMostShownBytes, stop);
    if (stop.stop_requested() || m_resultOf != wanted) {
        co_return;
    }
    m_resultFailed = !value;
    if (value) {
        m_result->setValue(*value);
    } else {
        m_result->setMessage(textOf(value.error()), Role::Danger);
    }
}

void FlowDocument::showPastRun(const std::string &run)
{
    if (!m_editor) {
        return;
    }
    m_pastRun = run;
    m_run.show(run);
    sayWhatIsGone();
}

// A run keeps the flow as it was. What the flow has no more cannot be shown on it.
void FlowDocument::sayWhatIsGone()
{
    if (m_pastRun.empty() || m_pastRun != m_run.id() || m_run.view().startedAt == 0 || !m_editor) {
        return;
    }
    m_pastRun.clear();
    auto gone = m_run.overlay().topNodes();
    const auto *nodes = json::find(m_editor->root(), "nodes");
    if (const auto *list = nodes ? nodes->if_array() : nullptr) {
        for (const auto &node : *list) {
            if (const auto *object = node.if_object()) {
                gone.erase(std::string(json::text(*object, "id")));
            }
        }
    }
    m_scope.start([this, view = m_run.view(), gone](std::stop_token stop) { return compareWithRun(view, gone, stop); });
}
Task<void> FlowDocument::compareWithRun(api::RunView run, std::set<std::string> gone, std::stop_token stop)
{
    if (!gone.empty()) {
        QStringList names;
        for (const auto &id : gone) {
            names << (names.size() < kMostNames ? qt(id) : QStringLiteral("…"));
            if (names.size() > kMostNames) {
                break;
            }
        }
        m_bench.say(ToastMessage::Kind::Info, tr("%n node(s) of this run are no longer in the flow and are left out: %1", nullptr, static_cast<int>(gone.size())).arg(names.join(QStringLiteral(", "))));
        co_return;
    }
    if (run.version == 0 || m_id.empty()) {
        co_return; // it was of a text that has no name
    }
    api::FlowVersionNumber asked{m_id, run.version};
    auto version = co_await m_bench.call<api::FlowsVersion>(std::move(asked), stop);
    if (stop.stop_requested() || !version || !version->text) {
        co_return;
    }
    auto compare = reading([text = *version->text](const json::Value &now) {
        const auto then = json::parse(text);
        const auto changes = then ? flow::difference(*then, now) : std::vector<flow::Change>();
        return std::ranges::any_of(changes, [](const flow::Change &change) { return change.kind != flow::ChangeKind::Moved; });
    });
    const bool isOther = co_await runOn(m_bench.worker(), compare);
    if (!stop.stop_requested() && isOther && run.id == m_run.id()) {
        m_bench.say(ToastMessage::Kind::Info, tr("This run was of version %1; the flow has changed since.").arg(run.version));
    }
}

} // namespace signalbox::ui
