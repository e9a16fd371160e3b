// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/letters_view.h"

#include "ui/runs/value_editor.h"
#include "ui/theme/style.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace signalbox::ui {

using namespace runs;

LettersView::LettersView(const Theme &theme, const Clock &clock, QWidget *parent)
    : InboxView(theme, clock,
        {tr("Dead letters"), QStringLiteral("inbox"), tr("No dead letters"), tr("Steps that fail for good are kept here, to be done again."), tr("Not decided"), tr("All"), "deadLetter.*"}, parent)
    , m_pages(new QStackedWidget)
    , m_hint(new TextLabel(theme, QString(), TextStyle::Body, Role::TextMuted))
    , m_title(new ElidedLabel(theme, QString(), TextStyle::Strong))
    , m_facts(new ElidedLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_error(new TextLabel(theme, QString(), TextStyle::Body, Role::Danger))
    , m_values(new QSplitter(Qt::Horizontal))
    , m_input(new ValueEditor(theme, tr("Input")))
    , m_config(new JsonView(theme, tr("Called with")))
    , m_replay(new QPushButton)
    , m_discard(new QPushButton(theme.icon(QStringLiteral("delete")), tr("Put away")))
    , m_run(new QPushButton(theme.icon(QStringLiteral("runs")), tr("Show the run")))
{
    for (auto *label : {m_hint, m_error}) {
        label->setWordWrap(true);
    }
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(space::kXl);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setButtonKind(m_replay, ButtonKind::Primary);
    m_discard->setToolTip(tr("Nothing is done; a run that waits at the step fails."));
    m_values->addWidget(m_input);
    m_values->addWidget(m_config);
    m_values->setChildrenCollapsible(false);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::kL, space::kM, space::kL, space::kS);
    head->setSpacing(space::kXs);
    head->addWidget(m_title);
    head->addWidget(m_facts);
    head->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(space::kL, space::kS, space::kL, space::kS);
    buttons->setSpacing(space::kM);
    for (auto *button : {m_replay, m_discard, m_run}) {
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    m_pages->addWidget(m_hint);
    m_pages->addWidget(m_values);
    auto *details = new QWidget;
    auto *layout = new QVBoxLayout(details);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    layout->addLayout(buttons);
    setDetails(details);
    connect(m_replay, &QPushButton::clicked, this, [this] { begin(true); });
    connect(m_discard, &QPushButton::clicked, this, [this] { begin(false); });
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_shown) {
            const bool isElsewhere = !m_shown->replay.empty();
            Q_EMIT runRequested(fromUtf8(isElsewhere ? m_shown->replay : m_shown->run), fromUtf8(m_shown->path));
        }
    });
    showChosen();
}

LettersView::~LettersView()
{
    // What is under way would come back to what is no more this.
    setClient(nullptr);
}

Task<Result<InboxPage>> LettersView::read(client::Client *client, bool all, std::string before, std::stop_token stop)
{
    api::DeadLetterListParams params;
    params.all = all;
    params.before = std::move(before);
    auto page = co_await client->call<api::DeadLettersList>(params, stop);
    if (!page) {
        co_return std::move(page).error();
    }
    InboxPage read;
    read.more = page->more;
    read.open = page->open;
    for (const auto &letter : page->letters) {
        InboxItem item;
        item.id = letter.id;
        item.run = letter.run;
        item.flow = letter.flow;
        item.path = letter.path;
        item.title = fromUtf8(letter.path);
        item.isOpen = letter.state == api::DeadLetterState::Open;
        item.detail = letter.state == api::DeadLetterState::Replayed ? tr("done again") : letter.state == api::DeadLetterState::Discarded ? tr("put away") : errorText(letter.error).message;
        item.state = letter.state == api::DeadLetterState::Replayed ? State::Succeeded : letter.state == api::DeadLetterState::Discarded ? State::Skipped : letter.held ? State::Waiting : State::Failed;
        item.when = letter.createdAt;
        read.items.push_back(std::move(item));
    }
    co_return read;
}

bool LettersView::isShown(const InboxItem &item) const
{
    return m_shown && m_shown->id == item.id && (m_shown->state == api::DeadLetterState::Open) == item.isOpen;
}

void LettersView::showNone()
{
    m_shown.reset();
    showLetter();
}

Task<void> LettersView::readOne(client::Client *client, std::string id, std::stop_token stop)
{
    api::DeadLetterId which{std::move(id)};
    auto letter = co_await client->call<api::DeadLettersGet>(which, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (letter) {
        m_shown = std::move(*letter);
        showLetter();
    } else {
        report(words::sentence(letter.error()), true);
    }
}

void LettersView::showLetter()
{
    const auto items = chosen();
    const bool isOne = m_shown.has_value();
    const auto open = std::count_if(items.begin(), items.end(), [](const auto &item) { return item.isOpen; });
    for (auto *label : {m_title, m_facts}) {
        label->setVisible(isOne);
    }
    m_error->setVisible(isOne && !m_shown->error.is_null());
    m_run->setVisible(isOne);
    m_replay->setVisible(open > 0);
    m_discard->setVisible(open > 0);
    m_replay->setEnabled(!m_isBusy);
    m_discard->setEnabled(!m_isBusy);
    m_replay->setText(isOne ? tr("Do it again") : tr("Do %n again", nullptr, int(open)));
    m_pages->setCurrentWidget(isOne ? static_cast<QWidget *>(m_values) : m_hint);
    if (!isOne) {
        m_hint->setText(items.empty() ? tr("Choose a dead letter to see what the step was given, or several to do them again together.") : tr("%n dead letter(s) chosen", nullptr, int(items.size())));
        return;
    }
    const auto &letter = *m_shown;
    m_title->setText(fromUtf8(letter.path));
    QStringList facts{model().flowName(letter.flow), fromUtf8(letter.type), tr("%n attempt(s)", nullptr, int(letter.attempts)), startedText(letter.createdAt, m_clock.now())};
    if (letter.held) {
        facts << tr("its run waits for this");
    }
    if (letter.state == api::DeadLetterState::Replayed) {
        facts << tr("done again");
    } else if (letter.state == api::DeadLetterState::Discarded) {
        facts << tr("put away");
    }
    if (!letter.decidedBy.empty()) {
        facts << tr("decided by %1").arg(fromUtf8(letter.decidedBy));
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_error->setText(errorText(letter.error).message);
    m_input->setValue(std::make_shared<const json::Value>(letter.input));
    m_input->setEditable(letter.state == api::DeadLetterState::Open);
    m_config->setValue(std::make_shared<const json::Value>(letter.config));
    m_config->setVisible(!letter.config.is_null());
}

void LettersView::setBusy(bool busy)
{
    m_isBusy = busy;
    m_replay->setEnabled(!busy);
    m_discard->setEnabled(!busy);
}

void LettersView::begin(bool replay)
{
    std::vector<std::string> ids;
    for (const auto &item : chosen()) {
        if (item.isOpen) {
            ids.push_back(item.id);
        }
    }
    auto *from = client();
    if (ids.empty() || !from || m_isBusy) {
        return;
    }
    std::optional<json::Value> input;
    if (replay && m_shown) {
        auto edited = m_input->edited();
        if (!edited) {
            return;
        }
        input = std::move(*edited);
    }
    setBusy(true);
    report({});
    m_acting.start([this, from, ids, input, replay](std::stop_token stop) { return act(this, from, ids, input, replay, stop); });
}

Task<void> LettersView::act(LettersView *self, client::Client *client, std::vector<std::string> ids, std::optional<json::Value> input, bool replay, std::stop_token stop)
{
    Result<api::DeadLetterOutcomes> done;
    if (replay) {
        api::DeadLetterReplayParams params;
        params.ids = std::move(ids);
        if (input) {
            params.id = params.ids.front();
            params.ids.clear();
            params.input = std::move(input);
        }
        done = co_await client->call<api::DeadLettersReplay>(params, stop);
    } else {
        api::DeadLetterDiscardParams params;
        params.ids = std::move(ids);
        done = co_await client->call<api::DeadLettersDiscard>(params, stop);
    }
    if (stop.stop_requested()) {
        co_return;
    }
    self->setBusy(false);
    QString problem;
    if (!done) {
        problem = words::sentence(done.error());
        self->report(problem, true);
    } else {
        int well = 0;
        for (const auto &outcome : done->letters) {
            if (outcome.error.is_null()) {
                ++well;
            } else {
                problem = errorText(outcome.error).message;
            }
        }
        const QString said = replay ? tr("%n done again", nullptr, well) : tr("%n put away", nullptr, well);
        self->report(problem.isEmpty() ? said : tr("%1; others were not: %2").arg(said, problem), !problem.isEmpty());
    }
    if (problem.isEmpty()) {
        self->m_shown.reset(); // else what was typed stays, for another try
    }
    self->reload();
}

} // namespace signalbox::ui
