// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a token of the endpoint, or changes its limits; a new one is shown here, this once.
#pragma once

#include "api/endpoint_calls.h"
#include "base/clock.h"
#include "client/client.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace signalbox::ui {

class Banner;
class TextLabel;

/// Thread: the GUI thread, which is the client's. It deletes itself when it is closed.
class EndpointTokenDialog : public QDialog
{
    Q_OBJECT
public:
    /// `token` with an empty id: a new one. The client must outlive the dialog.
    EndpointTokenDialog(const Theme &theme, const Clock &clock, client::Client &client, api::EndpointTokenView token, QWidget *parent = nullptr);
    ~EndpointTokenDialog() override;

    QLineEdit &nameField() { return *m_name; }
    QLineEdit &modelsField() { return *m_models; }
    QSpinBox &requestsField() { return *m_requests; }
    QSpinBox &tokensField() { return *m_tokens; }
    QDoubleSpinBox &moneyField() { return *m_money; }
    QLineEdit &tokenField() { return *m_token; }
    QPushButton *storeButton() const { return m_store; }
    Banner &banner() { return *m_banner; }

Q_SIGNALS:
    void stored();

private:
    api::EndpointTokenLimits limits() const;
    void refresh();
    void showToken(const QString &token);
    static Task<void> carryOut(EndpointTokenDialog *self, client::Client *client, std::stop_token stop);

    const Clock &m_clock;
    client::Client *m_client;
    api::EndpointTokenView m_start;
    bool m_isBusy = false;
    Banner *m_banner;
    QWidget *m_fields;
    QWidget *m_made;
    QLineEdit *m_name;
    QLineEdit *m_models;
    QSpinBox *m_requests;
    QSpinBox *m_tokens;
    QDoubleSpinBox *m_money;
    QSpinBox *m_budgetTokens;
    QComboBox *m_expires;
    QLineEdit *m_token;
    QPushButton *m_store;
    QPushButton *m_cancel;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
