// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a name stand for a value of a vault elsewhere: asks where it is, and looks whether it is there.
#pragma once

#include "api/secret_calls.h"
#include "client/client.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/renewable_scope.h"

class QComboBox;
class QLineEdit;

namespace signalbox::ui {

/// Thread: the GUI thread, which is the client's.
class LinkDialog : public FormDialog
{
    Q_OBJECT
public:
    /// An empty name: a new one; `taken` are the names that are there, `vaults` those that can be read. The client must
    /// outlive the dialog.
    LinkDialog(const Theme &theme, client::Client &client, api::SecretView start, QStringList taken, const QStringList &vaults, QWidget *parent = nullptr);
    ~LinkDialog() override;

    QLineEdit &nameField() { return *m_name; }
    QComboBox &vaultField() { return *m_vault; }
    QLineEdit &pathField() { return *m_path; }
    QLineEdit &memberField() { return *m_field; }

Q_SIGNALS:
    void stored(const QString &name);

private:
    QString nameProblem() const;
    void refresh();
    void begin(bool isChecked);
    static Task<void> carryOut(LinkDialog *self, client::Client *client, api::SecretView link, bool isChecked, std::stop_token stop);

    client::Client *m_client;
    QStringList m_taken;
    bool m_isNew;
    bool m_isBusy = false;
    QLineEdit *m_name;
    QComboBox *m_vault;
    QLineEdit *m_path;
    QLineEdit *m_field;
    QLineEdit *m_version;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
