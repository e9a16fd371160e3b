// SPDX-License-Identifier: GPL-3.0-or-later
// The vaults elsewhere that secrets are read from, as a menu: connect one, change, check and remove those that there are.
#pragma once

#include "api/secret_source_calls.h"
#include "client/client.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMenu;

namespace signalbox::ui {

class SourceDialog;

/// Thread: the GUI thread, which is the client's.
class VaultsMenu : public QObject
{
    Q_OBJECT
public:
    /// `pane` owns it and its action, and is what its dialogs stand over. `first` stands first in the menu.
    VaultsMenu(const Theme &theme, QAction *first, QWidget *pane);
    ~VaultsMenu() override;

    /// Null: none. A client must outlive its time here.
    void setClient(client::Client *client);
    void reload();
    /// Their ids, as they were read last.
    QStringList vaults() const;

    QAction *menuAction() const { return m_action; }
    QAction *connectAction() const { return m_connect; }
    /// What can be done with the vault `id`; null: it is not there.
    QMenu *menuOf(const QString &id) const;
    SourceDialog *dialog() const;
    /// Asks for a new vault.
    void connectVault() { edit({}); }

Q_SIGNALS:
    /// What can be read may be another now.
    void changed();
    /// Something was done, or was not: a sentence for the pane.
    void said(bool isGood, const QString &text);
    /// The pane asks whether that one may go, and then calls remove().
    void removalAsked(const QString &id);

public:
    void remove(const QString &id);

private:
    void fill();
    void edit(const QString &id);
    static Task<void> read(VaultsMenu *self, client::Client *client, std::stop_token stop);
    static Task<void> check(VaultsMenu *self, client::Client *client, QString id, std::stop_token stop);
    static Task<void> carryOutRemove(VaultsMenu *self, client::Client *client, QString id, std::stop_token stop);

    const Theme &m_theme;
    QWidget *m_pane;
    client::Client *m_client = nullptr;
    std::vector<api::SecretSource> m_sources;
    QAction *m_action;
    QAction *m_first;
    QAction *m_connect;
    QMenu *m_menu;
    QPointer<SourceDialog> m_dialog;
    RenewableScope m_reading;
    RenewableScope m_acting;
};

} // namespace signalbox::ui
