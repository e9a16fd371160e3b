// SPDX-License-Identifier: GPL-3.0-or-later
// Going through a past run: its history is read once, and the canvas shows it as it stood at a time.
#include "ui/flow/flow_document.h"

#include "ui/flow/replay_bar.h"
#include "ui/link/payload.h"

#include <QVBoxLayout>

namespace signalbox::ui {

namespace {

constexpr std::int64_t kPage = 500;
constexpr std::size_t kMostSteps = 20'000;
// Larger outputs are read again where somebody looks at them.
constexpr std::size_t kKeptBytes = 4 << 10;

} // namespace

const RunOverlay &FlowDocument::shownOverlay() const
{
    return isReplaying() ? m_replay->track()->overlay() : m_run.overlay();
}

bool FlowDocument::canReplay() const
{
    return m_editor && m_run.hasRun() && !m_run.isUnderWay() && !m_run.isLost() && m_run.view().startedAt > 0;
}

bool FlowDocument::isReplaying() const
{
    return m_replay && m_replay->track() != nullptr;
}

void FlowDocument::toggleReplay()
{
    if (isReplaying()) {
        endReplay();
        m_canvas->setFocus(Qt::OtherFocusReason);
    } else if (m_replayOf != m_run.id()) {
        m_replayOf = m_run.id();
        m_scope.start([this, view = m_run.view()](std::stop_token stop) { return readHistory(view, stop); });
    }
}

Task<void> FlowDocument::readHistory(api::RunView view, std::stop_token stop)
{
    auto steps = std::make_shared<std::vector<api::StepView>>();
    api::RunStepsParams params;
    params.id = view.id;
    params.limit = kPage;
    bool isWhole = true;
    for (;;) {
        auto list = co_await m_bench.call<api::RunsSteps>(params, stop);
        if (stop.stop_requested() || m_replayOf != view.id) {
            co_return;
        }
        if (!list) {
            m_replayOf.clear();
            m_bench.say(ToastMessage::Kind::Danger, textOf(list.error()));
            co_return;
        }
        for (auto &step : list->steps) {
            const auto bytes = json::approximateSize(step.output);
            if (bytes > kKeptBytes && runs::payloadBytes(step.output) == 0) {
                step.output = json::Object{{"$payload", ""}, {"bytes", static_cast<std::int64_t>(bytes)}};
            }
            steps->push_back(std::move(step));
        }
        if (!list->more || list->steps.empty()) {
            break;
        }
        if (steps->size() >= kMostSteps) {
            isWhole = false;
            break;
        }
        params.after = steps->back().seq;
    }
    std::function<std::shared_ptr<std::unique_ptr<RunTrack>>()> make = [steps, view] {
        return std::make_shared<std::unique_ptr<RunTrack>>(std::make_unique<RunTrack>(std::move(*steps), view));
    };
    const auto track = co_await onPool<std::shared_ptr<std::unique_ptr<RunTrack>>>(std::move(make));
    if (stop.stop_requested() || m_replayOf != view.id || !canReplay()) {
        co_return;
    }
    if (!m_replay) {
        m_replay = new ReplayBar(m_bench.theme(), this);
        auto *layout = static_cast<QVBoxLayout *>(this->layout());
        layout->insertWidget(layout->count() - 1, m_replay);
        connect(m_replay, &ReplayBar::moved, this, [this] {
            showRun();
            if (m_drawerShown == Drawer::Result) {
                showResult();
            }
        });
        connect(m_replay, &ReplayBar::closed, this, &FlowDocument::toggleReplay);
        connect(m_replay, &ReplayBar::announced, &m_bench, &Workbench::announced);
    }
    (*track)->overlay().setKnown(isWhole ? RunOverlay::Known::All : RunOverlay::Known::Part);
    m_replay->setTrack(std::move(*track));
    takeCosts();
    m_replay->show();
    m_replay->setFocus(Qt::OtherFocusReason);
    showWholeRun();
    if (!isWhole) {
        m_bench.say(ToastMessage::Kind::Info, tr("This run has more steps than are gone through here; its first %n are shown.", nullptr, static_cast<int>(m_replay->track()->stepCount())));
    }
    Q_EMIT commandsChanged();
}

// They may come while it is replayed.
void FlowDocument::takeCosts()
{
    if (isReplaying() && m_replay->track()->overlay().costs() != m_run.overlay().costs()) {
        m_replay->track()->overlay().setCosts(m_run.overlay().costs());
    }
}

void FlowDocument::endReplay()
{
    m_replayOf.clear();
    if (!isReplaying()) {
        return;
    }
    m_replay->setTrack(nullptr);
    m_replay->hide();
    showWholeRun();
    if (m_drawerShown == Drawer::Result) {
        showResult();
    }
    Q_EMIT commandsChanged();
}

} // namespace signalbox::ui
