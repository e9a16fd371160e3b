// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a secret's value, and for its name where it is new. The value goes to the backend and nowhere else.
#pragma once

#include "client/client.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/renewable_scope.h"

class QLineEdit;

namespace signalbox::ui {

/// Thread: the GUI thread, which is the client's. It deletes itself when it is closed.
class SecretEditor : public FormDialog
{
    Q_OBJECT
public:
    /// Empty `name`: a new one; `taken` are the names that are there. The client must outlive the dialog.
    SecretEditor(const Theme &theme, client::Client &client, const QString &name, QStringList taken, QWidget *parent = nullptr);
    ~SecretEditor() override;

    QLineEdit &nameField() { return *m_name; }
    QLineEdit &valueField() { return *m_value; }

Q_SIGNALS:
    void stored(const QString &name);

private:
    QString nameProblem() const;
    void refresh();
    static Task<void> carryOut(SecretEditor *self, client::Client *client, std::string name, std::string value, std::stop_token stop);

    client::Client *m_client;
    QStringList m_taken;
    bool m_isNew;
    bool m_isBusy = false;
    QLineEdit *m_name;
    QLineEdit *m_value;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
