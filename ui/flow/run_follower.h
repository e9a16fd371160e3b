// SPDX-License-Identifier: GPL-3.0-or-later
// One run seen from the window: starts it, follows its events from any state and over broken connections, and says
// at most once a frame that something changed.
#pragma once

#include "api/run_control_calls.h"
#include "ui/flow/run_overlay.h"
#include "ui/flow/workbench.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>
#include <set>
#include <stop_token>
#include <string>

namespace signalbox::ui {

/// Thread: the GUI thread.
class RunFollower : public QObject
{
    Q_OBJECT
public:
    explicit RunFollower(Workbench &bench, QObject *parent = nullptr);
    ~RunFollower() override;

    /// Starts a run and follows it. `params.id` is chosen here.
    void start(api::RunStartParams params);
    /// Follows the newest run of the flow that has not ended, if there is one.
    void pickUp(const std::string &flow);
    /// Follows that run, ended or not.
    void follow(const std::string &run);
    /// The same for somebody who asked for that very run: what runs elsewhere does not take its place.
    void show(const std::string &run);
    /// Cancels the run.
    void stop();
    /// Lets nothing more of it begin; lets it go on; lets one of the steps that are next begin (empty: the first).
    void pause();
    void resume();
    void step(const std::string &path = {});
    /// In place of those that it has; of a run that is being started, as soon as it is.
    void setBreakpoints(std::vector<std::string> paths);
    /// Runs a run that has ended again, as a new one that is followed.
    void rerun(api::RunRerunParams params);
    /// Forgets the run; it goes on.
    void clear();

    const std::string &id() const { return m_id; }
    bool hasRun() const { return !m_id.empty(); }
    /// Started and not ended, as far as is known, and followed.
    bool isUnderWay() const;
    bool isStarting() const { return m_isStarting; }
    /// It has not ended as far as is known, but its events cannot be followed. That is tried again by itself, and at
    /// once by reconnect().
    bool isLost() const { return m_isLost; }
    void reconnect();
    api::RunState state() const { return m_view.state; }
    /// The run as it was read last; its result only once it has ended.
    const api::RunView &view() const { return m_view; }
    const RunOverlay &overlay() const { return m_overlay; }
    /// The static paths that look otherwise since the last time; nothing: any may.
    std::optional<std::unordered_set<std::string>> takeTouched() { return m_overlay.takeTouched(); }
    /// Since the start, or the whole of it.
    double elapsedMs() const;
    void readTotals(const json::Value &flow) { m_overlay.readTotals(flow); }
    bool isPaused() const { return m_view.paused && isUnderWay(); }
    /// Of a paused run: paths of what it would do next.
    const std::vector<std::string> &next() const { return m_view.next; }

    /// Reads a value that is kept as a payload: the result (seq 0) or a step's output, at most `most` bytes.
    Task<Result<std::shared_ptr<const json::Value>>> payload(std::int64_t seq, std::int64_t most, std::stop_token stop);

Q_SIGNALS:
    /// The state of the run, or which run it is.
    void stateChanged();
    /// The backend has taken the run that was to be started or done again.
    void started();
    /// Steps; at most once a frame.
    void progressed();
    void ended();
    /// It could not be started or stopped.
    void failed(const QString &text, const QString &code);

private:
    enum class Origin { New, Known };
    void begin(std::string id);
    /// `again`: the new run is another one's, done again.
    Task<void> run(Origin origin, api::RunStartParams params, std::optional<api::RunRerunParams> again, std::stop_token stop);
    Task<Result<std::unique_ptr<client::EventStream>>> subscribe(api::EventSubscribeParams params, std::stop_token stop);
    Task<void> find(std::string flow, std::stop_token stop);
    Task<void> cancel(std::string id, std::stop_token stop);
    Task<Result<void>> snapshot(std::stop_token stop);
    Task<void> details(std::stop_token stop);
    /// At most so many pages of the steps after that one; the last that was read where there are more, or nothing.
    Task<Result<std::optional<std::int64_t>>> readSteps(std::int64_t after, int pages, std::stop_token stop);
    Task<void> readOn(std::int64_t after, std::stop_token stop);
    Task<void> readCosts(std::stop_token stop);
    void takeSteps(const std::vector<api::StepView> &steps);
    /// Whether the run has ended with it.
    bool take(const api::EventView &event);
    void takeState(std::string_view topic);
    void takePause(const api::EventView &event);
    void takeView(api::RunView view, std::uint64_t heard);
    template<typename C>
    void ask(typename C::Params params);
    template<typename C>
    Task<void> control(typename C::Params params, std::stop_token stop);
    void refused(const Error &error, const std::optional<api::RunRerunParams> &again);
    Task<void> readView(std::stop_token stop);
    void lose(const Error &error);
    void missed(const Error &error);
    void touch();
    /// Nothing goes on that follows or reads the run.
    void leave();

    Workbench &m_bench;
    std::string m_id;
    api::RunView m_view;
    RunOverlay m_overlay;
    bool m_isStarting = false;
    bool m_hasEnded = false;
    bool m_isLost = false;
    bool m_isChosen = false; ///< somebody asked for this very run
    bool m_readingDetails = false;
    bool m_readingView = false;
    bool m_readsViewAgain = false;
    std::uint64_t m_heard = 0; ///< events so far
    QElapsedTimer m_since;
    QTimer m_frame;
    QTimer m_detailsTimer;
    QTimer m_again;
    std::vector<std::string> m_startedWith;             ///< its breakpoints
    std::optional<std::vector<std::string>> m_wantedBreakpoints; ///< as soon as it is started
    int m_patience = 0; ///< ms before it is tried again
    std::int64_t m_readSeq = 0;     ///< steps up to it were read
    std::set<std::int64_t> m_open;  ///< steps among them that had not ended
    std::stop_source m_run;     ///< of what follows the run
    std::stop_source m_reading; ///< of what reads steps beside that
    TaskScope m_scope;
};

} // namespace signalbox::ui
