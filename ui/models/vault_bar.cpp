// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/vault_bar.h"

#include "ui/models/passphrase_dialog.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace signalbox::ui {

VaultBar::VaultBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel)
    , m_text(new TextLabel(theme, QString()))
    , m_passphrase(new QLineEdit)
    , m_unlock(new QPushButton(tr("Unlock")))
{
    setAccessibleName(tr("Key of the secrets"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setAccessibleName(tr("Passphrase"));
    m_passphrase->setPlaceholderText(tr("Passphrase"));
    m_passphrase->setMaxLength(1024);
    m_passphrase->setLayoutDirection(Qt::LeftToRight);
    m_key = paneAction(theme, this, QStringLiteral("lock"), tr("Key of the secrets"));
    m_toKeychain = paneAction(theme, this, {}, tr("Keep the key in the system's keychain"));
    m_toFile = paneAction(theme, this, {}, tr("Keep the key in a file"));
    m_toPassphrase = paneAction(theme, this, {}, tr("Put the key behind a passphrase…"));
    m_change = paneAction(theme, this, {}, tr("Change the passphrase…"));
    m_lock = paneAction(theme, this, {}, tr("Lock the secrets"));
    m_rotate = paneAction(theme, this, {}, tr("Make a new key"));
    auto *menu = new QMenu(this);
    menu->addActions({m_toKeychain, m_toFile, m_toPassphrase});
    menu->addSeparator();
    menu->addActions({m_change, m_lock, m_rotate});
    m_key->setMenu(menu);
    auto *message = new QHBoxLayout;
    message->setSpacing(space::kM);
    message->addWidget(m_icon, 0, Qt::AlignTop);
    message->addWidget(m_text, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kS);
    row->addWidget(m_passphrase, 1);
    row->addWidget(m_unlock);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kL, space::kM, space::kL, space::kM);
    layout->setSpacing(space::kS);
    layout->addLayout(message);
    layout->addLayout(row);
    connect(m_passphrase, &QLineEdit::textChanged, this, [this] { m_unlock->setEnabled(!m_passphrase->text().isEmpty()); });
    connect(m_passphrase, &QLineEdit::returnPressed, m_unlock, &QPushButton::click);
    connect(m_unlock, &QPushButton::clicked, this, &VaultBar::unlock);
    const auto start = [this](auto task) {
        return [this, task] {
            if (m_client) {
                m_acting.start([this, task](std::stop_token stop) { return task(this, m_client, stop); });
            }
        };
    };
    connect(m_toKeychain, &QAction::triggered, this, start([](VaultBar *self, client::Client *client, std::stop_token stop) { return move(self, client, api::KeyPlace::Keychain, stop); }));
    connect(m_toFile, &QAction::triggered, this, start([](VaultBar *self, client::Client *client, std::stop_token stop) { return move(self, client, api::KeyPlace::File, stop); }));
    connect(m_lock, &QAction::triggered, this, start(&VaultBar::lock));
    connect(m_rotate, &QAction::triggered, this, start(&VaultBar::rotate));
    connect(m_toPassphrase, &QAction::triggered, this, [this] { openDialog(int(PassphraseDialog::Purpose::Move)); });
    connect(m_change, &QAction::triggered, this, [this] { openDialog(int(PassphraseDialog::Purpose::Change)); });
    connect(&theme, &Theme::changed, this, [this] { apply(m_status); });
    apply({});
}

VaultBar::~VaultBar()
{
    delete m_dialog.data();
}

PassphraseDialog *VaultBar::dialog() const
{
    return m_dialog;
}

void VaultBar::setClient(client::Client *client)
{
    m_reading.renew();
    m_acting.renew();
    delete m_dialog.data();
    m_client = client;
    m_passphrase->clear();
    setBusy(false); // what was asked is not waited for
    apply({});
    reload();
}

void VaultBar::reload()
{
    if (m_client) {
        m_reading.renew();
        m_reading.start([this](std::stop_token stop) { return read(this, m_client, stop); });
    }
}

void VaultBar::apply(api::VaultStatus status)
{
    using api::KeyPlace;
    using api::KeyState;
    m_status = std::move(status);
    const bool isOpen = m_status.state == KeyState::Ready || m_status.state == KeyState::None;
    const bool isBehind = m_status.place == KeyPlace::Passphrase;
    m_icon->setPixmap(isLocked() ? m_theme.pixmap(QStringLiteral("lock"), size::kIconLarge, devicePixelRatioF(), m_theme.color(Role::Icon))
                                 : m_theme.icon(QStringLiteral("warning"), State::Failed).pixmap(size::kIconLarge));
    m_text->setText(isLocked() ? tr("The secrets are locked behind a passphrase. What needs one fails until you give it.") : words::sentence(m_status.message));
    m_passphrase->setVisible(isLocked());
    m_unlock->setVisible(isLocked());
    m_unlock->setEnabled(!m_passphrase->text().isEmpty());
    setVisible(!isOpen && (isLocked() || !m_status.message.empty()));
    m_key->setEnabled(m_client != nullptr);
    m_toKeychain->setEnabled(m_client && isOpen && m_status.mayUseKeychain && m_status.place != KeyPlace::Keychain);
    m_toFile->setEnabled(m_client && isOpen && m_status.place != KeyPlace::File);
    m_toPassphrase->setEnabled(m_client && isOpen && !isBehind);
    m_change->setVisible(isBehind);
    m_lock->setVisible(isBehind);
    m_change->setEnabled(m_client != nullptr);
    m_lock->setEnabled(m_client && m_status.state == KeyState::Ready);
    m_rotate->setEnabled(m_client && m_status.state == KeyState::Ready);
    const QString place = !m_status.place              ? tr("There is no key yet: it comes with the first secret.")
        : *m_status.place == KeyPlace::Keychain ? tr("The key is in the system's keychain.")
        : isBehind                              ? tr("The key is behind a passphrase.")
                                                : tr("The key is in a file of the data folder.");
    m_key->setToolTip(m_client ? place : m_key->text());
    m_key->setStatusTip(place);
}

void VaultBar::openDialog(int purpose)
{
    if (!m_client || m_dialog) {
        return;
    }
    m_dialog = new PassphraseDialog(m_theme, *m_client, PassphraseDialog::Purpose(purpose), this);
    connect(m_dialog, &PassphraseDialog::carriedOut, this, [this] {
        reload();
        Q_EMIT changed();
    });
    connect(m_dialog, &QDialog::finished, this, &VaultBar::reload);
    m_dialog->open();
}

void VaultBar::setBusy(bool isBusy)
{
    m_passphrase->setEnabled(!isBusy);
    m_unlock->setEnabled(!isBusy && !m_passphrase->text().isEmpty());
}

void VaultBar::unlock()
{
    if (!m_client || !m_passphrase->isEnabled()) {
        return;
    }
    setBusy(true);
    m_acting.start([this, passphrase = m_passphrase->text().toStdString()](std::stop_token stop) { return carryOutUnlock(this, m_client, passphrase, stop); });
}

Task<void> VaultBar::read(VaultBar *self, client::Client *client, std::stop_token stop)
{
    const api::Nothing nothing;
    auto status = co_await client->call<api::VaultState>(nothing, stop);
    if (!stop.stop_requested()) {
        self->apply(status ? std::move(*status) : api::VaultStatus());
        Q_EMIT self->statusRead();
    }
}

Task<void> VaultBar::carryOutUnlock(VaultBar *self, client::Client *client, std::string passphrase, std::stop_token stop)
{
    api::VaultUnlockParams params{std::move(passphrase)};
    auto done = co_await client->call<api::VaultUnlock>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->setBusy(false);
    if (!done) {
        self->m_text->setText(words::sentence(done.error()));
        self->m_passphrase->selectAll();
        self->m_passphrase->setFocus();
        co_return;
    }
    self->m_passphrase->clear();
    self->reload();
    Q_EMIT self->changed();
}

Task<void> VaultBar::move(VaultBar *self, client::Client *client, api::KeyPlace place, std::stop_token stop)
{
    api::VaultMoveParams params;
    params.place = place;
    auto done = co_await client->call<api::VaultMove>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->reload();
    const QString good = place == api::KeyPlace::Keychain ? tr("The key is in the system's keychain now. Copies of its file, in backups too, still open the secrets.") : tr("The key is in a file of the data folder now, which only you may read.");
    Q_EMIT self->said(done.ok(), done ? good : words::sentence(done.error()));
}

Task<void> VaultBar::lock(VaultBar *self, client::Client *client, std::stop_token stop)
{
    const api::Nothing nothing;
    auto done = co_await client->call<api::VaultLock>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!done) {
        Q_EMIT self->said(false, words::sentence(done.error()));
    }
    self->reload();
    Q_EMIT self->changed();
}

Task<void> VaultBar::rotate(VaultBar *self, client::Client *client, std::stop_token stop)
{
    const api::Nothing nothing;
    auto done = co_await client->call<api::VaultRotate>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->reload();
    Q_EMIT self->said(done.ok(), done ? tr("%n secret(s) were sealed with a new key. Backups from before need the former one.", nullptr, int(done->secrets)) : words::sentence(done.error()));
}

void VaultBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::AccentSoft));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Role::Divider));
}

} // namespace signalbox::ui
