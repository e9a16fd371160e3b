// SPDX-License-Identifier: GPL-3.0-or-later
// The OpenAI-compatible endpoint of the backend: on or off, its address, its tokens with their limits and what they used.
#pragma once

#include "api/endpoint_calls.h"
#include "base/clock.h"
#include "client/client.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QWidget>

class QAction;
class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QStackedWidget;

namespace signalbox::ui {

class Banner;
class EmptyState;
class EndpointTokenDialog;
class FixedRowView;
class TextLabel;

/// The tokens, those that are good before those that are over.
class EndpointTokensModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit EndpointTokensModel(const Clock &clock, QObject *parent = nullptr) : QAbstractListModel(parent), m_clock(clock) {}
    void set(std::vector<api::EndpointTokenView> tokens);
    const api::EndpointTokenView *at(int row) const;
    int rowOf(const std::string &id) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    bool isOver(const api::EndpointTokenView &token) const;
    QString usedText(const api::EndpointTokenView &token) const;

    const Clock &m_clock;
    std::vector<api::EndpointTokenView> m_tokens;
};

/// Thread: the GUI thread, which is the client's.
class EndpointPage : public QWidget
{
    Q_OBJECT
public:
    EndpointPage(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~EndpointPage() override;

    /// The backend that is asked; null: none. A client must outlive its time here.
    void setClient(client::Client *client);
    /// What is said where there is no client.
    void setOffline(const QString &title, const QString &text);
    /// Reads everything anew; while the page is not seen, as soon as it is.
    void reload();

    QCheckBox &onField() { return *m_on; }
    QSpinBox &portField() { return *m_port; }
    QLineEdit &addressField() { return *m_address; }
    QPlainTextEdit &exampleField() { return *m_example; }
    EndpointTokensModel &model() { return *m_model; }
    FixedRowView &list() { return *m_list; }
    Banner &banner() { return *m_banner; }
    QAction *addAction() const { return m_add; }
    QAction *changeAction() const { return m_change; }
    QAction *revokeAction() const { return m_revoke; }
    QAction *copyAddressAction() const { return m_copyAddress; }
    /// Null while none is open.
    EndpointTokenDialog *dialog() const;

Q_SIGNALS:
    /// The way out of a connection that is not tried again.
    void connectionRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeContent();
    void showState();
    void showEndpoint();
    void openDialog(const api::EndpointTokenView *token);
    void closeDialog();
    void store();
    static Task<void> readAll(EndpointPage *self, client::Client *client, std::stop_token stop);
    static Task<void> set(EndpointPage *self, client::Client *client, api::EndpointSetParams params, std::stop_token stop);
    static Task<void> revoke(EndpointPage *self, client::Client *client, std::string id, std::stop_token stop);

    const Theme &m_theme;
    const Clock &m_clock;
    client::Client *m_client = nullptr;
    QAction *m_add;
    QAction *m_change;
    QAction *m_revoke;
    QAction *m_again;
    QAction *m_connect;
    QAction *m_copyAddress;
    QAction *m_copyExample;
    QStackedWidget *m_stack;
    EmptyState *m_offline;
    Banner *m_banner;
    QCheckBox *m_on;
    QSpinBox *m_port;
    QWidget *m_portRow;
    TextLabel *m_meaning;
    QLineEdit *m_address;
    QPlainTextEdit *m_example;
    EndpointTokensModel *m_model;
    FixedRowView *m_list;
    QPointer<EndpointTokenDialog> m_dialog;
    api::EndpointView m_endpoint;
    std::string m_asked; ///< the token that is asked about
    bool m_wasRead = false;
    bool m_isShowing = false; ///< the fields are being filled, not changed
    RenewableScope m_scope;
    RenewableScope m_switching;
    RenewableScope m_acting;
};

} // namespace signalbox::ui
