// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/passphrase_dialog.h"

#include "api/vault_calls.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace signalbox::ui {

PassphraseDialog::PassphraseDialog(const Theme &theme, client::Client &client, Purpose purpose, QWidget *parent)
    : QDialog(parent)
    , m_client(&client)
    , m_purpose(purpose)
    , m_banner(new Banner(theme))
    , m_former(new QLineEdit)
    , m_passphrase(new QLineEdit)
    , m_again(new QLineEdit)
    , m_accept(new QPushButton(purpose == Purpose::Move ? tr("Put behind it") : tr("Change")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(purpose == Purpose::Move ? tr("Key behind a passphrase") : tr("Change the passphrase"));
    auto *title = new TextLabel(theme, windowTitle(), TextStyle::Heading);
    title->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::kM);
    form->setVerticalSpacing(space::kS);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    const auto addField = [form](QLineEdit *field, const QString &label) {
        field->setEchoMode(QLineEdit::Password);
        field->setMaxLength(1024);
        field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
        form->addRow(label, field);
    };
    if (purpose == Purpose::Change) {
        addField(m_former, tr("Passphrase so &far"));
    } else {
        m_former->setParent(this);
        m_former->hide();
    }
    addField(m_passphrase, tr("&New passphrase"));
    addField(m_again, tr("The same a&gain"));
    auto *hint = new TextLabel(theme, tr("Several words that only you put together. After each start the secrets are locked until it is given; nobody can open them without it, and nobody can bring it back."), TextStyle::Small,
                               Role::TextMuted);
    hint->setWordWrap(true);
    m_accept->setDefault(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_accept, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(space::kXxl, space::kXl, space::kXxl, space::kXl);
    inside->setSpacing(space::kM);
    inside->addWidget(title);
    inside->addSpacing(space::kS);
    inside->addLayout(form);
    inside->addWidget(hint);
    inside->addStretch();
    inside->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inside, 1);
    setMinimumWidth(400);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (auto *line : {m_former, m_passphrase, m_again}) {
        connect(line, &QLineEdit::textChanged, this, &PassphraseDialog::refresh);
    }
    connect(m_accept, &QPushButton::clicked, this, &PassphraseDialog::begin);
    connect(this, &QDialog::finished, this, [this] { m_scope.renew(); });
    refresh();
    (purpose == Purpose::Change ? m_former : m_passphrase)->setFocus();
}

PassphraseDialog::~PassphraseDialog()
{
    // The scope waits in an event loop for what is under way, and a deletion that was asked for must not come again in it.
    QCoreApplication::removePostedEvents(this, QEvent::DeferredDelete);
}

QString PassphraseDialog::problem() const
{
    constexpr int kLeast = 8;
    if (m_passphrase->text().toUtf8().size() < kLeast) {
        return tr("A passphrase has at least 8 characters.");
    }
    return m_passphrase->text() == m_again->text() ? QString() : tr("The two are not the same.");
}

void PassphraseDialog::reject()
{
    if (!m_isBusy) {
        QDialog::reject();
    }
}

void PassphraseDialog::refresh()
{
    const QString wrong = problem();
    const QString shown = m_again->text().isEmpty() ? QString() : wrong;
    m_again->setProperty("signalboxWrong", !shown.isEmpty());
    m_again->setToolTip(shown);
    m_again->setAccessibleDescription(shown);
    m_again->update();
    for (auto *line : {m_former, m_passphrase, m_again}) {
        line->setEnabled(!m_isBusy);
    }
    m_accept->setEnabled(!m_isBusy && wrong.isEmpty() && (m_purpose == Purpose::Move || !m_former->text().isEmpty()));
    m_accept->setToolTip(wrong);
}

void PassphraseDialog::begin()
{
    m_isBusy = true;
    m_banner->hide();
    refresh();
    m_scope.start([this, former = m_former->text().toStdString(), passphrase = m_passphrase->text().toStdString()](std::stop_token stop) { return carryOut(this, m_client, former, passphrase, stop); });
}

Task<void> PassphraseDialog::carryOut(PassphraseDialog *self, client::Client *client, std::string former, std::string passphrase, std::stop_token stop)
{
    Result<api::Nothing> done = api::Nothing();
    if (self->m_purpose == Purpose::Move) {
        api::VaultMoveParams params{api::KeyPlace::Passphrase, std::move(passphrase)};
        done = co_await client->call<api::VaultMove>(std::move(params), stop);
    } else {
        api::VaultPassphraseParams params{std::move(former), std::move(passphrase)};
        done = co_await client->call<api::VaultPassphrase>(std::move(params), stop);
    }
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_isBusy = false;
    self->refresh();
    if (!done) {
        self->m_banner->say(Banner::Kind::Danger, words::sentence(done.error()));
        co_return;
    }
    for (auto *line : {self->m_former, self->m_passphrase, self->m_again}) {
        line->clear();
    }
    Q_EMIT self->carriedOut();
    self->accept();
}

} // namespace signalbox::ui
