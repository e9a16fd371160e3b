// SPDX-License-Identifier: GPL-3.0-or-later
// Connects a provider of models, or changes one: what it is, its key, its limits. The key goes to the backend as a secret
// and nowhere else.
#pragma once

#include "api/model_calls.h"
#include "client/client.h"
#include "ui/models/model_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace signalbox::ui {

class Banner;
class TextLabel;

/// Thread: the GUI thread, which is the client's. It deletes itself when it is closed.
class ProviderDialog : public QDialog
{
    Q_OBJECT
public:
    /// What the dialog begins with: a provider that is there, or one that is to be (its revision is 0 then). `taken` are the
    /// ids that others have. The client must outlive the dialog.
    ProviderDialog(const Theme &theme, client::Client &client, api::ProviderView start, std::vector<std::string> taken, QWidget *parent = nullptr);
    ~ProviderDialog() override;

    QComboBox &kindField() { return *m_kind; }
    QLineEdit &idField() { return *m_id; }
    QLineEdit &addressField() { return *m_address; }
    QComboBox &secretField() { return *m_secret; }
    QLineEdit &keyField() { return *m_key; }
    QComboBox &modelField() { return *m_model; }
    QPushButton *connectButton() const { return m_connect; }
    Banner &banner() { return *m_banner; }
Q_SIGNALS:
    /// It is set up so, whether it answered or not.
    void stored(const QString &id);

private:
    struct Wanted
    {
        api::ProviderPutParams provider;
        std::string key; ///< empty: none is to be stored
        bool operator==(const Wanted &) const = default;
    };
    void addFields(QFormLayout *form);
    QWidget *addLimits();
    void fill(const api::ProviderView &start);
    void kindChosen();
    void refresh();
    QString idProblem() const;
    QString addressProblem() const;
    models::KindInfo kind() const;
    std::string secretName() const;
    Wanted wanted() const;
    bool isConnectedAs(const Wanted &wanted) const;
    void begin();
    void setBusy(bool busy);
    void showModels(const api::ModelList &list);
    static Task<void> readSecrets(ProviderDialog *self, client::Client *client, std::stop_token stop);
    static Task<void> carryOut(ProviderDialog *self, client::Client *client, Wanted wanted, bool isKnown, std::stop_token stop);

    const Theme &m_theme;
    client::Client *m_client;
    std::vector<std::string> m_taken;
    api::ProviderView m_start;
    std::string m_made; ///< the secret that this dialog made
    bool m_isNew;
    std::int64_t m_revision;
    std::optional<Wanted> m_connected; ///< it answered so
    bool m_idIsOwn = false; ///< a person typed it
    bool m_isBusy = false;
    Banner *m_banner;
    QComboBox *m_kind;
    QLineEdit *m_id;
    QLineEdit *m_address;
    QComboBox *m_secret;
    QLineEdit *m_key;
    QComboBox *m_model;
    QSpinBox *m_requests;
    QSpinBox *m_tokens;
    QSpinBox *m_atOnce;
    QSpinBox *m_attempts;
    QSpinBox *m_cache;
    QSpinBox *m_check;
    QToolButton *m_limits;
    TextLabel *m_state;
    QPushButton *m_connect;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
