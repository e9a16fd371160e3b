// SPDX-License-Identifier: GPL-3.0-or-later
// Connects a vault elsewhere, HashiCorp Vault or AWS Secrets Manager, or changes how it is reached: asks, stores, and looks
// whether it lets us in.
#pragma once

#include "api/secret_source_calls.h"
#include "client/client.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/renewable_scope.h"

class QComboBox;
class QLineEdit;

namespace signalbox::ui {

/// What signs in is sealed by the backend as a secret of its own. Thread: the GUI thread, which is the client's.
class SourceDialog : public FormDialog
{
    Q_OBJECT
public:
    /// An empty id: a new one; `taken` are the ids that are there. The client must outlive the dialog.
    SourceDialog(const Theme &theme, client::Client &client, api::SecretSource start, QStringList taken, QWidget *parent = nullptr);
    ~SourceDialog() override;

    QComboBox &kindField() { return *m_kind; }
    QLineEdit &nameField() { return *m_name; }
    QLineEdit &addressField() { return *m_address; }
    QComboBox &authField() { return *m_auth; }
    QLineEdit &userField() { return *m_user; }
    QLineEdit &keyField() { return *m_key; }

Q_SIGNALS:
    /// It is stored, whether or not it answers.
    void stored(const QString &id);

private:
    void addFields();
    void fill();
    void rename(QWidget *field, const QString &name);
    void kindChosen();
    void authChosen();
    void refresh();
    api::SourceKind kind() const;
    api::SourceAuth auth() const;
    QString nameProblem() const;
    QString addressProblem() const;
    bool needsKey() const;
    api::SecretSource wanted() const;
    static Task<void> carryOut(SourceDialog *self, client::Client *client, api::SecretSource source, std::string key, std::stop_token stop);

    client::Client *m_client;
    QStringList m_taken;
    api::SecretSource m_start;
    std::string m_made; ///< the secret that this dialog stored; empty: none yet
    bool m_isNew;
    bool m_isBusy = false;
    QComboBox *m_kind;
    QLineEdit *m_name;
    QLineEdit *m_address;
    QLineEdit *m_area;
    QComboBox *m_auth;
    QLineEdit *m_user;
    QLineEdit *m_key;
    QLineEdit *m_file;
    QLineEdit *m_profile;
    QLineEdit *m_mount;
    QComboBox *m_version;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
