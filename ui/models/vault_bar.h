// SPDX-License-Identifier: GPL-3.0-or-later
// The key of the secrets, above their list: asks for the passphrase where they are locked, says what is wrong with the
// key, and moves, changes or closes it. Where all is well there is nothing to see of it but its menu.
#pragma once

#include "api/vault_calls.h"
#include "client/client.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace signalbox::ui {

class PassphraseDialog;
class TextLabel;

/// Thread: the GUI thread, which is the client's.
class VaultBar : public QWidget
{
    Q_OBJECT
public:
    explicit VaultBar(const Theme &theme, QWidget *parent = nullptr);
    ~VaultBar() override;

    /// Null: none. A client must outlive its time here.
    void setClient(client::Client *client);
    void reload();

    bool isLocked() const { return m_status.state == api::KeyState::Locked; }
    const api::VaultStatus &status() const { return m_status; }
    QLineEdit &passphraseField() { return *m_passphrase; }
    QPushButton *unlockButton() const { return m_unlock; }
    TextLabel &textLabel() { return *m_text; }
    /// What can be done with the key; its text says where that is.
    QAction *keyAction() const { return m_key; }
    QAction *keychainAction() const { return m_toKeychain; }
    QAction *fileAction() const { return m_toFile; }
    QAction *passphraseAction() const { return m_toPassphrase; }
    QAction *changeAction() const { return m_change; }
    QAction *lockAction() const { return m_lock; }
    QAction *rotateAction() const { return m_rotate; }
    PassphraseDialog *dialog() const;

Q_SIGNALS:
    void statusRead();
    /// What can be read may be another now.
    void changed();
    /// Something was done, or was not: a sentence for the pane.
    void said(bool isGood, const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void apply(api::VaultStatus status);
    void openDialog(int purpose);
    void unlock();
    void setBusy(bool isBusy);
    static Task<void> read(VaultBar *self, client::Client *client, std::stop_token stop);
    static Task<void> carryOutUnlock(VaultBar *self, client::Client *client, std::string passphrase, std::stop_token stop);
    static Task<void> move(VaultBar *self, client::Client *client, api::KeyPlace place, std::stop_token stop);
    static Task<void> lock(VaultBar *self, client::Client *client, std::stop_token stop);
    static Task<void> rotate(VaultBar *self, client::Client *client, std::stop_token stop);

    const Theme &m_theme;
    client::Client *m_client = nullptr;
    api::VaultStatus m_status;
    QLabel *m_icon;
    TextLabel *m_text;
    QLineEdit *m_passphrase;
    QPushButton *m_unlock;
    QAction *m_key;
    QAction *m_toKeychain;
    QAction *m_toFile;
    QAction *m_toPassphrase;
    QAction *m_change;
    QAction *m_lock;
    QAction *m_rotate;
    QPointer<PassphraseDialog> m_dialog;
    RenewableScope m_reading;
    RenewableScope m_acting;
};

} // namespace signalbox::ui
