// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs side by side: read whole, and what differs between them.
#pragma once

#include "ui/link/payload.h"
#include "ui/runs/value_diff.h"
#include "ui/widgets/renewable_scope.h"

#include <QAbstractListModel>

#include <array>
#include <functional>
#include <optional>

namespace signalbox::ui {

/// The rows: input, result, then the steps. Thread: the client's, which is the GUI thread.
class RunComparison : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Side { Left, Right };
    enum Row { InputRow, ResultRow, FirstStepRow };
    enum DataRole { DiffersRole = Qt::UserRole + 1 /* bool */ };
    /// Further steps are left out, which the view says.
    static constexpr std::size_t kMostSteps = 10'000;
    /// Both values of a row, null where a side has none, and where they differ.
    struct Values
    {
        std::array<SharedValue, 2> values;
        std::array<QString, 2> notes; ///< in place of a value: why there is none
        std::set<std::string> differ;
    };

    explicit RunComparison(QObject *parent = nullptr);

    void setClient(client::Client *client);
    /// Reads both anew.
    void compare(const QString &left, const QString &right);
    void clear();
    bool isReading() const { return m_reading > 0; }
    /// Why they cannot be compared, for people; empty: they can.
    const QString &problem() const { return m_problem; }
    const std::optional<api::RunView> &run(Side side) const { return m_sides[side].run; }
    bool isCut() const { return m_sides[Left].isCut || m_sides[Right].isCut; }
    /// How many rows differ.
    int differing() const { return m_differing; }
    void setOnlyDifferences(bool only);
    bool onlyDifferences() const { return m_only; }

    /// The row of the list, which may leave rows out: null for input and result.
    const ComparedStep *stepAt(int row) const;
    const api::StepView *step(int row, Side side) const;
    bool differs(int row) const;
    /// Reads what a row holds. `done` is not called after another row was asked for.
    void readValues(int row, std::function<void(Values)> done);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void changed();

private:
    struct Read
    {
        std::optional<api::RunView> run;
        std::vector<api::StepView> steps;
        SharedValue input;
        SharedValue result;
        std::array<QString, 2> notes; ///< of input and result
        bool isCut = false;
    };
    static Task<void> readBoth(RunComparison *self, client::Client *client, std::array<std::string, 2> ids, std::stop_token stop);
    static Task<Result<Read>> readSide(client::Client *client, std::string id, std::stop_token stop);
    static Task<void> readRow(RunComparison *self, client::Client *client, int row, std::function<void(Values)> done, std::stop_token stop);
    int fixedRowAt(int row) const;
    void filter();

    client::Client *m_client = nullptr;
    std::array<Read, 2> m_sides;
    std::array<bool, 2> m_wholeDiffers{}; ///< input, result
    std::vector<ComparedStep> m_steps;
    std::vector<int> m_rows; ///< rows that are listed, counted without the filter
    int m_differing = 0;
    int m_reading = 0;
    bool m_only = false;
    QString m_problem;
    RenewableScope m_scope;
    RenewableScope m_rowScope;
};

} // namespace signalbox::ui
