// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a new passphrase of the key of the secrets, and for the one before where there is one.
#pragma once

#include "client/client.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/renewable_scope.h"

class QLineEdit;

namespace signalbox::ui {

/// Thread: the GUI thread, which is the client's. It deletes itself when it is closed.
class PassphraseDialog : public FormDialog
{
    Q_OBJECT
public:
    enum class Purpose { Move, Change };
    /// The client must outlive the dialog.
    PassphraseDialog(const Theme &theme, client::Client &client, Purpose purpose, QWidget *parent = nullptr);
    ~PassphraseDialog() override;

    QLineEdit &formerField() { return *m_former; }
    QLineEdit &passphraseField() { return *m_passphrase; }
    QLineEdit &againField() { return *m_again; }

    /// Not while it is carried out: that cannot be taken back.
    void reject() override;

Q_SIGNALS:
    void carriedOut();

private:
    QString problem() const;
    void refresh();
    void begin();
    static Task<void> carryOut(PassphraseDialog *self, client::Client *client, std::string former, std::string passphrase, std::stop_token stop);

    client::Client *m_client;
    Purpose m_purpose;
    bool m_isBusy = false;
    QLineEdit *m_former;
    QLineEdit *m_passphrase;
    QLineEdit *m_again;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
