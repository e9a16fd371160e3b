// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a group of providers, or changes one: which models it chooses among, and how.
#pragma once

#include "api/model_calls.h"
#include "client/client.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace signalbox::ui {

class Banner;
class TextLabel;

/// One member of a group, as a row of fields.
class GroupMemberRow : public QWidget
{
    Q_OBJECT
public:
    GroupMemberRow(const Theme &theme, const QStringList &providers, api::GroupMember member, QWidget *parent = nullptr);

    QComboBox &providerField() { return *m_provider; }
    QLineEdit &modelField() { return *m_model; }
    QToolButton *removeButton() const { return m_remove; }
    QToolButton *upButton() const { return m_up; }
    /// What the strategy asks of a member is shown.
    void setStrategy(api::Strategy strategy);
    api::GroupMember member() const;

Q_SIGNALS:
    void changed();

private:
    api::GroupMember m_start; ///< what has no field stays as it was
    QComboBox *m_provider;
    QLineEdit *m_model;
    QSpinBox *m_weight;
    QDoubleSpinBox *m_quality;
    QToolButton *m_up;
    QToolButton *m_remove;
    bool m_hasWeight = false; ///< a person set it here
    bool m_hasQuality = false;
};

/// Thread: the GUI thread, which is the client's. It deletes itself when it is closed.
class GroupDialog : public QDialog
{
    Q_OBJECT
public:
    /// `start` is a group that is there, or one that is to be (its revision is 0 then); `providers` are the ids that can be
    /// members, `taken` those that others have. The client must outlive the dialog.
    GroupDialog(const Theme &theme, client::Client &client, api::ProviderView start, QStringList providers, std::vector<std::string> taken, QWidget *parent = nullptr);
    ~GroupDialog() override;

    QLineEdit &idField() { return *m_id; }
    QComboBox &strategyField() { return *m_strategy; }
    const QList<GroupMemberRow *> &rows() const { return m_rows; }
    QPushButton *addButton() const { return m_add; }
    QPushButton *storeButton() const { return m_store; }
    Banner &banner() { return *m_banner; }

Q_SIGNALS:
    void stored(const QString &id);

private:
    void addRow(api::GroupMember member);
    void moveUp(GroupMemberRow *row);
    QString problem() const;
    void refresh();
    static Task<void> carryOut(GroupDialog *self, client::Client *client, api::ProviderPutParams params, std::stop_token stop);

    const Theme &m_theme;
    client::Client *m_client;
    api::ProviderView m_start;
    QStringList m_providers;
    std::vector<std::string> m_taken;
    bool m_isBusy = false;
    Banner *m_banner;
    QLineEdit *m_id;
    QComboBox *m_strategy;
    TextLabel *m_meaning;
    QVBoxLayout *m_members;
    QList<GroupMemberRow *> m_rows;
    QPushButton *m_add;
    QPushButton *m_store;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
