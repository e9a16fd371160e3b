// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/endpoint_token_dialog.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include <cmath>
#include <limits>

namespace signalbox::ui {

using runs::fromUtf8;

namespace {

constexpr double kMicros = 1'000'000;
constexpr UnixMillis kDayMs = 24LL * 60 * 60 * 1000;
constexpr int kAsItIs = -1;

int clamped(std::int64_t count)
{
    return int(std::min<std::int64_t>(count, std::numeric_limits<int>::max()));
}

} // namespace

EndpointTokenDialog::EndpointTokenDialog(const Theme &theme, const Clock &clock, client::Client &client, api::EndpointTokenView token, QWidget *parent)
    : QDialog(parent)
    , m_clock(clock)
    , m_client(&client)
    , m_start(std::move(token))
    , m_banner(new Banner(theme))
    , m_fields(new QWidget)
    , m_made(new QWidget)
    , m_name(new QLineEdit(fromUtf8(m_start.name)))
    , m_models(new QLineEdit)
    , m_requests(new QSpinBox)
    , m_tokens(new QSpinBox)
    , m_money(new QDoubleSpinBox)
    , m_budgetTokens(new QSpinBox)
    , m_expires(new QComboBox)
    , m_token(new QLineEdit)
    , m_store(new QPushButton(m_start.id.empty() ? tr("Make the token") : tr("Store")))
    , m_cancel(new QPushButton(tr("Cancel")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_start.id.empty() ? tr("New token of the endpoint") : tr("Limits of “%1”").arg(fromUtf8(m_start.name)));
    auto *title = new TextLabel(theme, windowTitle(), TextStyle::Heading);
    title->setWordWrap(true);
    const auto &limits = m_start.limits;
    m_name->setMaxLength(100);
    m_name->setPlaceholderText(tr("Which tool has it"));
    QStringList models;
    for (const auto &model : limits.models) {
        models << fromUtf8(model);
    }
    m_models->setText(models.join(QStringLiteral(", ")));
    m_models->setPlaceholderText(tr("All of them"));
    m_models->setToolTip(tr("Providers, groups or provider/model, with commas between them."));
    const auto count = [](QSpinBox *field, std::int64_t value, const QString &none) {
        field->setRange(0, std::numeric_limits<int>::max());
        field->setGroupSeparatorShown(true);
        field->setSpecialValueText(none);
        field->setValue(clamped(value));
    };
    count(m_requests, limits.requestsPerMinute, tr("As many as it likes"));
    count(m_tokens, limits.tokensPerMinute, tr("As many as it likes"));
    count(m_budgetTokens, limits.budgetTokens.value_or(0), tr("Without a limit"));
    m_money->setRange(0, 1'000'000);
    m_money->setDecimals(2);
    m_money->setSpecialValueText(tr("Without a limit"));
    const auto currency = m_start.currency.empty() ? QString() : fromUtf8(m_start.currency).toUpper();
    m_money->setSuffix(currency.isEmpty() ? QString() : QStringLiteral(" ") + currency);
    m_money->setValue(double(limits.budgetMicros.value_or(0)) / kMicros);
    if (limits.expiresAt > 0) {
        m_expires->addItem(tr("On %1").arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(limits.expiresAt).date(), QLocale::ShortFormat)), kAsItIs);
    }
    m_expires->addItem(tr("Never"), 0);
    for (const int days : {7, 30, 90, 365}) {
        m_expires->addItem(tr("In %n day(s)", nullptr, days), days);
    }
    auto *form = new QFormLayout(m_fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::kM);
    form->setVerticalSpacing(space::kS);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const auto row = [form](const QString &name, QWidget *field) {
        QString plain = name;
        field->setAccessibleName(plain.remove(u'&'));
        form->addRow(name, field);
    };
    row(tr("&Name"), m_name);
    row(tr("&Models"), m_models);
    row(tr("&Requests a minute"), m_requests);
    row(tr("&Tokens a minute"), m_tokens);
    row(tr("May &spend in all"), m_money);
    row(tr("Tokens &in all"), m_budgetTokens);
    row(tr("&Expires"), m_expires);

    m_token->setReadOnly(true);
    m_token->setAccessibleName(tr("The token"));
    m_token->setLayoutDirection(Qt::LeftToRight);
    auto *copy = paneAction(theme, this, QStringLiteral("copy"), tr("Copy the token"));
    auto *line = new QHBoxLayout;
    line->setSpacing(space::kXs);
    line->addWidget(m_token, 1);
    line->addWidget(actionButton(copy));
    auto *once = new TextLabel(theme, tr("This is the only time that it is shown. Give it to the tool as its API key."), TextStyle::Body);
    once->setWordWrap(true);
    auto *made = new QVBoxLayout(m_made);
    made->setContentsMargins(0, 0, 0, 0);
    made->setSpacing(space::kM);
    made->addWidget(once);
    made->addLayout(line);
    m_made->hide();

    m_store->setDefault(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_store, QDialogButtonBox::ActionRole);
    buttons->addButton(m_cancel, QDialogButtonBox::RejectRole);
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(space::kXxl, space::kXl, space::kXxl, space::kXl);
    inside->setSpacing(space::kM);
    inside->addWidget(title);
    inside->addSpacing(space::kS);
    inside->addWidget(m_fields);
    inside->addWidget(m_made);
    inside->addStretch();
    inside->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inside, 1);
    setMinimumWidth(440);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &EndpointTokenDialog::refresh);
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_token->text()); });
    connect(m_store, &QPushButton::clicked, this, [this] {
        m_isBusy = true;
        m_banner->hide();
        refresh();
        m_scope.start([this](std::stop_token stop) { return carryOut(this, m_client, stop); });
    });
    connect(this, &QDialog::finished, this, [this] { m_scope.renew(); });
    refresh();
    m_name->setFocus();
}

EndpointTokenDialog::~EndpointTokenDialog()
{
    // The scope waits in an event loop for what is under way, and a deletion that was asked for must not come again in it.
    QCoreApplication::removePostedEvents(this, QEvent::DeferredDelete);
}

api::EndpointTokenLimits EndpointTokenDialog::limits() const
{
    api::EndpointTokenLimits limits;
    for (const auto &model : m_models->text().split(u',', Qt::SkipEmptyParts)) {
        if (const auto name = model.trimmed(); !name.isEmpty()) {
            limits.models.push_back(name.toStdString());
        }
    }
    limits.requestsPerMinute = m_requests->value();
    limits.tokensPerMinute = m_tokens->value();
    // What was not touched stays as it is, also where a field cannot show it: 0, fractions, large numbers.
    const auto &before = m_start.limits;
    const bool keepsTokens = m_budgetTokens->value() == std::min(clamped(before.budgetTokens.value_or(0)), m_budgetTokens->maximum());
    if (keepsTokens) {
        limits.budgetTokens = before.budgetTokens;
    } else if (m_budgetTokens->value() > 0) {
        limits.budgetTokens = m_budgetTokens->value();
    }
    const double money = std::min(double(before.budgetMicros.value_or(0)) / kMicros, m_money->maximum());
    const bool keepsMoney = std::abs(m_money->value() - money) <= std::pow(10, -m_money->decimals()) / 2 + 1e-9;
    if (keepsMoney) {
        limits.budgetMicros = before.budgetMicros;
    } else if (m_money->value() > 0) {
        limits.budgetMicros = std::llround(m_money->value() * kMicros);
    }
    const int days = m_expires->currentData().toInt();
    limits.expiresAt = days == kAsItIs ? m_start.limits.expiresAt : days == 0 ? 0 : m_clock.now() + days * kDayMs;
    return limits;
}

void EndpointTokenDialog::refresh()
{
    m_fields->setEnabled(!m_isBusy);
    m_store->setEnabled(!m_isBusy && !m_name->text().trimmed().isEmpty());
}

void EndpointTokenDialog::showToken(const QString &token)
{
    m_token->setText(token);
    m_token->setCursorPosition(0);
    m_fields->hide();
    m_made->show();
    m_store->hide();
    m_cancel->setText(tr("Done"));
    m_cancel->setDefault(true);
    m_token->setFocus();
    m_token->selectAll();
    adjustSize();
}

Task<void> EndpointTokenDialog::carryOut(EndpointTokenDialog *self, client::Client *client, std::stop_token stop)
{
    std::optional<Error> failed;
    QString token;
    const auto name = self->m_name->text().trimmed().toStdString();
    if (self->m_start.id.empty()) {
        api::EndpointTokenIssueParams params{name, self->limits()};
        auto issued = co_await client->call<api::EndpointTokensIssue>(std::move(params), stop);
        if (issued) {
            token = fromUtf8(issued->token);
        } else {
            failed = issued.error();
        }
    } else {
        api::EndpointTokenChangeParams params{self->m_start.id, name, self->limits(), self->m_start.revision};
        auto changed = co_await client->call<api::EndpointTokensChange>(std::move(params), stop);
        if (!changed) {
            failed = changed.error();
        }
    }
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_isBusy = false;
    self->refresh();
    if (failed) {
        self->m_banner->say(Banner::Kind::Danger, words::sentence(*failed));
        co_return;
    }
    Q_EMIT self->stored();
    if (token.isEmpty()) {
        self->accept();
    } else {
        self->showToken(token);
    }
}

} // namespace signalbox::ui
