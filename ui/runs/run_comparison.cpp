// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/run_comparison.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/run_text.h"
#include "ui/words/words.h"

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr std::int64_t kPage = 500;
constexpr std::int64_t kMostBytes = 16 << 20;

bool same(const SharedValue &left, const SharedValue &right)
{
    return left && right ? *left == *right : !left && !right;
}

} // namespace

RunComparison::RunComparison(QObject *parent)
    : QAbstractListModel(parent)
{
}

void RunComparison::setClient(client::Client *client)
{
    m_client = client;
    clear();
}

void RunComparison::clear()
{
    m_scope.renew();
    m_rowScope.renew();
    m_reading = 0;
    m_problem.clear();
    beginResetModel();
    m_sides = {};
    m_steps.clear();
    m_rows.clear();
    m_differing = 0;
    endResetModel();
    Q_EMIT changed();
}

void RunComparison::compare(const QString &left, const QString &right)
{
    clear();
    if (!m_client) {
        return;
    }
    m_reading = 1;
    Q_EMIT changed();
    const std::array<std::string, 2> ids{left.toStdString(), right.toStdString()};
    m_scope.start([this, ids](std::stop_token stop) { return readBoth(this, m_client, ids, stop); });
}

Task<Result<RunComparison::Read>> RunComparison::readSide(client::Client *client, std::string id, std::stop_token stop)
{
    Read side;
    api::RunId which{id};
    auto run = co_await client->call<api::RunsGet>(which, stop);
    if (!run) {
        co_return std::move(run).error();
    }
    side.run = std::move(*run);
    for (bool more = true; more;) {
        api::RunStepsParams params;
        params.id = id;
        params.after = side.steps.empty() ? 0 : side.steps.back().seq;
        params.limit = kPage;
        auto page = co_await client->call<api::RunsSteps>(params, stop);
        if (!page) {
            co_return std::move(page).error();
        }
        more = page->more && !page->steps.empty();
        std::move(page->steps.begin(), page->steps.end(), std::back_inserter(side.steps));
        if (more && side.steps.size() >= kMostSteps) {
            side.isCut = true;
            more = false;
        }
    }
    auto input = co_await readPayload(client, id, -1, kMostBytes, stop);
    if (input) {
        side.input = std::move(*input);
    } else {
        side.notes[InputRow] = words::sentence(input.error());
    }
    if (side.run->result.is_null()) {
        side.notes[ResultRow] = errorText(side.run->error).message;
        co_return side;
    }
    auto result = co_await readPayload(client, id, 0, kMostBytes, stop);
    if (result) {
        side.result = std::move(*result);
    } else {
        side.notes[ResultRow] = words::sentence(result.error());
    }
    co_return side;
}

Task<void> RunComparison::readBoth(RunComparison *self, client::Client *client, std::array<std::string, 2> ids, std::stop_token stop)
{
    auto sides = std::make_shared<std::array<Read, 2>>();
    // A loop over a list would keep a temporary across what is awaited.
    for (std::size_t side = Left; side <= Right; ++side) {
        auto read = co_await readSide(client, ids[side], stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!read) {
            self->m_problem = words::sentence(read.error());
            self->m_reading = 0;
            Q_EMIT self->changed();
            co_return;
        }
        (*sides)[side] = std::move(*read);
    }
    struct Found
    {
        std::vector<ComparedStep> steps;
        bool input = false;
        bool result = false;
    };
    std::function<Found()> work = [sides] {
        const auto &[left, right] = *sides;
        return Found{compareSteps(left.steps, right.steps), !same(left.input, right.input), !same(left.result, right.result) || left.run->error != right.run->error};
    };
    auto found = co_await onPool<Found>(work);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_sides = std::move(*sides);
    self->m_steps = std::move(found.steps);
    self->m_wholeDiffers = {found.input, found.result};
    self->m_reading = 0;
    self->m_differing = int(found.input) + int(found.result) + int(std::count_if(self->m_steps.begin(), self->m_steps.end(), [](const auto &step) { return step.differs != ComparedStep::None; }));
    self->filter();
    Q_EMIT self->changed();
}

void RunComparison::filter()
{
    beginResetModel();
    m_rows.clear();
    const int all = m_sides[Left].run ? int(m_steps.size()) + FirstStepRow : 0;
    for (int row = 0; row < all; ++row) {
        const bool isDifferent = row < FirstStepRow ? m_wholeDiffers[std::size_t(row)] : m_steps[std::size_t(row - FirstStepRow)].differs != ComparedStep::None;
        if (!m_only || isDifferent) {
            m_rows.push_back(row);
        }
    }
    endResetModel();
}

void RunComparison::setOnlyDifferences(bool only)
{
    if (std::exchange(m_only, only) != only) {
        filter();
    }
}

int RunComparison::fixedRowAt(int row) const
{
    return row >= 0 && row < int(m_rows.size()) ? m_rows[std::size_t(row)] : -1;
}

const ComparedStep *RunComparison::stepAt(int row) const
{
    const int at = fixedRowAt(row) - FirstStepRow;
    return at >= 0 ? &m_steps[std::size_t(at)] : nullptr;
}

const api::StepView *RunComparison::step(int row, Side side) const
{
    const auto *compared = stepAt(row);
    const int at = !compared ? -1 : side == Left ? compared->left : compared->right;
    return at >= 0 ? &m_sides[side].steps[std::size_t(at)] : nullptr;
}

bool RunComparison::differs(int row) const
{
    const auto *step = stepAt(row);
    const int fixed = fixedRowAt(row);
    return step ? step->differs != ComparedStep::None : fixed >= 0 && m_wholeDiffers[std::size_t(fixed)];
}

void RunComparison::readValues(int row, std::function<void(Values)> done)
{
    m_rowScope.renew();
    if (m_client && fixedRowAt(row) >= 0) {
        m_rowScope.start([this, row, done](std::stop_token stop) { return readRow(this, m_client, row, done, stop); });
    }
}

Task<void> RunComparison::readRow(RunComparison *self, client::Client *client, int row, std::function<void(Values)> done, std::stop_token stop)
{
    auto found = std::make_shared<Values>();
    const int fixed = self->fixedRowAt(row);
    for (std::size_t side = Left; side <= Right; ++side) {
        const auto &read = self->m_sides[side];
        auto &value = found->values[side];
        auto &note = found->notes[side];
        if (fixed < FirstStepRow) {
            value = fixed == InputRow ? read.input : read.result;
            note = read.notes[std::size_t(fixed)];
            continue;
        }
        const auto *step = self->step(row, Side(side));
        if (!step) {
            note = tr("This run has no such step.");
        } else if (!step->error.is_null()) {
            note = errorText(step->error).message;
        } else if (payloadBytes(step->output) > 0) {
            const auto seq = step->seq;
            auto whole = co_await readPayload(client, read.run->id, seq, kMostBytes, stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (whole) {
                value = std::move(*whole);
            } else {
                note = words::sentence(whole.error());
            }
        } else {
            value = std::make_shared<const json::Value>(step->output);
        }
    }
    if (found->values[Left] && found->values[Right]) {
        std::function<std::set<std::string>()> work = [found] { return differences(*found->values[Left], *found->values[Right]); };
        found->differ = co_await onPool<std::set<std::string>>(work);
    }
    if (!stop.stop_requested()) {
        done(std::move(*found));
    }
}

int RunComparison::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant RunComparison::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto *compared = stepAt(index.row());
    const QString name = compared ? fromUtf8(compared->path) : fixedRowAt(index.row()) == InputRow ? tr("Input") : tr("Result");
    switch (role) {
    case Qt::DisplayRole: return name;
    case DiffersRole: return differs(index.row());
    case Qt::ToolTipRole: return plainTip(data(index, Qt::AccessibleTextRole).toString());
    case Qt::AccessibleTextRole: {
        QStringList parts{name};
        if (!compared) {
            parts << (differs(index.row()) ? tr("differs") : tr("the same"));
            return parts.join(QStringLiteral(", "));
        }
        const auto say = [&](int difference, const QString &text) {
            if (compared->differs & difference) {
                parts << text;
            }
        };
        say(ComparedStep::Missing, compared->left < 0 ? tr("only in the second run") : tr("only in the first run"));
        say(ComparedStep::State, tr("ended differently"));
        say(ComparedStep::Output, tr("gave something else"));
        say(ComparedStep::Error, tr("another error"));
        say(ComparedStep::Attempts, tr("other attempts"));
        say(ComparedStep::Time, tr("took another time"));
        if (compared->differs == ComparedStep::None) {
            parts << tr("the same");
        }
        for (const auto side : {Left, Right}) {
            if (const auto *own = step(index.row(), side)) {
                parts << tr("%1 in %2").arg(stateText(stateOf(own->state)), durationText(own->durationMs));
            }
        }
        return parts.join(QStringLiteral(", "));
    }
    default: return {};
    }
}

} // namespace signalbox::ui
