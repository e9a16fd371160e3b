// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/step_details.h"

#include "ui/runs/decision_card.h"
#include "ui/runs/step_logs.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/money_text.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>

namespace signalbox::ui {

using namespace runs;

namespace {

// Larger payloads are read when a person asks for them.
constexpr std::int64_t kReadUnasked = 4 << 20;

QString momentText(UnixMillis time)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time);
    return QLocale().toString(at.date(), QLocale::ShortFormat) + u' ' + at.toString(QStringLiteral("HH:mm:ss.zzz"));
}

// A tinted block with a stripe, as banners have it, for text of any length.
class ErrorBlock : public QWidget
{
    Q_OBJECT
public:
    explicit ErrorBlock(const Theme &theme)
        : m_theme(theme)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.color(Role::DangerSoft));
        painter.fillRect(layoutDirection() == Qt::LeftToRight ? QRect(0, 0, 3, height()) : QRect(width() - 3, 0, 3, height()), m_theme.color(Role::Danger));
    }

private:
    const Theme &m_theme;
};

} // namespace

StepDetails::StepDetails(const Theme &theme, RunWatch &watch, Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_watch(watch)
    , m_clock(clock)
    , m_title(new ElidedLabel(theme, QString(), TextStyle::Strong))
    , m_facts(new ElidedLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_error(new ErrorBlock(theme))
    , m_errorText(new TextLabel(theme, QString(), TextStyle::Body))
    , m_errorWay(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_tabs(new QTabBar)
    , m_tabRow(new QWidget)
    , m_stack(new QStackedWidget)
    , m_value(new JsonView(theme, tr("Value")))
    , m_large(new QWidget)
    , m_largeText(new TextLabel(theme, QString(), TextStyle::Body, Role::TextMuted))
    , m_largeRead(new QPushButton)
    , m_nothing(new TextLabel(theme, QString(), TextStyle::Body, Role::TextMuted))
    , m_decision(new DecisionCard(theme))
    , m_logs(new StepLogs(theme))
{
    for (auto *label : {m_errorText, m_errorWay, m_largeText, m_nothing}) {
        label->setWordWrap(true);
    }
    m_errorText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(m_tabRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_tabs);
    row->addWidget(m_value->bar(), 1);
    m_tabs->addTab(tr("Result"));
    m_tabs->addTab(tr("Input"));
    m_tabs->addTab(tr("Logs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("What of the run is shown"));
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        m_pending.clear();
        renew();
    });

    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::kL, space::kM, space::kL, space::kS);
    head->setSpacing(space::kXs);
    head->addWidget(m_title);
    head->addWidget(m_facts);
    auto *errorLayout = new QVBoxLayout(m_error);
    errorLayout->setContentsMargins(space::kXl, space::kM, space::kL, space::kM);
    errorLayout->setSpacing(space::kXs);
    errorLayout->addWidget(m_errorText);
    errorLayout->addWidget(m_errorWay);
    auto *way = new QPushButton(theme.icon(QStringLiteral("jump")), tr("Show on the canvas"));
    connect(way, &QPushButton::clicked, this, &StepDetails::nodeWanted);
    errorLayout->addWidget(way, 0, Qt::AlignLeft);

    auto *large = new QVBoxLayout(m_large);
    large->setContentsMargins(space::kXl, space::kXl, space::kXl, space::kXl);
    large->addStretch();
    large->addWidget(m_largeText);
    large->addWidget(m_largeRead, 0, Qt::AlignCenter);
    large->addStretch();
    m_largeText->setAlignment(Qt::AlignCenter);
    connect(m_largeRead, &QPushButton::clicked, this, [this] {
        const auto *step = m_seq > 0 && m_tabs->currentIndex() == int(Tab::Input) ? m_watch.steps().step(m_seq) : nullptr;
        if (step) {
            readInput(*step, true);
        } else {
            readPayload(m_wanted);
        }
    });
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMargin(space::kXl);

    // The decision scrolls: all of it can be read in a low pane too.
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_decision);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_decisionArea = scroll;

    m_stack->addWidget(m_value);
    m_stack->addWidget(m_large);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_decisionArea);
    m_stack->addWidget(m_logs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_error);
    layout->addWidget(m_tabRow);
    layout->addWidget(m_stack, 1);
    m_error->hide();
}

void StepDetails::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(int(tab));
}

void StepDetails::setStep(std::int64_t seq)
{
    m_seq = seq;
    m_held.clear();
    m_pending.clear();
    put(m_nothing);
    renew();
}

void StepDetails::renew()
{
    const auto *step = m_seq > 0 ? m_watch.steps().step(m_seq) : nullptr;
    m_tabs->setVisible(m_watch.run().has_value());
    m_tabs->setTabText(int(Tab::Output), step ? tr("Output") : tr("Result"));
    m_tabs->setTabVisible(int(Tab::Logs), step != nullptr);
    if (step) {
        showStep(*step);
    } else {
        showRun();
    }
}

void StepDetails::showStep(const api::StepView &step)
{
    m_title->setText(fromUtf8(step.path));
    setAccessibleName(tr("Step %1").arg(fromUtf8(step.path)));
    QStringList facts{stateText(stateOf(step.state))};
    // Steps without an effect are evaluated together and not measured one by one.
    if (isFinal(step.state) && step.durationMs > 0) {
        facts << durationText(step.durationMs);
    }
    const auto &costs = m_watch.costs();
    if (const auto cost = costs.sums.find(step.path); cost != costs.sums.end()) {
        const QString paid = moneyText(cost->second);
        facts << (costs.isWholeOf(step.path) ? paid : tr("at least %1").arg(paid));
    }
    if (step.attempt > 1) {
        facts << tr("attempt %1").arg(step.attempt);
    }
    if (step.startedAt > 0) {
        facts << tr("began %1").arg(momentText(step.startedAt));
    }
    if (!step.idempotencyKey.empty() && step.state != api::StepState::InDoubt) {
        facts << tr("key %1").arg(fromUtf8(step.idempotencyKey));
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    showError(step.error);
    if (m_tabs->currentIndex() == int(Tab::Input)) {
        readInput(step, false);
        return;
    }
    if (m_tabs->currentIndex() == int(Tab::Logs)) {
        readLogs(step);
        return;
    }
    if (step.state == api::StepState::InDoubt) {
        m_decision->ask(m_watch.id(), step, m_clock.now());
        put(m_decisionArea);
        m_held.clear();
        return;
    }
    if (!isFinal(step.state)) {
        m_nothing->setText(step.state == api::StepState::Waiting ? tr("The step waits.") : tr("The step is under way. What it gives stands here as soon as it ends."));
        put(m_nothing);
        m_held.clear();
        return;
    }
    if (step.output.is_null() && !step.error.is_null()) {
        m_nothing->setText(tr("The step failed, so it gave nothing."));
        put(m_nothing);
        m_held.clear();
        return;
    }
    showValue(step.output, step.seq);
}

void StepDetails::showRun()
{
    const auto &run = m_watch.run();
    if (!run) {
        m_title->setText(m_watch.problem().isEmpty() ? QString() : tr("The run cannot be read"));
        m_facts->setText(QString());
        m_error->hide();
        m_nothing->setText(!m_watch.problem().isEmpty() ? m_watch.problem() : m_watch.id().isEmpty() ? tr("Choose a run to see its steps.") : tr("Reading the run…"));
        put(m_nothing);
        m_held.clear();
        return;
    }
    m_title->setText(tr("The whole run"));
    setAccessibleName(tr("The run as a whole"));
    QStringList facts{tr("began %1").arg(momentText(run->startedAt))};
    if (isFinal(run->state)) {
        facts << tr("took %1").arg(durationText(run->durationMs));
    }
    std::vector<api::UsageCost> all;
    const auto &costs = m_watch.costs();
    for (const auto &[path, sums] : costs.sums) {
        for (const auto &sum : sums) {
            addCost(all, sum);
        }
    }
    if (!all.empty()) {
        const QString paid = moneyText(all);
        facts << (costs.isWhole && !costs.hasUnpriced() ? paid : tr("at least %1").arg(paid));
    }
    facts << fromUtf8(run->id);
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    showError(run->error);
    showTab();
}

void StepDetails::showTab()
{
    const auto &run = m_watch.run();
    if (!run || m_seq > 0) {
        return;
    }
    if (m_tabs->currentIndex() == int(Tab::Input)) {
        readPayload(-1);
        return;
    }
    if (run->result.is_null()) {
        m_nothing->setText(run->state == api::RunState::Failed ? tr("The run failed, so it has no result. The step that failed says why.")
                               : isFinal(run->state)           ? tr("The run has no result.")
                               : run->inDoubt.empty()          ? tr("The run is under way. Its result stands here as soon as it ends.")
                                                               : tr("The run waits for your decision about: %1").arg(fromUtf8(run->inDoubt.front())));
        put(m_nothing);
        m_held.clear();
        return;
    }
    showValue(run->result, 0);
}

void StepDetails::put(QWidget *shown)
{
    m_stack->setCurrentWidget(shown);
    m_value->bar()->setVisible(shown == m_value);
}

void StepDetails::showError(const json::Value &error)
{
    const ErrorText text = errorText(error);
    m_error->setVisible(!text.message.isEmpty());
    if (text.message.isEmpty()) {
        return;
    }
    m_errorText->setText(text.message);
    QStringList way;
    if (!text.subject.isEmpty() && !text.message.contains(text.subject)) {
        way << tr("About: %1").arg(text.subject);
    }
    if (text.isRetryable) {
        way << tr("Trying again later can help.");
    }
    if (!text.code.isEmpty()) {
        way << text.code;
    }
    m_errorWay->setText(way.join(QStringLiteral(" · ")));
    m_errorWay->setVisible(!way.isEmpty());
    m_error->setAccessibleName(tr("Error: %1").arg(text.message));
}

void StepDetails::showValue(const json::Value &value, std::int64_t payloadSeq)
{
    if (const auto bytes = payloadBytes(value); bytes > 0) {
        if (bytes <= kReadUnasked) {
            readPayload(payloadSeq);
            return;
        }
        if (m_held == "payload" + std::to_string(payloadSeq) || m_pending == "payload" + std::to_string(payloadSeq)) {
            return;
        }
        m_wanted = payloadSeq;
        m_largeText->setText(tr("The value takes %1.").arg(bytesText(bytes)));
        m_largeRead->setText(tr("Read it"));
        m_largeRead->setEnabled(true);
        put(m_large);
        return;
    }
    // The same value is not shown anew: what is open in it stays open.
    std::string held = std::to_string(payloadSeq) + (json::approximateSize(value) < (64u << 10) ? json::write(value) : std::string("large"));
    if (held != m_held) {
        m_held = std::move(held);
        m_value->setValue(std::make_shared<const json::Value>(value));
        m_value->setNote({});
    }
    put(m_value);
}

// Whether a value has to be read: it is neither shown nor on its way.
bool StepDetails::begin(const std::string &held)
{
    if (m_held == held) {
        put(m_value);
        return false;
    }
    if (m_pending == held) {
        return false;
    }
    m_pending = held;
    m_held.clear();
    m_largeRead->setEnabled(false);
    m_nothing->setText(tr("Reading…"));
    put(m_nothing);
    return true;
}

RunWatch::ValueReader StepDetails::reader(const std::string &held)
{
    const auto shown = m_seq;
    const auto tab = m_tabs->currentIndex();
    return [this, held, shown, tab](Result<std::shared_ptr<const json::Value>> value) {
        if (m_seq != shown || m_tabs->currentIndex() != tab) {
            return; // something else is looked at by now
        }
        m_pending.clear();
        if (!value) {
            m_nothing->setText(words::sentence(value.error()));
            put(m_nothing);
            return;
        }
        if (const auto bytes = payloadBytes(**value); bytes > 0) {
            m_largeText->setText(tr("The value takes %1.").arg(bytesText(bytes)));
            m_largeRead->setText(tr("Read it"));
            m_largeRead->setEnabled(true);
            put(m_large);
            return;
        }
        m_held = held;
        m_value->setValue(std::move(*value));
        m_value->setNote(bytesText(std::int64_t(json::approximateSize(*m_value->value()))));
        put(m_value);
    };
}

void StepDetails::readPayload(std::int64_t seq)
{
    const std::string held = "payload" + std::to_string(seq);
    if (begin(held)) {
        m_watch.readPayload(seq, reader(held));
    }
}

void StepDetails::readLogs(const api::StepView &step)
{
    // What an attempt wrote is there when it has ended.
    const std::string held = "logs" + std::to_string(step.seq) + '/' + std::to_string(step.attempt) + std::string(json::enumName(step.state));
    if (m_held == held || m_pending == held) {
        return;
    }
    m_pending = held;
    m_held.clear();
    if (m_stack->currentWidget() != m_logs) {
        m_nothing->setText(tr("Reading…"));
        put(m_nothing);
    }
    m_logs->read(m_watch.client(), m_watch.id(), step.seq, [this, held](Result<int> lines) {
        if (m_pending != held) {
            return; // something else is looked at by now
        }
        m_pending.clear();
        m_held = lines ? held : std::string(); // what could not be read is read again when the run is looked at anew
        if (lines && *lines > 0) {
            put(m_logs);
            return;
        }
        m_nothing->setText(lines ? tr("The step wrote nothing. What a code node writes by console.log stands here when its attempt has ended.") : words::sentence(lines.error()));
        put(m_nothing);
    });
}

void StepDetails::readInput(const api::StepView &step, bool isAsked)
{
    const std::string held = "input" + step.path;
    if ((m_stack->currentWidget() != m_large || isAsked) && begin(held)) {
        m_watch.readInput(step.path, isAsked ? std::numeric_limits<std::int64_t>::max() : kReadUnasked, reader(held));
    }
}

} // namespace signalbox::ui

#include "step_details.moc"
