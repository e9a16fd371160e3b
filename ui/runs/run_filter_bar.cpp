// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/run_filter_bar.h"

#include "ui/widgets/pane_tools.h"
#include "ui/widgets/search_field.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QSignalBlocker>
#include <QToolButton>

namespace signalbox::ui {

namespace {

constexpr qlonglong kHour = 3'600'000;

QComboBox *makeCombo(const QString &name)
{
    auto *combo = new QComboBox;
    combo->setAccessibleName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return combo;
}

} // namespace

RunFilterBar::RunFilterBar(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_text(new SearchField(theme, tr("Filter runs")))
    , m_state(makeCombo(tr("State")))
    , m_more(iconButton(theme, QStringLiteral("filter"), tr("Filter by flow and time")))
    , m_second(new QWidget)
    , m_flow(makeCombo(tr("Flow")))
    , m_time(makeCombo(tr("Time")))
{
    const auto state = [this](const QString &text, std::optional<api::RunState> value) { m_state->addItem(text, value ? int(*value) : -1); };
    state(tr("All"), std::nullopt);
    state(tr("Waiting for you"), api::RunState::Waiting);
    state(tr("Running"), api::RunState::Running);
    state(tr("Failed"), api::RunState::Failed);
    state(tr("Succeeded"), api::RunState::Succeeded);
    state(tr("Cancelled"), api::RunState::Cancelled);
    m_flow->addItem(tr("All flows"), QString());
    m_time->addItem(tr("Any time"), qlonglong(0));
    m_time->addItem(tr("Last hour"), kHour);
    m_time->addItem(tr("Last 24 hours"), 24 * kHour);
    m_time->addItem(tr("Last 7 days"), 7 * 24 * kHour);
    m_time->addItem(tr("Last 30 days"), 30 * 24 * kHour);
    m_text->setMinimumWidth(70);
    // In the narrowest pane what is chosen by default can still be read, arrow and margins beside it.
    m_state->setMinimumWidth(m_state->fontMetrics().horizontalAdvance(tr("All")) + 60);
    m_more->setCheckable(true);

    auto *first = new QHBoxLayout;
    first->setSpacing(space::kS);
    first->addWidget(m_text, 3);
    first->addWidget(m_state, 2);
    first->addWidget(m_more);
    auto *second = new QHBoxLayout(m_second);
    second->setContentsMargins(0, space::kS, 0, 0);
    second->setSpacing(space::kS);
    second->addWidget(m_flow, 3);
    second->addWidget(m_time, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    layout->setSpacing(0);
    layout->addLayout(first);
    layout->addWidget(m_second);
    m_second->hide();
    connect(m_time, &QComboBox::currentIndexChanged, this, [this] {
        const auto span = m_time->currentData().toLongLong();
        m_since = span > 0 ? m_clock.now() - span : 0;
    });
    connect(m_more, &QToolButton::toggled, this, &RunFilterBar::showMore);
    connect(m_text, &QLineEdit::textChanged, this, &RunFilterBar::changed);
    for (auto *combo : {m_state, m_flow, m_time}) {
        connect(combo, &QComboBox::currentIndexChanged, this, [this] {
            showWhatIsSet();
            Q_EMIT changed();
        });
    }
}

RunFilter RunFilterBar::filter() const
{
    RunFilter filter;
    if (const int state = m_state->currentData().toInt(); state >= 0) {
        filter.state = static_cast<api::RunState>(state);
    }
    filter.flow = m_flow->currentData().toString().toStdString();
    filter.since = m_since;
    filter.text = m_text->text().trimmed();
    return filter;
}

void RunFilterBar::clear()
{
    {
        const QSignalBlocker text(m_text);
        const QSignalBlocker state(m_state);
        const QSignalBlocker flow(m_flow);
        const QSignalBlocker time(m_time);
        m_text->clear();
        m_state->setCurrentIndex(0);
        m_flow->setCurrentIndex(0);
        m_time->setCurrentIndex(0);
        m_since = 0;
    }
    showWhatIsSet();
    Q_EMIT changed();
}

void RunFilterBar::setFlows(const QHash<QString, QString> &names)
{
    std::vector<std::pair<QString, QString>> flows;
    for (auto at = names.begin(); at != names.end(); ++at) {
        flows.emplace_back(at.value().isEmpty() ? at.key() : at.value(), at.key());
    }
    std::sort(flows.begin(), flows.end(), [](const auto &a, const auto &b) { return a.first.localeAwareCompare(b.first) < 0; });
    // What is chosen stays chosen, also where the flow is gone: its runs are not.
    const QString chosen = m_flow->currentData().toString();
    const QString chosenText = m_flow->currentText();
    const QSignalBlocker quiet(m_flow);
    m_flow->clear();
    m_flow->addItem(tr("All flows"), QString());
    for (const auto &[name, id] : flows) {
        m_flow->addItem(name, id);
    }
    if (!chosen.isEmpty() && m_flow->findData(chosen) < 0) {
        m_flow->addItem(chosenText, chosen);
    }
    m_flow->setCurrentIndex(std::max(m_flow->findData(chosen), 0));
}

void RunFilterBar::showMore(bool more)
{
    const bool isSet = m_flow->currentIndex() > 0 || m_time->currentIndex() > 0;
    m_more->setChecked(more || isSet);
    m_second->setVisible(more || isSet);
}

// A filter that is set is never out of sight.
void RunFilterBar::showWhatIsSet()
{
    if (m_flow->currentIndex() > 0 || m_time->currentIndex() > 0) {
        showMore(true);
    }
}

} // namespace signalbox::ui
