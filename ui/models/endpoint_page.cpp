// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/endpoint_page.h"

#include "ui/models/endpoint_token_dialog.h"
#include "ui/models/model_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace signalbox::ui {

using namespace models;
using runs::fromUtf8;
using runs::startedText;

void EndpointTokensModel::set(std::vector<api::EndpointTokenView> tokens)
{
    beginResetModel();
    m_tokens = std::move(tokens);
    std::ranges::stable_sort(m_tokens, {}, [this](const auto &token) { return isOver(token); });
    endResetModel();
}

const api::EndpointTokenView *EndpointTokensModel::at(int row) const
{
    return row >= 0 && row < int(m_tokens.size()) ? &m_tokens[std::size_t(row)] : nullptr;
}

int EndpointTokensModel::rowOf(const std::string &id) const
{
    const auto at = std::ranges::find(m_tokens, id, &api::EndpointTokenView::id);
    return at == m_tokens.end() ? -1 : int(at - m_tokens.begin());
}

int EndpointTokensModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tokens.size());
}

bool EndpointTokensModel::isOver(const api::EndpointTokenView &token) const
{
    return token.revokedAt > 0 || (token.limits.expiresAt > 0 && token.limits.expiresAt <= m_clock.now());
}

QString EndpointTokensModel::usedText(const api::EndpointTokenView &token) const
{
    QStringList facts;
    facts << tr("%n call(s)", nullptr, int(token.used.calls));
    for (const auto &cost : token.used.costs) {
        facts << moneyText(cost.micros, cost.currency);
    }
    if (token.micros) {
        facts << tr("%1 of %2 spent").arg(moneyText(token.micros->spent, token.currency), moneyText(token.micros->most, token.currency));
    }
    if (token.tokens) {
        facts << tr("%1 of %2 tokens").arg(shortText(token.tokens->spent), shortText(token.tokens->most));
    }
    return facts.join(QStringLiteral(" · "));
}

QVariant EndpointTokensModel::data(const QModelIndex &index, int role) const
{
    const auto *token = index.isValid() ? at(index.row()) : nullptr;
    if (!token) {
        return {};
    }
    const QString name = fromUtf8(token->name);
    const auto state = [&] { return token->revokedAt > 0 ? tr("Revoked") : isOver(*token) ? tr("Expired") : QString(); };
    const auto used = [&] { return token->usedAt > 0 ? tr("Used %1").arg(startedText(token->usedAt, m_clock.now())) : tr("Never used"); };
    switch (role) {
    case Qt::DisplayRole: return name;
    case row::Detail: return state().isEmpty() ? usedText(*token) : QString(state() + QStringLiteral(" · ") + usedText(*token));
    case row::StateRole: return int(isOver(*token) ? State::Cancelled : token->usedAt > 0 ? State::Succeeded : State::Idle);
    case Qt::ToolTipRole: return plainTip(tr("%1…\n%2\n%3").arg(fromUtf8(token->prefix), usedText(*token), used()));
    case Qt::AccessibleTextRole: return QStringList{name, state(), usedText(*token), used()}.filter(QRegularExpression(QStringLiteral("."))).join(QStringLiteral(", "));
    default: return {};
    }
}

EndpointPage::EndpointPage(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_add(paneAction(theme, this, QStringLiteral("add"), tr("New token…"), QKeySequence(Qt::CTRL | Qt::Key_Insert)))
    , m_change(paneAction(theme, this, QStringLiteral("edit"), tr("Change its limits…")))
    , m_revoke(paneAction(theme, this, QStringLiteral("delete"), tr("Revoke…")))
    , m_again(paneAction(theme, this, QStringLiteral("retry"), tr("Read anew"), QKeySequence::Refresh))
    , m_connect(paneAction(theme, this, QStringLiteral("connect"), tr("Connection…")))
    , m_copyAddress(paneAction(theme, this, QStringLiteral("copy"), tr("Copy the address")))
    , m_copyExample(paneAction(theme, this, QStringLiteral("copy"), tr("Copy the example")))
    , m_stack(new QStackedWidget)
    , m_offline(new EmptyState(theme, QStringLiteral("disconnect"), QString(), QString()))
    , m_banner(new Banner(theme))
    , m_on(new QCheckBox(tr("Offer the models to other &tools")))
    , m_port(new QSpinBox)
    , m_portRow(new QWidget)
    , m_meaning(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_address(new QLineEdit)
    , m_example(new QPlainTextEdit)
    , m_model(new EndpointTokensModel(clock, this))
    , m_list(new FixedRowView)
{
    m_offline->addAction(m_connect);
    auto *scroll = new QScrollArea;
    scroll->setWidget(makeContent());
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    m_stack->addWidget(scroll);
    m_stack->addWidget(m_offline);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    connect(m_on, &QCheckBox::toggled, this, &EndpointPage::store);
    connect(m_port, &QSpinBox::editingFinished, this, [this] {
        if (m_port->value() != m_endpoint.port) {
            store();
        }
    });
    connect(m_add, &QAction::triggered, this, [this] { openDialog(nullptr); });
    const auto change = [this] {
        const auto *token = m_model->at(m_list->currentIndex().row());
        if (token && m_change->isEnabled()) {
            openDialog(token);
        }
    };
    connect(m_change, &QAction::triggered, this, change);
    connect(m_list, &QAbstractItemView::activated, this, change);
    connect(m_revoke, &QAction::triggered, this, [this] {
        if (const auto *token = m_model->at(m_list->currentIndex().row())) {
            m_asked = token->id;
            m_banner->say(Banner::Kind::Warning, tr("“%1” is revoked for good: whoever has it is refused from now on, and its calls end.").arg(fromUtf8(token->name)), {tr("Revoke"), tr("Keep")});
        }
    });
    connect(m_banner, &Banner::chosen, this, [this](int button) {
        m_banner->hide();
        const auto id = std::exchange(m_asked, {});
        if (button == 0 && !id.empty() && m_client) {
            m_acting.start([this, id](std::stop_token stop) { return revoke(this, m_client, id, stop); });
        }
    });
    connect(m_again, &QAction::triggered, this, &EndpointPage::reload);
    connect(m_connect, &QAction::triggered, this, &EndpointPage::connectionRequested);
    connect(m_copyAddress, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_address->text()); });
    connect(m_copyExample, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_example->toPlainText()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EndpointPage::showState);
    m_banner->hide();
    showState();
}

EndpointPage::~EndpointPage()
{
    endListening(this);
    closeDialog();
    m_list->setModel(nullptr);
}

QWidget *EndpointPage::makeContent()
{
    m_meaning->setWordWrap(true);
    m_port->setRange(0, 65'535);
    m_port->setAccessibleName(tr("Port"));
    m_port->setSpecialValueText(tr("Any that is free"));
    auto *portLabel = new TextLabel(m_theme, tr("&Port"));
    portLabel->setBuddy(m_port);
    auto *port = new QHBoxLayout(m_portRow);
    port->setContentsMargins(0, 0, 0, 0);
    port->setSpacing(space::kS);
    port->addWidget(portLabel);
    port->addWidget(m_port);
    port->addStretch(1);
    const auto withCopy = [](QWidget *field, QAction *action) {
        auto *line = new QHBoxLayout;
        line->setSpacing(space::kXs);
        line->addWidget(field, 1);
        line->addWidget(actionButton(action), 0, Qt::AlignTop);
        return line;
    };
    m_address->setReadOnly(true);
    m_address->setAccessibleName(tr("Address of the endpoint"));
    m_address->setLayoutDirection(Qt::LeftToRight);
    m_example->setReadOnly(true);
    m_example->setTabChangesFocus(true);
    m_example->setAccessibleName(tr("How a tool is pointed at it"));
    m_example->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_example->setLayoutDirection(Qt::LeftToRight);
    m_example->setFixedHeight(m_example->fontMetrics().lineSpacing() * 5 + 2 * space::kL);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Tokens of the endpoint"));
    m_list->setMinimumHeight(160);
    auto *delegate = new RowDelegate(m_theme, RowDelegate::Lines::Two, this);
    m_list->setItemDelegate(delegate);
    answerKeys(m_list, m_revoke, QKeySequence::Delete);
    const auto measure = [this, delegate] { m_list->setRowHeight(delegate->sizeHint({}, {}).height()); };
    connect(&m_theme, &Theme::changed, this, measure);
    measure();
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kXs);
    bar->addWidget(new TextLabel(m_theme, tr("Tokens"), TextStyle::Heading));
    bar->addStretch(1);
    for (auto *action : {m_add, m_change, m_revoke, m_again}) {
        bar->addWidget(actionButton(action));
    }
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space::kL, space::kM, space::kL, space::kL);
    column->setSpacing(space::kS);
    column->addWidget(m_on);
    column->addWidget(m_meaning);
    column->addWidget(m_portRow);
    column->addLayout(withCopy(m_address, m_copyAddress));
    column->addSpacing(space::kS);
    column->addWidget(new TextLabel(m_theme, tr("How a tool is pointed at it"), TextStyle::Small, Role::TextMuted));
    column->addLayout(withCopy(m_example, m_copyExample));
    column->addSpacing(space::kM);
    column->addLayout(bar);
    column->addWidget(m_list, 1);
    return content;
}

EndpointTokenDialog *EndpointPage::dialog() const
{
    return m_dialog;
}

void EndpointPage::setClient(client::Client *client)
{
    m_client = client;
    m_scope.renew();
    m_acting.renew();
    m_switching.renew();
    closeDialog();
    m_banner->hide();
    m_asked.clear();
    m_wasRead = false;
    m_endpoint = {};
    m_model->set({});
    showState();
    reload();
}

void EndpointPage::setOffline(const QString &title, const QString &text)
{
    m_offline->setTexts(title, text);
}

void EndpointPage::reload()
{
    if (!m_client || !isVisible()) {
        return;
    }
    // An answer to an older question is not waited for.
    m_scope.renew();
    m_scope.start([this](std::stop_token stop) { return readAll(this, m_client, stop); });
}

void EndpointPage::showState()
{
    const bool isThere = m_client && m_wasRead;
    const auto *token = m_model->at(m_list->currentIndex().row());
    m_stack->setCurrentIndex(m_client ? 0 : 1);
    m_on->setEnabled(isThere);
    m_port->setEnabled(isThere);
    m_add->setEnabled(isThere);
    m_again->setEnabled(m_client != nullptr);
    m_change->setEnabled(isThere && token && token->revokedAt == 0);
    m_revoke->setEnabled(isThere && token && token->revokedAt == 0);
    showEndpoint();
}

void EndpointPage::showEndpoint()
{
    m_isShowing = true;
    m_on->setChecked(m_endpoint.answers);
    m_port->setValue(int(m_endpoint.port));
    m_isShowing = false;
    m_portRow->setVisible(m_endpoint.hasOwnPort);
    const auto url = fromUtf8(m_endpoint.url);
    const bool isOpen = m_endpoint.answers && !url.isEmpty();
    m_meaning->setText(!m_wasRead ? tr("Reading…")
                       : !m_endpoint.answers ? tr("Goose, Continue, OpenCode and whatever speaks OpenAI's API can ask the models that are set up here, with the keys, limits and costs of this backend.")
                       : isOpen ? (m_endpoint.hasOwnPort ? tr("It answers programs on this machine, each with a token of its own.") : tr("It answers at the backend's address, whoever has a token of its own."))
                                : tr("Nobody can be answered: %1").arg(words::sentence(m_endpoint.problem)));
    m_address->setText(isOpen ? url : QString());
    m_address->setPlaceholderText(tr("No address while it is off"));
    m_copyAddress->setEnabled(isOpen);
    m_copyExample->setEnabled(isOpen);
    const QString base = isOpen ? url : QStringLiteral("http://127.0.0.1:%1/v1").arg(m_endpoint.port);
    m_example->setPlainText(QStringLiteral("OPENAI_BASE_URL=%1\nOPENAI_API_KEY=sbe_…\n\ncurl %1/models -H \"Authorization: Bearer $OPENAI_API_KEY\"").arg(base));
}

void EndpointPage::store()
{
    if (m_isShowing || !m_client) {
        return;
    }
    api::EndpointSetParams params;
    params.answers = m_on->isChecked();
    if (m_endpoint.hasOwnPort) {
        params.port = m_port->value();
    }
    m_switching.renew();
    m_switching.start([this, params](std::stop_token stop) { return set(this, m_client, params, stop); });
}

void EndpointPage::openDialog(const api::EndpointTokenView *token)
{
    if (!m_client) {
        return;
    }
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    api::EndpointTokenView start;
    if (token) {
        start = *token;
    } else {
        start.currency = m_model->rowCount() > 0 ? m_model->at(0)->currency : "usd";
    }
    m_dialog = new EndpointTokenDialog(m_theme, m_clock, *m_client, std::move(start), this);
    connect(m_dialog, &EndpointTokenDialog::stored, this, &EndpointPage::reload);
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
    m_dialog->open();
}

void EndpointPage::closeDialog()
{
    auto *old = m_dialog.data();
    m_dialog.clear();
    delete old;
}

Task<void> EndpointPage::readAll(EndpointPage *self, client::Client *client, std::stop_token stop)
{
    const api::Nothing nothing;
    auto endpoint = co_await client->call<api::EndpointGet>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    auto list = co_await client->call<api::EndpointTokensList>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!endpoint || !list) {
        self->m_banner->say(Banner::Kind::Danger, words::sentence(!endpoint ? endpoint.error() : list.error()));
        co_return;
    }
    self->m_wasRead = true;
    self->m_endpoint = std::move(*endpoint);
    const auto *chosen = self->m_model->at(self->m_list->currentIndex().row());
    const std::string kept = chosen ? chosen->id : std::string();
    self->m_model->set(std::move(list->tokens));
    if (const int row = self->m_model->rowOf(kept); row >= 0) {
        self->m_list->setCurrentIndex(self->m_model->index(row));
    }
    self->showState();
}

Task<void> EndpointPage::set(EndpointPage *self, client::Client *client, api::EndpointSetParams params, std::stop_token stop)
{
    auto done = co_await client->call<api::EndpointSet>(params, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (done) {
        self->m_banner->hide();
        self->m_endpoint = std::move(*done);
    } else {
        self->m_banner->say(Banner::Kind::Danger, words::sentence(done.error()));
    }
    self->showState(); // where it was refused, the fields say again what is
}

Task<void> EndpointPage::revoke(EndpointPage *self, client::Client *client, std::string id, std::stop_token stop)
{
    api::EndpointTokenId params{id};
    auto done = co_await client->call<api::EndpointTokensRevoke>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!done) {
        self->m_banner->say(Banner::Kind::Danger, words::sentence(done.error()));
    }
    self->reload();
}

void EndpointPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

} // namespace signalbox::ui
