// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/approvals_view.h"

#include "ui/runs/value_editor.h"
#include "ui/theme/style.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr std::int64_t kPage = 100;

State stateOfApproval(api::ApprovalState state)
{
    switch (state) {
    case api::ApprovalState::Pending: return State::Waiting;
    case api::ApprovalState::Approved: return State::Succeeded;
    case api::ApprovalState::Rejected: return State::Failed;
    case api::ApprovalState::Expired: return State::Cancelled;
    case api::ApprovalState::Withdrawn: return State::Skipped;
    }
    return State::Idle;
}

QString textOfApproval(api::ApprovalState state)
{
    switch (state) {
    case api::ApprovalState::Pending: return ApprovalsView::tr("waits");
    case api::ApprovalState::Approved: return ApprovalsView::tr("approved");
    case api::ApprovalState::Rejected: return ApprovalsView::tr("rejected");
    case api::ApprovalState::Expired: return ApprovalsView::tr("too late");
    case api::ApprovalState::Withdrawn: return ApprovalsView::tr("not asked any more");
    }
    return {};
}

} // namespace

ApprovalsView::ApprovalsView(const Theme &theme, const Clock &clock, QWidget *parent)
    : InboxView(theme, clock,
        {tr("Approvals"), QStringLiteral("question"), tr("Nothing to approve"), tr("What runs ask persons appears here."), tr("To be decided"), tr("All"), "run.approval.*"}, parent)
    , m_pages(new QStackedWidget)
    , m_hint(new TextLabel(theme, QString(), TextStyle::Body, Role::TextMuted))
    , m_title(new TextLabel(theme, QString(), TextStyle::Strong))
    , m_facts(new ElidedLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_message(new TextLabel(theme, QString()))
    , m_data(new ValueEditor(theme, tr("Data")))
    , m_comment(new QLineEdit)
    , m_approve(new QPushButton(theme.icon(QStringLiteral("check"), Role::OnAccent), tr("Approve")))
    , m_reject(new QPushButton(theme.icon(QStringLiteral("close")), tr("Reject")))
    , m_run(new QPushButton(theme.icon(QStringLiteral("runs")), tr("Show the run")))
{
    for (auto *label : {m_hint, m_title, m_message}) {
        label->setWordWrap(true);
    }
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(space::kXl);
    // What a run says is text, never markup.
    m_title->setTextFormat(Qt::PlainText);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_comment->setPlaceholderText(tr("A word on why (may stay empty)"));
    m_comment->setAccessibleName(tr("Comment"));
    setButtonKind(m_approve, ButtonKind::Primary);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::kL, space::kM, space::kL, space::kS);
    head->setSpacing(space::kXs);
    head->addWidget(m_title);
    head->addWidget(m_facts);
    head->addWidget(m_message);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kM);
    for (auto *button : {m_approve, m_reject, m_run}) {
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(space::kL, space::kS, space::kL, space::kS);
    foot->setSpacing(space::kS);
    foot->addWidget(m_comment);
    foot->addLayout(buttons);
    m_pages->addWidget(m_hint);
    m_pages->addWidget(m_data);
    auto *details = new QWidget;
    auto *layout = new QVBoxLayout(details);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    layout->addLayout(foot);
    setDetails(details);
    connect(m_approve, &QPushButton::clicked, this, [this] { begin(api::ApprovalDecision::Approve); });
    connect(m_reject, &QPushButton::clicked, this, [this] { begin(api::ApprovalDecision::Reject); });
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_shown) {
            Q_EMIT runRequested(fromUtf8(m_shown->run), fromUtf8(m_shown->path));
        }
    });
    showChosen();
}

ApprovalsView::~ApprovalsView()
{
    // What is under way would come back to what is no more this.
    setClient(nullptr);
}

Task<Result<InboxPage>> ApprovalsView::read(client::Client *client, bool all, std::string before, std::stop_token stop)
{
    api::ApprovalListParams params;
    if (!all) {
        params.state = api::ApprovalState::Pending;
    }
    params.limit = kPage;
    params.before = before;
    auto page = co_await client->call<api::ApprovalsList>(params, stop);
    if (!page) {
        co_return std::move(page).error();
    }
    InboxPage read;
    read.more = std::int64_t(page->approvals.size()) == kPage;
    for (const auto &approval : page->approvals) {
        InboxItem item;
        item.id = approval.id;
        item.run = approval.run;
        item.flow = approval.flow;
        item.path = approval.path;
        item.title = approval.title.empty() ? fromUtf8(approval.path) : fromUtf8(approval.title);
        item.isOpen = approval.state == api::ApprovalState::Pending;
        item.detail = !item.isOpen ? textOfApproval(approval.state) : approval.mayDecide ? fromUtf8(approval.message).simplified() : tr("for others to decide");
        item.state = stateOfApproval(approval.state);
        item.when = approval.createdAt;
        item.isMine = approval.mayDecide;
        read.items.push_back(std::move(item));
    }
    co_return read;
}

bool ApprovalsView::isShown(const InboxItem &item) const
{
    return m_shown && m_shown->id == item.id && (m_shown->state == api::ApprovalState::Pending) == item.isOpen;
}

void ApprovalsView::showNone()
{
    m_shown.reset();
    showApproval();
}

Task<void> ApprovalsView::readOne(client::Client *client, std::string id, std::stop_token stop)
{
    api::ApprovalId which{std::move(id)};
    auto approval = co_await client->call<api::ApprovalsGet>(which, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (approval) {
        m_shown = std::move(*approval);
        m_comment->clear();
        showApproval();
    } else {
        report(words::sentence(approval.error()), true);
    }
}

void ApprovalsView::showApproval()
{
    const auto items = chosen();
    const bool isOne = m_shown.has_value();
    const auto open = std::count_if(items.begin(), items.end(), [](const auto &item) { return item.isOpen && item.isMine; });
    const bool canDecide = isOne ? m_shown->state == api::ApprovalState::Pending && m_shown->mayDecide : open > 0;
    m_title->setVisible(isOne);
    m_facts->setVisible(isOne);
    m_message->setVisible(isOne && !m_shown->message.empty());
    m_run->setVisible(isOne);
    for (QWidget *widget : {static_cast<QWidget *>(m_comment), static_cast<QWidget *>(m_approve), static_cast<QWidget *>(m_reject)}) {
        widget->setVisible(canDecide);
    }
    setBusy(m_isBusy);
    m_approve->setText(isOne || open == 0 ? tr("Approve") : tr("Approve %n", nullptr, int(open)));
    m_reject->setText(isOne || open == 0 ? tr("Reject") : tr("Reject %n", nullptr, int(open)));
    m_pages->setCurrentWidget(isOne ? static_cast<QWidget *>(m_data) : m_hint);
    if (!isOne) {
        m_hint->setText(items.empty() ? tr("Choose a question to see its data, or several to answer them alike.") : tr("%n question(s) chosen", nullptr, int(items.size())));
        return;
    }
    const auto &approval = *m_shown;
    m_title->setText(approval.title.empty() ? fromUtf8(approval.path) : fromUtf8(approval.title));
    m_message->setText(fromUtf8(approval.message));
    QStringList facts{model().flowName(approval.flow), fromUtf8(approval.path), startedText(approval.createdAt, m_clock.now())};
    if (approval.state != api::ApprovalState::Pending) {
        facts << textOfApproval(approval.state);
        if (!approval.decidedBy.empty()) {
            facts << tr("decided by %1").arg(fromUtf8(approval.decidedBy));
        }
        if (!approval.comment.empty()) {
            facts << fromUtf8(approval.comment);
        }
    } else if (approval.expiresAt > 0) {
        facts << tr("until %1").arg(startedText(approval.expiresAt, m_clock.now()));
    }
    if (approval.state == api::ApprovalState::Pending && !approval.mayDecide) {
        facts << tr("for others to decide");
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_data->setValue(std::make_shared<const json::Value>(approval.wasEdited ? approval.edited : approval.data));
    m_data->setEditable(canDecide);
}

void ApprovalsView::setBusy(bool busy)
{
    m_isBusy = busy;
    m_approve->setEnabled(!busy);
    m_reject->setEnabled(!busy);
    m_comment->setEnabled(!busy);
}

void ApprovalsView::begin(api::ApprovalDecision decision)
{
    std::vector<std::string> ids;
    for (const auto &item : chosen()) {
        if (item.isOpen && item.isMine) {
            ids.push_back(item.id);
        }
    }
    auto *from = client();
    if (ids.empty() || !from || m_isBusy) {
        return;
    }
    api::ApprovalDecideParams params;
    params.decision = decision;
    params.comment = m_comment->text().trimmed().toStdString();
    if (m_shown && decision == api::ApprovalDecision::Approve) {
        auto edited = m_data->edited();
        if (!edited) {
            return;
        }
        params.data = std::move(*edited);
    }
    setBusy(true);
    report({});
    m_acting.start([this, from, ids, params](std::stop_token stop) { return decide(this, from, ids, params, stop); });
}

Task<void> ApprovalsView::decide(ApprovalsView *self, client::Client *client, std::vector<std::string> ids, api::ApprovalDecideParams decision, std::stop_token stop)
{
    int well = 0;
    QString problem;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        decision.id = ids[i];
        auto done = co_await client->call<api::ApprovalsDecide>(decision, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (done) {
            ++well;
        } else {
            problem = words::sentence(done.error());
        }
    }
    self->setBusy(false);
    const QString said = decision.decision == api::ApprovalDecision::Approve ? tr("%n approved", nullptr, well) : tr("%n rejected", nullptr, well);
    self->report(problem.isEmpty() ? said : well == 0 ? problem : tr("%1; others were not: %2").arg(said, problem), !problem.isEmpty());
    if (problem.isEmpty()) {
        self->m_shown.reset(); // else what was typed stays, for another try
    }
    self->reload();
}

} // namespace signalbox::ui
