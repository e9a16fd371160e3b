// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/retention_page.h"

#include "ui/link/backend_link.h"
#include "ui/theme/style.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDateTime>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr int kMostDays = 36'500;
constexpr int kProposedRunDays = 90;
constexpr int kProposedEventDays = 30;
// More are not counted before a person is asked.
constexpr std::int64_t kCounted = 500;
constexpr std::string_view kReadSystem = "system.read";

// Whether that deletes what was kept until now.
bool isLess(std::int64_t days, std::int64_t before)
{
    return days > 0 && (before == 0 || days < before);
}

bool isLess(const api::Retention &retention, const api::Retention &before)
{
    return isLess(retention.runDays, before.runDays) || isLess(retention.eventDays, before.eventDays);
}

TextLabel *wrapped(const Theme &theme, const QString &text = {}, TextStyle style = TextStyle::Body, Role role = Role::Text)
{
    auto *label = new TextLabel(theme, text, style, role);
    label->setWordWrap(true);
    return label;
}

} // namespace

RetentionPage::RetentionPage(const Theme &theme, BackendLink &link, Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_link(link)
    , m_clock(clock)
    , m_problem(new Banner(theme))
    , m_scroll(new QScrollArea)
    , m_where(wrapped(theme, {}, TextStyle::Body, Role::TextMuted))
    , m_fields(new QWidget)
    , m_effect(wrapped(theme))
    , m_question(new Banner(theme))
    , m_save(new QPushButton(tr("Save")))
    , m_revert(new QPushButton(tr("Undo changes")))
    , m_done(wrapped(theme, {}, TextStyle::Small, Role::TextMuted))
    , m_space(wrapped(theme, tr("Measuring reads the whole database; with a large one it takes a while."), TextStyle::Body, Role::TextMuted))
    , m_measure(new QPushButton(tr("Measure")))
{
    setAccessibleName(tr("Retention"));
    m_effect->setAccessibleDescription(tr("What is deleted"));
    m_space->setAccessibleDescription(tr("Space"));
    m_measure->setAccessibleName(tr("Measure the space that history takes"));
    setButtonKind(m_save, ButtonKind::Primary);
    for (auto *button : {m_save, m_revert, m_measure}) {
        button->setAutoDefault(false);
    }
    m_question->setButtons(Banner::Buttons::Below);

    auto *terms = new QVBoxLayout(m_fields);
    terms->setContentsMargins(0, 0, 0, 0);
    terms->setSpacing(space::kXl);
    terms->addWidget(termRow(m_runs, tr("Runs that have ended"),
                             tr("With their steps, logs, results, approvals and decided dead letters. A run with an open dead letter stays until somebody decides it."),
                             tr("Days for which ended runs are kept"), kProposedRunDays));
    terms->addWidget(termRow(m_events, tr("Events"), tr("What the list of events shows. Runs keep their steps and logs without them."), tr("Days for which events are kept"), kProposedEventDays));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kM);
    buttons->addWidget(m_save);
    buttons->addWidget(m_revert);
    buttons->addWidget(m_done, 1);
    auto *measuring = new QHBoxLayout;
    measuring->addWidget(m_measure);
    measuring->addStretch();

    auto *column = new QWidget;
    auto *inside = new QVBoxLayout(column);
    inside->setContentsMargins(space::kXxl, space::kXl, space::kXl, space::kXxl);
    inside->setSpacing(space::kM);
    inside->addWidget(new TextLabel(theme, tr("Retention"), TextStyle::Heading));
    inside->addWidget(m_where);
    inside->addSpacing(space::kM);
    inside->addWidget(m_fields);
    inside->addSpacing(space::kM);
    inside->addWidget(m_effect);
    inside->addWidget(m_question);
    inside->addLayout(buttons);
    inside->addSpacing(space::kXl);
    inside->addWidget(new TextLabel(theme, tr("Space"), TextStyle::Heading));
    inside->addWidget(m_space);
    inside->addLayout(measuring);
    inside->addStretch();
    m_scroll->setWidget(column);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setBackgroundRole(QPalette::Base);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_problem);
    layout->addWidget(m_scroll, 1);

    connect(m_save, &QPushButton::clicked, this, &RetentionPage::save);
    connect(m_revert, &QPushButton::clicked, this, [this] {
        fill();
        edited();
    });
    connect(m_question, &Banner::chosen, this, &RetentionPage::answer);
    connect(m_measure, &QPushButton::clicked, this, [this] {
        m_isMeasuring = true;
        m_space->setText(tr("Measuring…"));
        renew();
        m_scope.start([this](std::stop_token stop) { return measure(this, m_client, stop); });
    });
    connect(m_problem, &Banner::chosen, this, [this] {
        if (!m_link.isConnected()) {
            Q_EMIT connectionRequested();
        } else if (m_failure == Failure::Save) {
            save();
        } else {
            read();
        }
    });
    connect(&link, &BackendLink::changed, this, &RetentionPage::linkChanged);
    connect(&link, &BackendLink::stateChanged, this, [this] {
        if (isVisible() && m_link.isConnected() && !m_isBusy) {
            read();
        }
        renew();
    });
    renew();
}

RetentionPage::~RetentionPage()
{
    endListening(this);
}

QWidget *RetentionPage::termRow(Term &term, const QString &title, const QString &description, const QString &name, int proposed)
{
    auto *row = new QWidget;
    term.isLimited = new QCheckBox(tr("Delete after"));
    term.isLimited->setAccessibleName(tr("%1: delete after some days").arg(title));
    term.isLimited->setAccessibleDescription(description);
    term.days = new QSpinBox;
    term.days->setRange(1, kMostDays);
    term.days->setValue(proposed);
    term.days->setAccessibleName(name);
    auto *unit = new TextLabel(m_theme, tr("day(s)", nullptr, proposed));
    auto *control = new QHBoxLayout;
    control->setContentsMargins(space::kXs, space::kXs, 0, 0); // room for the ring of the focus
    control->setSpacing(space::kM);
    control->addWidget(term.isLimited);
    control->addWidget(term.days);
    control->addWidget(unit);
    control->addStretch();
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kS);
    layout->addWidget(wrapped(m_theme, title, TextStyle::Strong));
    layout->addWidget(wrapped(m_theme, description, TextStyle::Small, Role::TextMuted));
    layout->addLayout(control);
    connect(term.isLimited, &QCheckBox::toggled, this, &RetentionPage::edited);
    connect(term.days, &QSpinBox::valueChanged, this, [this, unit](int days) {
        unit->setText(tr("day(s)", nullptr, days));
        edited();
    });
    return row;
}

api::Retention RetentionPage::shown() const
{
    return {m_runs.isLimited->isChecked() ? m_runs.days->value() : 0, m_events.isLimited->isChecked() ? m_events.days->value() : 0};
}

bool RetentionPage::isChanged() const
{
    const auto now = shown();
    return m_kept && (now.runDays != m_kept->runDays || now.eventDays != m_kept->eventDays);
}

// As the backend holds a caller's patterns against what a call takes.
bool RetentionPage::may(std::string_view permission) const
{
    return std::any_of(m_who.permissions.begin(), m_who.permissions.end(), [permission](std::string_view granted) {
        const bool isPrefix = granted == "*" || granted.ends_with(".*");
        return granted == permission || (isPrefix && permission.starts_with(granted.substr(0, granted.size() - 1)));
    });
}

// What is kept, into the fields.
void RetentionPage::fill()
{
    if (!m_kept) {
        return;
    }
    const auto put = [](const Term &term, std::int64_t days) {
        term.isLimited->setChecked(days > 0);
        if (days > 0) {
            term.days->setValue(int(days));
        }
    };
    put(m_runs, m_kept->runDays);
    put(m_events, m_kept->eventDays);
}

QString RetentionPage::dayBefore(std::int64_t days) const
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_clock.now()).addDays(-days).date(), QLocale::LongFormat);
}

QString RetentionPage::said(const api::Retention &retention) const
{
    const QString runs = retention.runDays == 0 ? tr("Runs are kept for ever.")
                                                : tr("Runs are deleted %n day(s) after they ended: today those that ended before %1.", nullptr, int(retention.runDays)).arg(dayBefore(retention.runDays));
    const QString events = retention.eventDays == 0 ? tr("Events are kept for ever.")
                                                    : tr("Events are deleted after %n day(s): today those from before %1.", nullptr, int(retention.eventDays)).arg(dayBefore(retention.eventDays));
    return runs + u'\n' + events;
}

void RetentionPage::renew()
{
    const bool isConnected = m_link.isConnected();
    const bool canChange = isConnected && m_kept && may(api::RetentionSet::permission) && !m_isBusy;
    m_fields->setEnabled(canChange);
    for (const auto *term : {&m_runs, &m_events}) {
        term->days->setEnabled(term->isLimited->isChecked());
    }
    m_save->setEnabled(canChange && isChanged() && !m_asked);
    m_revert->setEnabled(!m_isBusy && isChanged());
    m_measure->setEnabled(isConnected && m_kept && may(kReadSystem) && !m_isMeasuring);
    m_measure->setToolTip(m_kept && !may(kReadSystem) ? tr("Measuring takes the permission %1.").arg(fromUtf8(kReadSystem)) : QString());
    m_where->setText(!isConnected || !m_kept   ? QString()
                         : m_link.isLocal() ? tr("What this computer keeps of what is over.")
                                            : tr("What “%1” keeps of what is over. It holds for everyone in the workspace “%2”.").arg(m_link.title(), fromUtf8(m_who.workspace)));
    m_where->setVisible(!m_where->text().isEmpty());
    m_effect->setText(!m_kept ? (m_isBusy ? tr("Reading…") : QString()) : isChanged() ? tr("After saving:") + u'\n' + said(shown()) : said(*m_kept));
    if (isConnected && m_kept && !may(kReadSystem) && !m_isMeasuring) {
        m_space->setText(tr("Who has the permission %1 can measure how much space history takes.").arg(fromUtf8(kReadSystem)));
    }
    showProblem();
}

void RetentionPage::showProblem()
{
    const auto say = [this](Banner::Kind kind, const QString &text, const QStringList &buttons) {
        if (m_problem->isHidden() || m_problem->text() != text) {
            m_problem->say(kind, text, buttons); // read aloud once
        }
    };
    const auto state = m_link.client() ? m_link.state() : client::ConnectionState::Closed;
    if (m_link.state() == client::ConnectionState::Connecting) {
        say(Banner::Kind::Info, tr("Connecting…"), {});
    } else if (state == client::ConnectionState::Closed) {
        say(Banner::Kind::Warning, QString(tr("There is no connection to a backend. How long history is kept can be seen and changed as soon as there is one. %1").arg(m_link.reason())).trimmed(), {tr("Connection…")});
    } else if (state == client::ConnectionState::Waiting) {
        say(Banner::Kind::Warning, QString(tr("The connection is broken and is tried again. %1").arg(m_link.reason())).trimmed(), {tr("Connection…")});
    } else if (m_failure == Failure::Read) {
        say(Banner::Kind::Danger, tr("How long history is kept cannot be read: %1").arg(m_why), {tr("Try again")});
    } else if (m_failure == Failure::Save) {
        say(Banner::Kind::Danger, tr("It was not saved: %1").arg(m_why), {tr("Try again")});
    } else if (m_kept && !may(api::RetentionSet::permission)) {
        say(Banner::Kind::Info, tr("How long history is kept can be seen here, but changing it takes the permission %1. Ask the workspace's owner for it.").arg(fromUtf8(api::RetentionSet::permission)), {});
    } else {
        m_problem->hide();
    }
}

void RetentionPage::edited()
{
    m_asked.reset(); // the question was about something else
    m_question->hide();
    m_done->clear();
    if (m_failure == Failure::Save) {
        m_failure = Failure::None;
    }
    renew();
}

void RetentionPage::linkChanged()
{
    m_scope.renew();
    m_client = nullptr;
    m_isBusy = false;
    m_isMeasuring = false;
    m_kept.reset();
    m_who = {};
    m_failure = Failure::None;
    m_space->setText(tr("Measuring reads the whole database; with a large one it takes a while."));
    edited();
    if (isVisible()) {
        read();
    }
}

void RetentionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_isBusy) {
        read();
    }
}

void RetentionPage::read()
{
    if (!m_link.isConnected() || m_isBusy) {
        renew();
        return;
    }
    m_client = m_link.client();
    m_isBusy = true;
    m_failure = Failure::None;
    renew();
    m_scope.start([this](std::stop_token stop) { return readAll(this, m_client, stop); });
}

void RetentionPage::fail(Failure failure, const Error &error)
{
    m_isBusy = false;
    m_failure = failure;
    m_why = words::sentence(error);
    renew();
}

Task<void> RetentionPage::readAll(RetentionPage *self, client::Client *client, std::stop_token stop)
{
    api::Nothing nothing;
    auto who = co_await client->call<api::SystemInfoCall>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    auto kept = co_await client->call<api::RetentionGet>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!who || !kept) {
        self->fail(Failure::Read, who ? kept.error() : who.error());
        co_return;
    }
    // What a person has typed stays, whatever happened to the connection.
    const bool wasChanged = self->isChanged();
    self->m_isBusy = false;
    self->m_who = std::move(*who);
    self->m_kept = *kept;
    if (!wasChanged) {
        self->fill();
    }
    self->renew();
}

void RetentionPage::save()
{
    if (!m_link.isConnected() || !m_kept || m_isBusy || !isChanged()) {
        return;
    }
    m_failure = Failure::None;
    m_done->clear();
    const auto chosen = shown();
    if (!isLess(chosen, *m_kept)) {
        send(chosen);
        return;
    }
    m_isBusy = true;
    renew();
    m_scope.start([this, chosen](std::stop_token stop) { return look(this, m_client, chosen, stop); });
}

// Counts what would go, as far as that is quick.
Task<void> RetentionPage::look(RetentionPage *self, client::Client *client, api::Retention chosen, std::stop_token stop)
{
    Count runs;
    if (isLess(chosen.runDays, self->m_kept->runDays)) {
        const UnixMillis before = self->m_clock.now() - chosen.runDays * 24 * 3'600'000;
        api::RunListParams params;
        params.startedBefore = before;
        params.limit = kCounted;
        auto list = co_await client->call<api::RunsList>(params, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!list) {
            self->fail(Failure::Save, list.error());
            co_return;
        }
        runs.known = std::count_if(list->runs.begin(), list->runs.end(), [before](const auto &run) { return isFinal(run.state) && run.finishedAt < before; });
        runs.isAll = std::int64_t(list->runs.size()) < kCounted;
    }
    self->m_isBusy = false;
    self->askFirst(chosen, runs);
}

void RetentionPage::askFirst(const api::Retention &chosen, const Count &runs)
{
    m_asked = chosen;
    QStringList lines{tr("This is deleted for good, within a day and from then on daily:")};
    if (isLess(chosen.runDays, m_kept->runDays)) {
        const QString known = QLocale().toString(runs.known);
        const QString count = runs.isAll ? tr("%1 now").arg(known) : tr("at least %1 now").arg(known);
        lines << u"• " + tr("runs that ended before %1 (%2), with their steps, logs, results, approvals and decided dead letters").arg(dayBefore(chosen.runDays), count);
    }
    if (isLess(chosen.eventDays, m_kept->eventDays)) {
        lines << u"• " + tr("events from before %1").arg(dayBefore(chosen.eventDays));
    }
    lines << tr("Nothing brings it back. Runs with an open dead letter stay.");
    m_question->say(Banner::Kind::Warning, lines.join(u'\n'), {tr("Delete what is older"), tr("Keep it")});
    renew();
    // Where it stands is known when it is laid out.
    QMetaObject::invokeMethod(this, [this] {
        const auto buttons = m_question->findChildren<QPushButton *>();
        if (m_asked && !buttons.isEmpty()) {
            buttons.back()->setFocus(Qt::OtherFocusReason); // the one that changes nothing
            m_scroll->ensureWidgetVisible(m_question);
        }
    }, Qt::QueuedConnection);
}

void RetentionPage::answer(int button)
{
    m_question->hide();
    const auto asked = std::exchange(m_asked, std::nullopt);
    if (button == 0 && asked && m_link.isConnected()) {
        send(*asked);
    } else {
        renew();
        m_save->setFocus(Qt::OtherFocusReason);
    }
}

void RetentionPage::send(const api::Retention &chosen)
{
    m_isBusy = true;
    m_done->setText(tr("Saving…"));
    renew();
    m_scope.start([this, chosen](std::stop_token stop) { return carryOut(this, m_client, chosen, stop); });
}

Task<void> RetentionPage::carryOut(RetentionPage *self, client::Client *client, api::Retention chosen, std::stop_token stop)
{
    auto done = co_await client->call<api::RetentionSet>(chosen, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_done->setText(done ? tr("Saved.") : QString());
    if (!done) {
        self->fail(Failure::Save, done.error());
        co_return;
    }
    self->m_isBusy = false;
    self->m_kept = chosen;
    self->renew();
    // What was pressed is disabled by now, and its focus has gone elsewhere.
    if (self->isVisible() && self->isActiveWindow() && !self->isAncestorOf(self->window()->focusWidget())) {
        self->m_runs.isLimited->setFocus(Qt::OtherFocusReason);
    }
}

Task<void> RetentionPage::measure(RetentionPage *self, client::Client *client, std::stop_token stop)
{
    api::Nothing nothing;
    auto found = co_await client->call<api::SystemDiagnose>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_isMeasuring = false;
    if (!found) {
        self->m_space->setText(tr("It could not be measured: %1").arg(words::sentence(found.error())));
    } else {
        const auto rows = [&](const char *table) { return QLocale().toString(qint64(found->rows[table])); };
        QStringList lines{tr("The database takes %1, with everything in it: runs (%2), events (%3), flows, conversations and the rest. Large values of steps take %4 beside it, in files (%5).")
                              .arg(bytesText(found->databaseBytes), rows("runs"), rows("events"), bytesText(found->payloadBytes), QLocale().toString(qint64(found->payloads)))};
        lines << tr("That is over all workspaces. %1 are free on the disk.").arg(bytesText(found->freeBytes));
        for (const auto &problem : found->problems) {
            lines << words::sentence(problem);
        }
        self->m_space->setText(lines.join(u'\n'));
    }
    self->renew();
}

SettingsPageSpec retentionPage(BackendLink &link, Clock &clock, const Theme &theme, std::function<void(RetentionPage &)> made)
{
    SettingsPageSpec spec;
    spec.id = QStringLiteral("retention");
    spec.title = RetentionPage::tr("Retention");
    spec.words = RetentionPage::tr("history keep delete old runs events days space disk");
    spec.command = RetentionPage::tr("How long history is kept");
    spec.icon = QStringLiteral("history");
    spec.create = [&link, &clock, &theme, made]() -> QWidget * {
        auto *page = new RetentionPage(theme, link, clock);
        if (made) {
            made(*page);
        }
        return page;
    };
    return spec;
}

} // namespace signalbox::ui
