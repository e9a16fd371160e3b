// SPDX-License-Identifier: GPL-3.0-or-later
// One run as it stands: its view, its steps page by page, large values by ranges, and what a person does with it.
#pragma once

#include "base/clock.h"
#include "client/client.h"
#include "ui/link/run_costs.h"
#include "ui/runs/steps_model.h"
#include "ui/widgets/renewable_scope.h"

#include <QObject>

#include <functional>
#include <optional>

class QTimer;

namespace signalbox::ui {

/// Thread: the client's, which is the GUI thread.
class RunWatch : public QObject
{
    Q_OBJECT
public:
    /// Steps that are read without being asked for; the others come when someone scrolls to them.
    static constexpr std::size_t kReadAhead = 2000;
    using ValueReader = std::function<void(Result<std::shared_ptr<const json::Value>>)>;
    using Done = std::function<void(Result<void>)>;

    explicit RunWatch(Clock &clock, QObject *parent = nullptr);
    ~RunWatch() override;

    void setClient(client::Client *client);
    client::Client *client() const { return m_client; }
    /// Follows another run, or none (empty).
    void setRun(const QString &id);
    const QString &id() const { return m_id; }
    /// Nothing until the backend has answered.
    const std::optional<api::RunView> &run() const { return m_run; }
    StepsModel &steps() { return *m_steps; }
    bool hasMoreSteps() const { return m_hasMore; }
    bool isLoading() const { return m_isReading; }
    /// What the models cost that its steps asked, once it has ended; empty before, and where nobody may know.
    /// Of a long run they may be the least of it.
    const RunCosts &costs() const { return m_costs; }
    /// Why it cannot be read, for people; empty: it can.
    const QString &problem() const { return m_problem; }
    /// How long the run took so far, in ms.
    double lengthMs() const;

    /// An event of any run.
    void hear(const api::EventView &event);
    /// Reads the run and its steps again, as far as they may have changed.
    void refresh();
    void loadMoreSteps();
    /// Steps that are read without being asked for from now on.
    void setReadAhead(std::size_t steps);

    /// Reads a value that is kept as a payload: of step `seq`, or the run's result (0) or input (-1). Large ones are
    /// read by ranges and parsed on the pool.
    void readPayload(std::int64_t seq, ValueReader done);
    /// Reads what a step was given; one of more than `most` bytes is given as the reference that it is.
    void readInput(const std::string &path, std::int64_t most, ValueReader done);
    void cancel(Done done);
    void decide(const QString &path, api::Verdict verdict, json::Value output, Done done);
    /// Starts the flow again with the same input; gives the new run's id.
    void runAgain(std::function<void(Result<QString>)> done);
    /// All of it again, as a new run that has its answers from the run's recording; gives the new run's id.
    void replay(std::function<void(Result<QString>)> done);
    /// The document of the run's recording.
    void readAnswers(std::function<void(Result<std::string>)> done);

Q_SIGNALS:
    void changed();
    void stepsChanged();

private:
    static Task<void> read(RunWatch *self, client::Client *client, std::string id, std::stop_token stop);
    static Task<bool> readSteps(RunWatch *self, client::Client *client, std::string id, std::int64_t after, std::int64_t limit, std::stop_token stop);
    static Task<void> giveInput(client::Client *client, api::RunStepInputParams params, std::int64_t most, ValueReader done, std::stop_token stop);
    static Task<void> givePayload(client::Client *client, std::string id, std::int64_t seq, ValueReader done, std::stop_token stop);
    static Task<void> giveCancel(client::Client *client, std::string id, Done done, std::stop_token stop);
    static Task<void> giveDecision(client::Client *client, api::RunDecideParams params, Done done, std::stop_token stop);
    static Task<void> giveAgain(client::Client *client, api::RunView run, std::function<void(Result<QString>)> done, std::stop_token stop);
    static Task<void> giveReplay(client::Client *client, api::RunRerunParams params, std::function<void(Result<QString>)> done, std::stop_token stop);
    static Task<void> giveAnswers(client::Client *client, std::string recording, std::function<void(Result<std::string>)> done, std::stop_token stop);
    void spread();

    Clock &m_clock;
    client::Client *m_client = nullptr;
    std::shared_ptr<void> m_state; ///< hears of its connection
    bool m_isAway = false;         ///< it has lost it
    QString m_id;
    std::optional<api::RunView> m_run;
    StepsModel *m_steps;
    RunCosts m_costs;
    bool m_hasCosts = false;
    QString m_problem;
    bool m_hasMore = false;
    std::size_t m_readAhead = kReadAhead;
    std::size_t m_wanted = kReadAhead;
    bool m_isReading = false;
    bool m_readAgain = false;
    QTimer *m_soon;
    RenewableScope m_reading; ///< ends with the run that is shown
    RenewableScope m_acting;  ///< what was asked for goes on, whatever is shown
};

} // namespace signalbox::ui
