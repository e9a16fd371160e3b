// SPDX-License-Identifier: GPL-3.0-or-later
// The secrets: their names, when they were set, whether they can be read, and who uses them. Values go in and never come out.
#pragma once

#include "api/secret_calls.h"
#include "base/clock.h"
#include "ui/link/backend_link.h"
#include "ui/shell/pane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QWidget>

class QAction;
class QStackedWidget;

namespace signalbox::ui {

class Banner;
class EmptyState;
class FixedRowView;
class LinkDialog;
class SecretEditor;
class VaultBar;
class VaultsMenu;

/// Rows for RowDelegate. Thread: the GUI thread.
class SecretsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    SecretsModel(const Clock &clock, QObject *parent);

    void set(std::vector<api::SecretView> secrets);
    /// Why none can be read: they wait for the passphrase.
    void setLocked(bool isLocked);
    /// Which providers name a secret as their key, by the secret's name.
    void setUsers(QHash<QString, QStringList> users);
    QStringList usersOf(const QString &name) const { return m_users.value(name); }
    const api::SecretView *at(int row) const;
    int rowOf(const QString &name) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    const Clock &m_clock;
    std::vector<api::SecretView> m_secrets;
    QHash<QString, QStringList> m_users;
    bool m_isLocked = false;
};

/// Thread: the GUI thread, which is the client's.
class SecretsPane : public QWidget
{
    Q_OBJECT
public:
    SecretsPane(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~SecretsPane() override;

    /// The backend whose secrets are listed; null: none. A client must outlive its time here.
    void setClient(client::Client *client);
    /// Shows the secrets of whatever backend the link has. It outlives the pane.
    void follow(BackendLink &link);
    void reload();

    SecretsModel &model() { return *m_model; }
    FixedRowView &list() { return *m_list; }
    Banner &banner() { return *m_banner; }
    VaultBar &vaultBar() { return *m_vault; }
    VaultsMenu &vaults() { return *m_vaults; }
    QAction *addAction() const { return m_add; }
    QAction *addLinkedAction() const { return m_addLinked; }
    QAction *replaceAction() const { return m_replace; }
    QAction *removeAction() const { return m_remove; }
    SecretEditor *editor() const;
    LinkDialog *linkDialog() const;
    QSize minimumSizeHint() const override { return {180, 120}; }

Q_SIGNALS:
    void connectionRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void edit(const QString &name);
    void editLink(const QString &name);
    bool raiseDialog();
    QStringList names() const;
    void ask();
    void showState();
    void closeDialogs();
    static Task<void> readAll(SecretsPane *self, client::Client *client, std::stop_token stop);
    static Task<void> remove(SecretsPane *self, client::Client *client, QString name, std::stop_token stop);

    const Theme &m_theme;
    client::Client *m_client = nullptr;
    BackendLink *m_link = nullptr;
    SecretsModel *m_model;
    Banner *m_banner;
    VaultBar *m_vault;
    QAction *m_addLinked;
    VaultsMenu *m_vaults;
    QStackedWidget *m_stack;
    FixedRowView *m_list;
    EmptyState *m_empty;
    EmptyState *m_offline;
    QAction *m_add = nullptr;
    QAction *m_replace = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_again = nullptr;
    QAction *m_connect = nullptr;
    QPointer<SecretEditor> m_editor;
    QPointer<LinkDialog> m_linkDialog;
    QString m_asked; ///< whether this secret may be removed stands in the banner
    QString m_askedVault; ///< the same of a vault
    QString m_problem;
    bool m_isReading = false;
    bool m_readAgain = false;
    bool m_wasRead = false;
    RenewableScope m_scope;
    RenewableScope m_acting;
};

/// The secrets as a pane of the window. `made` hears of it once it exists, to connect its signals.
PaneSpec secretsPane(BackendLink &link, Clock &clock, const Theme &theme, std::function<void(SecretsPane &)> made = {});

} // namespace signalbox::ui
