// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/passphrase_dialog.h"

#include "api/vault_calls.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QLineEdit>
#include <QPushButton>

namespace signalbox::ui {

PassphraseDialog::PassphraseDialog(const Theme &theme, client::Client &client, Purpose purpose, QWidget *parent)
    : FormDialog(theme, purpose == Purpose::Move ? tr("Key behind a passphrase") : tr("Change the passphrase"), purpose == Purpose::Move ? tr("Put behind it") : tr("Change"), parent)
    , m_client(&client)
    , m_purpose(purpose)
    , m_former(new QLineEdit)
    , m_passphrase(new QLineEdit)
    , m_again(new QLineEdit)
{
    for (auto *line : {m_former, m_passphrase, m_again}) {
        line->setEchoMode(QLineEdit::Password);
        line->setMaxLength(1024);
    }
    if (purpose == Purpose::Change) {
        addField(tr("Passphrase so &far"), m_former);
    } else {
        m_former->setParent(this);
        m_former->hide();
    }
    addField(tr("&New passphrase"), m_passphrase);
    addField(tr("The same a&gain"), m_again);
    addHint(tr("Several words that only you put together. After each start the secrets are locked until it is given; nobody can open them without it, and nobody can bring it back."));
    for (auto *line : {m_former, m_passphrase, m_again}) {
        connect(line, &QLineEdit::textChanged, this, &PassphraseDialog::refresh);
    }
    connect(acceptButton(), &QPushButton::clicked, this, &PassphraseDialog::begin);
    connect(this, &QDialog::finished, this, [this] { m_scope.renew(); });
    refresh();
    (purpose == Purpose::Change ? m_former : m_passphrase)->setFocus();
}

PassphraseDialog::~PassphraseDialog()
{
    endTasks();
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
    mark(m_again, m_again->text().isEmpty() ? QString() : wrong);
    for (auto *line : {m_former, m_passphrase, m_again}) {
        line->setEnabled(!m_isBusy);
    }
    acceptButton()->setEnabled(!m_isBusy && wrong.isEmpty() && (m_purpose == Purpose::Move || !m_former->text().isEmpty()));
    acceptButton()->setToolTip(wrong);
}

void PassphraseDialog::begin()
{
    m_isBusy = true;
    banner().hide();
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
        self->banner().say(Banner::Kind::Danger, words::sentence(done.error()));
        co_return;
    }
    for (auto *line : {self->m_former, self->m_passphrase, self->m_again}) {
        line->clear();
    }
    Q_EMIT self->carriedOut();
    self->accept();
}

} // namespace signalbox::ui
